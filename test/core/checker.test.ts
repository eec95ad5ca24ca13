import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Checker, type CheckOptions, check, createChecker } from '#core/check';
import { type FlowDocument, readDocument } from '#core/model/document';
import { findEndpoint } from '#core/model/project';
import type { Observation } from '#core/request/observation';
import { rules } from '#core/rules/index';
import { applyEdits, type Edit } from '#core/syntax/edit';
import { endOf, type Span } from '#core/syntax/span';
import { createWorkspace, projectOf, type Workspace } from '../../server/src/workspace/workspace';
import { generateSamples } from '../support/fuzz/generatedFlows';
import { randomEdits } from '../support/fuzz/randomEdits';
import { type Sample, withSamples } from '../support/fuzz/samples';
import { toTold, toToldFixes } from '../support/fuzz/told';
import { observe } from '../support/observe';
import { withFolder } from '../support/project';
import { createRandom, type Random } from '../support/random';

// As many edits as there is time for:
//   FUZZ_SECONDS=600 node scripts/unit.mjs test/core/checker.test.ts       for longer than 15 seconds
//   FUZZ_SEED=123456/789 node scripts/unit.mjs test/core/checker.test.ts   the edits that a failure names, and those after them
const seconds = Number(process.env.FUZZ_SECONDS ?? 15);
const [seed = '', firstRound = '0'] = (process.env.FUZZ_SEED ?? String(randomInt(1_000_000))).split('/');

test(`what is remembered while files are edited is what a cold check finds, seed ${seed}`, (t) =>
  withSamples((fixtures) =>
    withFolder(async (folder) => {
      const generated = await Promise.all([4, 8, 40].map((size) => generateSamples(join(folder, String(size)), size)));
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
  /** What a run of a node has shown before the first edit. */
  readonly observed: Observed | undefined;
  text: string;
}

/** The same files twice: edited step by step, and read anew at each step. */
interface Workspaces {
  readonly edited: Workspace;
  readonly cold: Workspace;
}

async function tryRound(samples: readonly Sample[], generated: readonly Sample[], round: number): Promise<void> {
  const random = createRandom(`${seed}/${round}`);
  const first = pick(random(2) === 0 ? generated : samples, random);
  const neighbours = samples.filter(({ workspace }) => workspace === first.workspace);
  const chosen = new Set([first, pick(neighbours, random), pick(neighbours, random)]);
  const files = [...chosen].map(openFile);
  const workspaces = { edited: await openWorkspace(files), cold: await openWorkspace(files) };
  const done: string[] = [];
  try {
    for (let step = 0; step < steps; step++) {
      const file = pick(files, random);
      done.push(`${file.sample.path}: ${JSON.stringify(editFile(file, neighbours, workspaces, random))}`);
      const options = pickOptions(random);
      for (const looked of random(3) === 0 ? files : [file]) compare(looked, workspaces, options, random);
    }
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : error;
    assert.fail(`FUZZ_SEED=${seed}/${round}: ${reason}\nafter\n${done.join('\n')}`);
  }
}

function openFile(sample: Sample): OpenFile {
  return { sample, checker: createChecker(), observed: findObserved(sample), text: sample.text };
}

async function openWorkspace(files: readonly OpenFile[]): Promise<Workspace> {
  const workspace = createWorkspace(files[0]?.sample.workspace.roots ?? []);
  await workspace.scan();
  for (const { sample, text } of files) workspace.open(sample.uri, text);
  return workspace;
}

function editFile(
  file: OpenFile,
  neighbours: readonly Sample[],
  { edited, cold }: Workspaces,
  random: Random,
): readonly Edit[] {
  const { uri, text } = file.sample;
  const edits = randomEdits(file.text, text, pick(neighbours, random).text, random);
  for (const edit of edits) {
    file.text = applyEdits(file.text, [edit]);
    edited.edit(uri, edit, file.text);
  }
  cold.open(uri, file.text);
  return edits;
}

interface Observed {
  readonly id: string;
  readonly seen: Observation;
  readonly text: string;
}

/** Undefined where no node could be run. */
function findObserved({ uri, text }: Sample): Observed | undefined {
  const document = readDocument(uri, text);
  try {
    const { id, seen } = observe(document, { status: 500, contentType: 'text/html', content: '{ "a": 1 }' });
    return { id, seen, text: textOfNode(id, document) };
  } catch {
    return undefined;
  }
}

/** As long as the node and its endpoint are what they were when it was run. */
function observationOf(id: string, document: FlowDocument, observed: Observed | undefined): Observation | undefined {
  return id === observed?.id && textOfNode(id, document) === observed.text ? observed.seen : undefined;
}

function textOfNode(id: string, document: FlowDocument): string {
  const node = document.flow.nodes.get(id);
  const endpoint = node && findEndpoint(document, node, undefined)?.endpoint;
  return [node, endpoint].map((part) => part && textIn(document, part.property)).join();
}

function textIn({ text }: FlowDocument, span: Span): string {
  return text.slice(span.offset, endOf(span));
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
  { sample: { uri }, checker, observed }: OpenFile,
  { edited, cold }: Workspaces,
  options: CheckOptions,
  random: Random,
) {
  const [document, fresh] = [edited.document(uri), cold.document(uri)];
  if (document === undefined || fresh === undefined) return;
  const runNodes = () => (observed === undefined ? [] : [observed.id]);
  const observationIn = (file: FlowDocument) => (id: string) => observationOf(id, file, observed);
  const remembered = checker.check(document, projectOf(edited, uri), {
    ...options,
    observationOf: observationIn(document),
    runNodes,
  });
  const found = check(fresh, projectOf(cold, uri), { ...options, observationOf: observationIn(fresh) });
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
