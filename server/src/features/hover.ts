import type { Hover, MarkupKind, Position } from 'vscode-languageserver-protocol';
import { explain } from '#core/explain/explain';
import type { ExplainContext } from '#core/explain/explainContext';
import { toMarkup } from './markup';
import { toRange } from './ranges';

/** What is to be known of a place, as the client can show it. Undefined where only the schema has something to say. */
export async function hover(position: Position, context: ExplainContext, kind: MarkupKind): Promise<Hover | undefined> {
  const { lines } = context.document;
  const explanation = await explain(lines.offsetAt(position), context);
  if (explanation === undefined) return undefined;
  return { contents: toMarkup(explanation.blocks, kind), range: toRange(lines, explanation.span) };
}
