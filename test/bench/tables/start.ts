import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLanguageServer } from '../../support/languageServer';
import { withFolder } from '../../support/project';
import { generateFlow } from '../generateFlow';
import { toSpreadText, toTable } from '../markdown';
import { measureProcess } from '../processes';
import { spreadOf } from '../spread';
import type { Table } from '../table';
import { takeTurns } from '../takeTurns';

const program = join('dist', 'flow-lens.js');

/** What it takes until a process is of use. */
export const start: Table = {
  name: 'start',
  title: 'Starting: milliseconds of a whole process',
  about:
    'From the start of the process to its end, in turns; the server to its answer to `initialize`. An empty program of Node’s is the floor. Medians, with the ' +
    'quartiles in brackets.',
  measure: ({ say }) =>
    withFolder(async (folder) => {
      const file = join(folder, 'a.flow.json');
      writeFileSync(file, generateFlow(20));
      say('20 turns');
      const process = (name: string, args: readonly string[]) => ({
        name,
        run: async () => (await measureProcess(args)).time,
      });
      const times = await takeTurns(
        [
          process('`node --eval 0`', ['--eval', '0']),
          process('`flow-lens --version`', [program, '--version']),
          process('`flow-lens rules`', [program, 'rules']),
          process('`flow-lens check` of one file of 20 nodes', [program, 'check', file]),
          { name: '`flow-lens lsp --stdio` until it is initialized', run: startServer },
        ],
        { turns: 20, seconds: 40 },
      );
      return toTable(
        ['what', 'ms'],
        [...times].map(([name, all]) => [name, toSpreadText(spreadOf(all))]),
      );
    }),
};

async function startServer(): Promise<number> {
  const started = performance.now();
  const server = await startLanguageServer();
  const time = performance.now() - started;
  await server.stop();
  return time;
}
