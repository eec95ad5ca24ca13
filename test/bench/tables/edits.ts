import assert from 'node:assert/strict';
import { randomEdit } from '../../support/fuzz/randomEdits';
import { createRandom } from '../../support/random';
import { generateFlow } from '../generateFlow';
import { toAmount, toTable } from '../markdown';
import { startProbedServer } from '../probedServer';
import type { Table } from '../table';
import { openText, type Typist } from '../typist';

const total = 100_000;
const first = 1_000;
/** Edits between two pulls: more than anybody types between two looks, few enough that none is waited for long. */
const between = 50;

/** Whether anything piles up, or is lost, under more edits than a day has. */
export const edits: Table = {
  name: 'edits',
  title: `${total.toLocaleString('en-US')} random edits at full speed`,
  about:
    'Typed, deleted, pasted, undone, at any place of a flow of 20 nodes, one notification each, and a pull after every fiftieth. MiB that the server holds after a collection of garbage. ' +
    'V8 goes on compiling for as long as it meets something new, and keeps that; *without compiled code* is another process, in which it optimises nothing, for the first quarter of the edits. ' +
    'At the end and ten times in between, the findings are compared with those of the same text opened anew.',
  async measure({ say }) {
    const compiling = await measureEdits(total, say);
    const interpreted = await measureEdits(total / 4, say, { BENCH_INTERPRETED: '1' });
    const rows = compiling.map(({ edit, held, resident, rate }, index) => [
      edit.toLocaleString('en-US'),
      toAmount(held),
      interpreted[index] === undefined ? '–' : toAmount(interpreted[index].held),
      toAmount(resident),
      toAmount(rate),
    ]);
    return toTable(['edits', 'held', 'without compiled code', 'in RAM', 'edits a second so far'], rows);
  },
};

interface Measured {
  readonly edit: number;
  /** MiB. */
  readonly held: number;
  readonly resident: number;
  /** Edits a second. */
  readonly rate: number;
}

/** What a server holds after so many edits, and on the way there. */
async function measureEdits(
  count: number,
  say: (what: string) => void,
  env: NodeJS.ProcessEnv = {},
): Promise<readonly Measured[]> {
  await using server = await startProbedServer(env);
  const text = generateFlow(20);
  const typist = await openText(server, 'bench.flow.json', text);
  const random = createRandom('edits');
  const started = performance.now();
  const measured: Measured[] = [];
  for (let edit = 1; edit <= count; edit++) {
    typist.type(randomEdit(typist.text, text, random));
    if (edit % between === 0) await typist.diagnostics();
    if (edit % (total / 10) === 0) await assertSame(typist);
    if (edit === first || edit % (total / 4) === 0) {
      say(`${edit} edits`);
      const { held, resident } = await server.memory();
      measured.push({ edit, held, resident, rate: edit / ((performance.now() - started) / 1000) });
    }
  }
  return measured;
}

async function assertSame(typist: Typist): Promise<void> {
  const followed = await typist.diagnostics();
  await typist.reopen();
  const anew = await typist.diagnostics();
  assert.deepEqual(followed.map(toFact), anew.map(toFact));
}

function toFact({ range, code, message }: { range: unknown; code?: unknown; message: unknown }): unknown {
  return [range, code, message];
}
