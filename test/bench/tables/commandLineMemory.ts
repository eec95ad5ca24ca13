import { withFolder } from '../../support/project';
import { toAmount, toTable } from '../markdown';
import type { Table } from '../table';
import { writeFlows } from '../workspaces';
import { runFlowLens, runSpectral } from './commandLine';

const counts = [100, 1_000, 10_000];
/** Above it spectral would take minutes. */
const mostOfSpectral = 1_000;
const nodes = 20;

/** Whether memory follows the number of files. */
export const commandLineMemory: Table = {
  name: 'command-line-memory',
  title: 'The command line: memory against the number of files',
  about: 'MiB that the process has in RAM at the most, for files of 20 nodes, its threads included. One run each.',
  async measure({ say }) {
    const rows: string[][] = [];
    for (const count of counts) {
      say(`${count} files`);
      const [own, theirs] = await withFolder(async (folder) => {
        writeFlows(folder, count, nodes);
        const measured = await runFlowLens(folder);
        return [measured, count > mostOfSpectral ? undefined : await runSpectral(folder)];
      });
      rows.push([count.toLocaleString('en-US'), toAmount(own?.mostMemory), toAmount(theirs?.mostMemory)]);
    }
    return toTable(['files', '`flow-lens check`', '`spectral lint`'], rows);
  },
};
