import { parseTree } from 'jsonc-parser';
import { check } from '#core/check';
import schema from '../../../schemas/flow.schema.json';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { withFolder } from '../../support/project';
import { generateFlow } from '../generateFlow';
import { generateStateMachine } from '../generateStateMachine';
import { createJsonService, toTextDocument } from '../jsonService';
import { toAmount, toRatio, toSpreadText, toTable } from '../markdown';
import { loadPeer } from '../peers';
import { exponentOf, type Spread, spreadOf } from '../spread';
import type { Table } from '../table';
import { type Contestant, takeTurns } from '../takeTurns';

/** Nodes up to which the states language's service takes part: at ten times as many it takes minutes. */
const mostStates = 2_000;

const own = 'Flow Lens, all rules';

/** The first check of a text: read, and looked at by every rule. */
export const cold: Table = {
  name: 'cold',
  title: 'Opening a file: milliseconds until all findings are known',
  about:
    'In one process, in turns, for the same text; the states language’s service has one of its own language, of the same size. Medians, with the ' +
    'quartiles in brackets. MB/s at the median; a factor is how many times as long as Flow Lens something takes. `JSON.parse` and Ajv know no places, and stop at ' +
    'the first syntax error: they are floors, not peers.',
  async measure({ sizes, say }) {
    const measured: Measured[] = [];
    for (const nodes of sizes) {
      say(`${nodes} nodes`);
      measured.push(await measureSize(nodes));
    }
    return [...measured.map(toSizeTable), toExponents(measured)].join('\n\n');
  },
};

interface Measured {
  readonly nodes: number;
  /** UTF-16 code units, which are bytes here. */
  readonly size: number;
  readonly spreads: ReadonlyMap<string, Spread>;
}

async function measureSize(nodes: number): Promise<Measured> {
  const text = generateFlow(nodes);
  const turns = nodes > 5_000 ? 5 : nodes > 500 ? 12 : 60;
  const times = await withFolder(async (folder) =>
    takeTurns(
      [
        await flowLens(text, folder),
        jsonService(text),
        ...statesService(text, nodes),
        tree(text),
        plain(text),
        ajv(text),
      ],
      { turns, seconds: 20, warmUp: nodes > 5_000 ? 1 : 10 },
    ),
  );
  return { nodes, size: text.length, spreads: new Map([...times].map(([name, all]) => [name, spreadOf(all)])) };
}

/** In an empty workspace that was read: so no rule has to hold back. */
async function flowLens(text: string, folder: string): Promise<Contestant> {
  const workspace = createWorkspace([folder], () => 'none');
  await workspace.scan();
  let opened = 0;
  return {
    name: own,
    run: () => {
      const uri = `file://${folder}/bench-${opened++}.flow.json`;
      const { project } = workspace;
      const { all } = check(workspace.open(uri, text), project, { today: '2027-06-30' });
      workspace.close(uri);
      if (all.length > 0) throw new Error(`The generated flow has findings: ${all[0]?.message}`);
    },
  };
}

function jsonService(text: string): Contestant {
  const service = createJsonService();
  return { name: 'vscode-json-languageservice', run: () => service.validate(toTextDocument(text)) };
}

interface StatesService {
  parseJSONDocument(document: unknown): unknown;
  doValidation(document: unknown, parsed: unknown): Promise<unknown>;
}

function statesService(text: string, nodes: number): readonly Contestant[] {
  if (nodes > mostStates) return [];
  const { getLanguageService } = loadPeer<{ getLanguageService(options: object): StatesService }>(
    'amazon-states-language-service',
  );
  const service = getLanguageService({});
  const states = generateStateMachine(text.length);
  const run = () => {
    const document = toTextDocument(states);
    return service.doValidation(document, service.parseJSONDocument(document));
  };
  return [{ name: 'amazon-states-language-service', run }];
}

function tree(text: string): Contestant {
  return { name: 'jsonc-parser `parseTree`', run: () => void parseTree(text) };
}

function plain(text: string): Contestant {
  return { name: '`JSON.parse`', run: () => void JSON.parse(text) };
}

function ajv(text: string): Contestant {
  const { default: Ajv } = loadPeer<typeof import('ajv')>('ajv');
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  return { name: '`JSON.parse` and Ajv', run: () => void validate(JSON.parse(text)) };
}

function toSizeTable({ nodes, size, spreads }: Measured): string {
  const ours = spreads.get(own)?.median;
  const rows = [...spreads].map(([name, spread]) => [
    name,
    toSpreadText(spread),
    toAmount(size / 1000 / spread.median),
    name === own ? '' : toRatio(spread.median, ours),
  ]);
  const head = [`${nodes.toLocaleString('en-US')} nodes, ${toAmount(size / 1000)} kB`, 'ms', 'MB/s', 'factor'];
  return toTable(head, rows);
}

function toExponents(measured: readonly Measured[]): string {
  const of = (name: string) =>
    exponentOf(measured.flatMap(({ size, spreads }) => [[size, spreads.get(name)?.median ?? Number.NaN] as const]));
  return `Exponent of the cost against the size: ${toAmount(of(own))} (vscode-json-languageservice ${toAmount(of('vscode-json-languageservice'))}).`;
}
