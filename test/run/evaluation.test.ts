import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { build } from 'esbuild';
import type { EvaluationJob } from '#core/response/evaluateContent';
import { createEvaluator, type EvaluatorOptions } from '../../server/src/run/evaluation';

let folder = '';
const bundle = (entry: string, name: string) =>
  build({
    entryPoints: [entry],
    outfile: join(folder, name),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
  });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-lens-evaluation-'));
  await bundle('server/src/run/worker.ts', 'worker.js');
});
after(() => rm(folder, { recursive: true, force: true }));

const job = (content: string, more: Partial<EvaluationJob> = {}): EvaluationJob => ({
  bytes: Buffer.from(content),
  contentType: 'application/json',
  elementValidation: '$.status',
  baseElement: undefined,
  prefix: 'orders',
  ...more,
});

/** An evaluator that is disposed of at the end of its block. */
function evaluatorOf(options?: EvaluatorOptions) {
  const evaluator = createEvaluator(join(folder, 'worker.js'), options);
  return { ...evaluator, [Symbol.asyncDispose]: evaluator.dispose };
}

/** A path that I-Regexp allows and that backtracks for ages. */
const pathological = job(`[{"a":"${'a'.repeat(60)}"}]`, { elementValidation: "$[?match(@.a, '(a*)*b')].a" });

suite('the evaluator', () => {
  test('gives value and variables of one content after the other', async () => {
    await using evaluator = evaluatorOf();
    const [first, second] = await Promise.all([
      evaluator.evaluate(job('{"status":"lost"}')),
      evaluator.evaluate(
        job('<r><status>found</status></r>', { contentType: 'text/xml', elementValidation: '$.r.status' }),
      ),
    ]);
    assert.deepEqual(first, {
      value: 'lost',
      reason: undefined,
      variables: [['orders:status', 'lost']],
      isWhole: true,
      notes: [],
    });
    assert.equal(second?.value, 'found');
  });

  test('says why there is no value', async () => {
    await using evaluator = evaluatorOf();
    const { value, reason } = await evaluator.evaluate(job('{"state":1}'));
    assert.deepEqual([value, reason], [undefined, '"$.status" finds nothing in the answer']);
  });

  test('gives up a job that takes too long, and does the next one', async () => {
    await using evaluator = evaluatorOf({ deadline: 1000, memory: 256 });
    const [overrun, next] = await Promise.all([
      evaluator.evaluate(pathological),
      evaluator.evaluate(job('{"status":"lost"}')),
    ]);
    assert.equal(overrun?.reason, 'the answer took longer than 1 s to evaluate');
    assert.equal(next?.value, 'lost');
  });

  test('leaves the process free while a job takes too long', async () => {
    await using evaluator = evaluatorOf({ deadline: 1000, memory: 256 });
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    await evaluator.evaluate(pathological);
    clearInterval(timer);
    assert.ok(turns > 5, `the event loop turned ${turns} times`);
  });

  test('outlives a content that takes all memory', async () => {
    await using evaluator = evaluatorOf({ deadline: 60_000, memory: 16 });
    const { reason } = await evaluator.evaluate(job(`[${'[],'.repeat(2_000_000)}[]]`));
    assert.equal(reason, "the answer can't be evaluated (it takes too much memory)");
    assert.equal((await evaluator.evaluate(job('{"status":"lost"}'))).value, 'lost');
  });

  test('is about the variables where no value was asked for', async () => {
    await using evaluator = evaluatorOf({ deadline: 1000, memory: 256 });
    const hopeless = { ...pathological, elementValidation: undefined, baseElement: pathological.elementValidation };
    const { reason, notes } = await evaluator.evaluate(hopeless);
    assert.equal(reason, undefined);
    assert.deepEqual(notes, ['no variables, as the answer took longer than 1 s to evaluate']);
  });

  test('has a reason where its worker is missing or dies', async () => {
    const missing = createEvaluator(join(folder, 'no-such-worker.js'));
    assert.match(
      (await missing.evaluate(job('{}'))).reason ?? '',
      /^the answer can't be evaluated \(Cannot find module/,
    );
    await missing.dispose();
    await writeFile(join(folder, 'dying.js'), "require('node:worker_threads').parentPort.on('message', process.exit);");
    const dying = createEvaluator(join(folder, 'dying.js'));
    assert.match((await dying.evaluate(job('{}'))).reason ?? '', /^the answer can't be evaluated \(/);
    await dying.dispose();
  });

  test('ends jobs that are under way or waiting when it is disposed of', async () => {
    const evaluator = createEvaluator(join(folder, 'worker.js'), { deadline: 60_000, memory: 256 });
    const jobs = [evaluator.evaluate(pathological), evaluator.evaluate(job('{}'))];
    setImmediate(() => evaluator.dispose());
    for (const { reason } of await Promise.all(jobs)) assert.equal(reason, 'the evaluation was stopped');
    await evaluator.dispose();
    assert.equal((await evaluator.evaluate(job('{}'))).reason, 'the evaluation was stopped');
  });

  test('does not keep a process alive, nor lets it end before the answer', async () => {
    const program = `
      import { createEvaluator } from './server/src/run/evaluation';
      const job = { bytes: Buffer.from('{"a":1}'), contentType: '', elementValidation: '$.a', baseElement: '', prefix: '' };
      createEvaluator(process.argv[2] ?? '').evaluate(job).then(({ value }) => console.log(value));
    `;
    const stdin = { contents: program, resolveDir: process.cwd(), loader: 'ts' } as const;
    const outfile = join(folder, 'program.js');
    await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] });
    const child = spawn(process.execPath, [outfile, join(folder, 'worker.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    const [code] = await once(child, 'close');
    assert.deepEqual([code, printed.trim()], [0, '1']);
  });
});
