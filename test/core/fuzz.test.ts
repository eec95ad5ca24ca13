import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { CheckOptions } from '#core/check';
import { readDocument } from '#core/model/document';
import { rules } from '#core/rules/index';
import { checkEnvironmentFile } from '#core/rules/invalid-environment-file';
import { formatJson } from '#core/syntax/formatJson';
import { decodeTextFile } from '../../server/src/workspace/textFile';
import { mutateText } from '../support/fuzz/mutateText';
import { assertPromises, assertReport, assertSameWhenFormatted } from '../support/fuzz/promises';
import { type Sample, withSamples } from '../support/fuzz/samples';
import { createRandom, type Random } from '../support/random';

// A text of every sample, and then as many as there is time for:
//   FUZZ_SECONDS=600 node scripts/unit.mjs test/core/fuzz.test.ts       for longer than 20 seconds
//   FUZZ_SEED=123456/789 node scripts/unit.mjs test/core/fuzz.test.ts   the text that a failure names, and those after it
const seconds = Number(process.env.FUZZ_SECONDS ?? 20);
const [seed = '', firstRound = '0'] = (process.env.FUZZ_SEED ?? String(randomInt(1_000_000))).split('/');

test(`no text breaks a promise, seed ${seed}`, (t) =>
  withSamples(async (samples) => {
    const end = performance.now() + 1_000 * seconds;
    const first = Number(firstRound);
    let round = first;
    for (; round < first + samples.length || performance.now() < end; round++) {
      tryRound(samples, round);
      if (round % 20 === 0) await setImmediate();
    }
    t.diagnostic(`up to round ${round}, of ${samples.length} samples`);
  }));

function tryRound(samples: readonly Sample[], round: number): void {
  const random = createRandom(`${seed}/${round}`);
  const sample = samples[round % samples.length] ?? assert.fail('there are samples');
  const other = samples[random(samples.length)]?.text ?? '';
  const made = makeText(sample.text, other, random);
  try {
    if (sample.path.endsWith('.env.json')) assertEnvironmentFile(made.text);
    else assertFlow(sample, made, random);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : error;
    assert.fail(`${sample.path}, FUZZ_SEED=${seed}/${round}: ${reason}\nfor the text\n${JSON.stringify(made.text)}`);
  }
}

interface MadeText {
  readonly text: string;
  readonly encodingError: number | undefined;
}

/** As it stands, cut at some byte, changed, or changed and cut. */
function makeText(text: string, other: string, random: Random): MadeText {
  const kind = random(8);
  const changed = kind < 2 ? text : mutateText(text, other, random);
  if (kind === 0 || kind > 2) return { text: changed, encodingError: undefined };
  const bytes = new TextEncoder().encode(changed);
  return decodeTextFile(bytes.subarray(0, random(bytes.length + 1)));
}

function assertEnvironmentFile(text: string): void {
  for (const report of checkEnvironmentFile(text)) assertReport(report, text, 'invalid-environment-file');
}

/** Among its neighbours and alone, with an environment picked and without, all rules on. */
function assertFlow({ uri, workspace }: Sample, { text, encodingError }: MadeText, random: Random): void {
  const project = random(8) === 0 ? undefined : workspace.project;
  const environment = [null, 'dev', 'prod', 'no-such'][random(4)] ?? null;
  const options: CheckOptions = { today: '2026-01-15', severityOf: neverOff, environment, isSecret: isSecretName };
  const opened = workspace.open(uri, text);
  try {
    const document = encodingError === undefined ? opened : readDocument(uri, text, encodingError);
    const all = assertPromises(document, project, options);
    if (document.syntaxErrors.length > 0) return;
    assertSameWhenFormatted(document, all, workspace.open(uri, formatJson(text)), project, options);
  } finally {
    workspace.close(uri);
  }
}

const off = new Set(rules.filter(({ severity }) => severity === 'off').map(({ code }) => code));

function neverOff(code: string): 'warning' | undefined {
  return off.has(code) ? 'warning' : undefined;
}

function isSecretName(name: string): boolean {
  return name.endsWith('_KEY');
}
