import type { CodeAction, CodeActionParams } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import { type FlowNode, isApiNode } from '#core/model/flow';
import { quote } from '#core/rules/rule';
import { spanning, touches } from '#core/syntax/span';
import type { LensCommands } from './codeLenses';
import { toSpan } from './ranges';

/**
 * What a lens over a node offers, as code actions in it: for editors that draw no lenses. They have no kind, as none of the protocol's is
 * about sending something, and so are not among those that are asked for by kind.
 */
export function runActions(
  { uri, flow, lines }: FlowDocument,
  { range, context }: CodeActionParams,
  isRunning: (node: string) => boolean,
  commands: LensCommands,
): CodeAction[] {
  if (context.only !== undefined) return [];
  const { offset } = toSpan(lines, range);
  const node = [...flow.nodes.values()].filter(isApiNode).find((each) => touches(spanOf(each), offset));
  if (node === undefined) return [];
  const action = (title: string, command: string): CodeAction => ({
    title,
    command: { title, command, arguments: [uri, node.id] },
  });
  const name = quote(node.id);
  return [
    isRunning(node.id) ? action(`Cancel the run of ${name}`, commands.cancel) : action(`Run ${name}`, commands.run),
    action(`Preview the request of ${name}`, commands.preview),
  ];
}

function spanOf({ property }: FlowNode) {
  return property.value === undefined ? property.key : spanning(property.key, property.value);
}
