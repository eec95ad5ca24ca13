import { join, resolve } from 'node:path';
import { withFolder } from '../../support/project';
import { toAmount, toRatio, toTable } from '../markdown';
import { peerFile } from '../peers';
import { measureProcess, type ProcessCost } from '../processes';
import { spreadOf } from '../spread';
import type { Table } from '../table';
import { writeFlows } from '../workspaces';

const files = 10_000;
/** Spectral gets fewer: it would take the larger part of an hour for all of them, three times. */
const filesOfSpectral = 500;
const nodes = 20;
const rounds = 3;

/** The command line over many small files, against the linter that people would write rules for. */
export const commandLine: Table = {
  name: 'command-line',
  title: `The command line: ${files.toLocaleString('en-US')} files of ${nodes} nodes`,
  about:
    'Whole processes, from their start to their end, in turns; medians of three. Flow Lens with all its rules; `spectral lint` with ten rules that say the same as ten of ours ' +
    `(\`peers/spectral.json\`), on the first ${filesOfSpectral} of the files, as it takes minutes for all of them. Flow Lens on as many stands beside it.`,
  measure: ({ say }) =>
    withFolder(async (folder) => {
      say('writing the files');
      const few = join(folder, 'few');
      const all = join(folder, 'all');
      const size = { few: writeFlows(few, filesOfSpectral, nodes), all: writeFlows(all, files, nodes) };
      const costs = {
        flowLens: [] as ProcessCost[],
        fewOfFlowLens: [] as ProcessCost[],
        spectral: [] as ProcessCost[],
      };
      for (let round = 1; round <= rounds; round++) {
        say(`round ${round}`);
        costs.flowLens.push(await runFlowLens(all));
        costs.fewOfFlowLens.push(await runFlowLens(few));
        costs.spectral.push(await runSpectral(few));
      }
      const rate = medianRate(costs.spectral, filesOfSpectral);
      return toTable(
        ['what', 'files', 's', 'processor s', 'files/s', 'MB/s', 'against spectral'],
        [
          toRow('`flow-lens check`', files, size.all, costs.flowLens, rate),
          toRow('`flow-lens check`', filesOfSpectral, size.few, costs.fewOfFlowLens, rate),
          toRow('`spectral lint`', filesOfSpectral, size.few, costs.spectral, rate),
        ],
      );
    }),
};

/** Checks all flows below a folder. Flow Lens must find nothing. */
export function runFlowLens(folder: string): Promise<ProcessCost> {
  return measureProcess([join('dist', 'flow-lens.js'), 'check', folder]);
}

/** Lints all flows below a folder. */
export function runSpectral(folder: string): Promise<ProcessCost> {
  const program = peerFile('@stoplight/spectral-cli/dist/index.js');
  const ruleset = resolve('test', 'bench', 'peers', 'spectral.json');
  return measureProcess([program, 'lint', `${folder}/**/*.flow.json`, '--ruleset', ruleset, '--quiet']);
}

function medianRate(costs: readonly ProcessCost[], count: number): number {
  return count / (spreadOf(costs.map(({ time }) => time)).median / 1000);
}

function toRow(name: string, count: number, size: number, costs: readonly ProcessCost[], theirs: number): string[] {
  const seconds = spreadOf(costs.map(({ time }) => time)).median / 1000;
  const processor = spreadOf(costs.map(({ processorTime }) => processorTime)).median / 1000;
  const rate = count / seconds;
  const amounts = [seconds, processor, rate, size / 1e6 / seconds].map(toAmount);
  return [name, count.toLocaleString('en-US'), ...amounts, toRatio(rate, theirs)];
}
