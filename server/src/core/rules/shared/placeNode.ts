import type { FlowDocument, PlacedNode } from '#core/model/document';
import { fileAt } from '#core/model/project';
import type { GraphNode } from '#core/paths/jointGraph';
import type { RuleContext } from '#core/rules/rule';

/** The node of a graph with its file, as their texts are now. */
export function placeNode({ node, uri }: GraphNode, context: RuleContext): PlacedNode | undefined {
  const document: FlowDocument | undefined =
    uri === context.document.uri ? context.document : fileAt(uri, context.project);
  const found = document?.flow.nodes.get(node.id);
  return document && found && { document, node: found };
}
