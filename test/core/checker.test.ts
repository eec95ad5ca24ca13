import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Checker, type CheckOptions, check, createChecker } from '#core/check';
import { rules } from '#core/rules/index';
import { applyEdits, type Edit } from '#core/syntax/edit';
import { createWorkspace, projectOf, type Workspace } from '../../server/src/workspace/workspace';
import { generateSamples } from '../support/fuzz/generatedFlows';
import { randomEdits } from '../support/fuzz/randomEdits';
import { type Sample, withSamples } from '../support/fuzz/samples';
import { toTold, toToldFixes } from '../support/fuzz/told';
import { withFolder } from '../support/project';
import { createRandom, type Random } from '../support/random';

// As many edits as there is time for:
//   FUZZ_SECONDS=600 node scripts/unit.mjs test/core/checker.test.ts       for longer than half a minute
//   FUZZ_SEED=123456/789 node scripts/unit.mjs test/core/checker.test.ts   the edits that a failure names, and those after them
const seconds = Number(process.env.FUZZ_SECONDS ?? 30);
const [seed = '', firstRound = '0'] = (process.env.FUZZ_SEED ?? String(randomInt(1_000_000))).split('/');

test(`what is remembered while files are edited is what a cold check finds, seed ${seed}`, (t) =>
  withSamples((fixtures) =>
    withFolder(async (folder) => {
      const generated = await Promise.all([5, 60].map((size) => generateSamples(join(folder, String(size)), size)));
      const samples = [...fixtures, ...generated.flat()];
      const end = performance.now() + 1_000 * seconds;
      let round = Number(firstRound);
      for (; performance.now() < end; round++) {
        await tryRound(samples, generated.flat(), round);
        await setImmediate();
      }
      t.diagnostic(`up to round ${round}`);
    }),
  ));

const steps = 25;

/** A file as an editor holds it. */
interface OpenFile {
  readonly sample: Sample;
  readonly checker: Checker;
  text: string;
}

async function tryRound(samples: readonly Sample[], generated: readonly Sample[], round: number): Promise<void> {
  const random = createRandom(`${seed}/${round}`);
  const first = pick(random(4) === 0 ? generated : samples, random);
  const neighbours = samples.filter(({ workspace }) => workspace === first.workspace);
  const files = [...new Set([first, pick(neighbours, random), pick(neighbours, random)])].map((sample): OpenFile => {
    sample.workspace.open(sample.uri, sample.text);
    return { sample, checker: createChecker(), text: sample.text };
  });
  const cold = await createColdTwin(files);
  const done: string[] = [];
  try {
    for (let step = 0; step < steps; step++) {
      const file = pick(files, random);
      done.push(`${file.sample.path}: ${JSON.stringify(editFile(file, neighbours, random))}`);
      cold.open(file.sample.uri, file.text);
      const options = pickOptions(random);
      for (const looked of random(3) === 0 ? files : [file]) compare(looked, cold, options, random);
    }
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : error;
    assert.fail(`FUZZ_SEED=${seed}/${round}: ${reason}\nafter\n${done.join('\n')}`);
  } finally {
    for (const { sample } of files) sample.workspace.close(sample.uri);
  }
}

/** The same workspace, in which every file that changes is read anew. */
async function createColdTwin(files: readonly OpenFile[]): Promise<Workspace> {
  const twin = createWorkspace(files[0]?.sample.workspace.roots ?? []);
  await twin.scan();
  for (const { sample, text } of files) twin.open(sample.uri, text);
  return twin;
}

function editFile(file: OpenFile, neighbours: readonly Sample[], random: Random): readonly Edit[] {
  const { sample } = file;
  const edits = randomEdits(file.text, sample.text, pick(neighbours, random).text, random);
  for (const edit of edits) {
    file.text = applyEdits(file.text, [edit]);
    sample.workspace.edit(sample.uri, edit, file.text);
  }
  return edits;
}

/** What a person has set changes now and then. */
function pickOptions(random: Random): CheckOptions {
  const environment = random(6) === 0 ? 'dev' : null;
  const today = random(8) === 0 ? '2026-02-01' : '2026-01-15';
  const isSecret = random(8) === 0 ? () => false : (name: string) => name.endsWith('_KEY');
  return { today, environment, isSecret, severityOf: (code) => (off.has(code) ? 'warning' : undefined) };
}

const off = new Set(rules.filter(({ severity }) => severity === 'off').map(({ code }) => code));

const mostFixed = 3;

function compare(
  { sample: { uri, workspace }, checker }: OpenFile,
  cold: Workspace,
  options: CheckOptions,
  random: Random,
) {
  const [document, fresh] = [workspace.document(uri), cold.document(uri)];
  if (document === undefined || fresh === undefined) return;
  const remembered = checker.check(document, projectOf(workspace, uri), options);
  const found = check(fresh, projectOf(cold, uri), options);
  assert.deepEqual(remembered.all.map(toTold), found.all.map(toTold), `the findings of ${uri}`);
  assert.deepEqual(remembered.counts, found.counts);
  for (let fixed = 0; fixed < mostFixed && found.all.length > 0; fixed++) {
    const index = random(found.all.length);
    const [one, other] = [remembered.all[index], found.all[index]];
    if (one === undefined || other === undefined) continue;
    assert.deepEqual(toToldFixes(one), toToldFixes(other), `the fixes of ${other.code} at ${other.span.offset}`);
  }
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[random(choices.length)] ?? assert.fail('there are some');
}
