import { resolve } from 'node:path';
import { flowGraph } from '#core/graph/flowGraph';
import { draw } from '#core/graph/picture';
import { toMermaid } from '#core/graph/toMermaid';
import { toSvg } from '#core/graph/toSvg';
import { quote } from '#core/rules/rule';
import { createMarks } from '../../features/graphMarks';
import { readTextFileSync } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { toUri } from '../../workspace/uri';
import { CommandError } from '../commandError';
import { createChecks, openWorkspace } from '../openWorkspace';
import { toShownPath } from '../shownPath';
import type { Terminal } from '../terminal';

export interface GraphCommandOptions {
  readonly format: 'mermaid' | 'svg';
}

/** Prints the graph of a flow, whatever errors the flow has. Throws a `CommandError` where there is no flow to read. */
export async function graph(file: string, { format }: GraphCommandOptions, terminal: Terminal): Promise<number> {
  const path = resolve(terminal.cwd, file);
  const shown = quote(toShownPath(path, terminal.cwd));
  requireReadable(path, shown);
  const opened = await openWorkspace(path, undefined, terminal);
  const { workspace, oddities } = opened;
  await workspace.scan();
  for (const sentence of oddities.sentences) terminal.complain(sentence);
  const { project } = workspace;
  const document = workspace.document(toUri(path));
  if (document?.flow.object === undefined) throw new CommandError(`${shown} holds no flow: it is not a JSON object`);
  const resultOf = createChecks(opened, { today: terminal.today });
  const marksOf = createMarks(document, project, resultOf, () => undefined);
  const model = flowGraph(document, project, marksOf);
  terminal.print(format === 'svg' ? toSvg(draw(model), { standsAlone: true }) : toMermaid(model));
  return 0;
}

/** Said before all flows around it are read. */
function requireReadable(path: string, shown: string): void {
  try {
    readTextFileSync(path);
  } catch (error) {
    throw new CommandError(`${shown} can't be read: ${toReason(error)}`);
  }
}
