import { generateFlow } from '../generateFlow';
import { toAmount, toTable } from '../markdown';
import { startProbedServer } from '../probedServer';
import type { Table } from '../table';
import { openText } from '../typist';

/** What an open file costs the server in memory. */
export const memory: Table = {
  name: 'memory',
  title: 'Memory of the server with one large file open',
  about:
    'MiB more than the server has without a file, once the diagnostics are there. *Held* is what is left after a collection of garbage; *in RAM* is what the system says of the process then, with ' +
    'what V8 keeps for later. Against the text: MiB of one byte a character.',
  async measure({ sizes, say }) {
    const rows: string[][] = [];
    for (const nodes of sizes) {
      say(`${nodes} nodes`);
      const text = generateFlow(nodes);
      await using server = await startProbedServer();
      const before = await server.memory();
      await openText(server, 'bench.flow.json', text);
      const after = await server.memory();
      const size = text.length / 1024 ** 2;
      const more = (key: 'held' | 'resident') => {
        const grown = after[key] - before[key];
        return `${toAmount(grown)} (${toAmount(grown / size)} × the text)`;
      };
      rows.push([nodes.toLocaleString('en-US'), toAmount(size), more('held'), more('resident')]);
    }
    return toTable(['nodes', 'text', 'held', 'in RAM'], rows);
  },
};
