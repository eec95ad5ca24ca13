import { join } from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../../server/src/protocol';
import { type LanguageServer, positionOf, pulling, startLanguageServer } from '../../support/languageServer';
import { toAmount, toTable } from '../markdown';
import type { Table } from '../table';
import { libraryName, sharedEndpointFiles } from '../workspaces';

const counts = [20, 2_000];
const rounds = 3;
const visible = join('part-0', 'flow-0.flow.json').replaceAll('\\', '/');

/** What a large workspace costs who has one file of it open. */
export const workspace: Table = {
  name: 'workspace',
  title: 'A workspace: milliseconds',
  about:
    'Flows of twenty nodes that all call the endpoints of one library, over the real server process. First diagnostics: from the start of the process to those of the visible flow, which is opened at ' +
    'once; *all read*: until the findings of every file are there. Rename: an endpoint of the library, in all flows. Dependants: a header of the library is changed, until the diagnostics of the open flow ' +
    'say so. The least of three rounds.',
  async measure({ say }) {
    const rows: string[][] = [];
    for (const count of counts) {
      const files = sharedEndpointFiles(count);
      const measured: Measured[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`${count} files, round ${round}`);
        measured.push(await measureRound(files));
      }
      const least = (key: keyof Measured) => toAmount(Math.min(...measured.map((one) => one[key])));
      rows.push([count.toLocaleString('en-US'), least('first'), least('all'), least('rename'), least('dependants')]);
    }
    return toTable(['files', 'first diagnostics', 'all read', 'rename', 'dependants'], rows);
  },
};

interface Measured {
  readonly first: number;
  readonly all: number;
  readonly rename: number;
  readonly dependants: number;
}

async function measureRound(files: Readonly<Record<string, string>>): Promise<Measured> {
  const library = files[libraryName] ?? '';
  let started = Number.NaN;
  const prepare = (): void => {
    // Its files are written and its process has just been started.
    started = performance.now();
  };
  const server = await startLanguageServer({ files, capabilities: pulling, prepare });
  try {
    await server.open(visible, files[visible] ?? '');
    await server.diagnostics(visible);
    const first = performance.now() - started;
    await server.connection.sendRequest(protocol.checkWorkspace, {});
    const all = performance.now() - started;
    await server.open(libraryName, library);
    await server.diagnostics(libraryName);
    const rename = await timed(() => renameEndpoint(server, library, Object.keys(files).length - 1));
    const dependants = await timed(() => changeHeader(server, library));
    return { first, all, rename, dependants };
  } finally {
    await server.stop();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function renameEndpoint(server: LanguageServer, library: string, users: number): Promise<void> {
  const edit: WorkspaceEdit | null = await server.connection.sendRequest('textDocument/rename', {
    textDocument: { uri: server.uri(libraryName) },
    position: positionOf(library, '"orders-0"', 1),
    newName: 'deliveries',
  });
  const changed = edit?.documentChanges?.length ?? 0;
  if (changed <= users / 2) throw new Error(`The rename changes ${changed} of ${users} files`);
}

/** All flows set `X-Request-Source` themselves: where the endpoint sets it to something else, their calls fail. */
async function changeHeader(server: LanguageServer, library: string): Promise<void> {
  const changed = library.replaceAll('"X-Channel": "chat"', '"X-Request-Source": "library"');
  await server.change(libraryName, 2, changed);
  const findings = await server.diagnostics(visible);
  if (!findings.some(({ code }) => code === 'header-mismatch')) throw new Error('The dependant has no finding');
}
