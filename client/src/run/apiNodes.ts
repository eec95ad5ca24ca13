import { parseJson } from '#core/syntax/parseJson';
import { endOf, type Span, touches } from '#core/syntax/span';
import { asObject, asString, findProperty } from '#core/syntax/tree';

/** An API Integration node of a flow: its id, and the stretch of text from its id to its closing brace. */
export interface ApiNode extends Span {
  readonly id: string;
}

/** The API Integration nodes of a flow definition in the order of the text; what can't be read is left out. */
export function findApiNodes(text: string): readonly ApiNode[] {
  const nodes = asObject(findProperty(asObject(parseJson(text).root), 'nodes')?.value);
  if (nodes === undefined) return [];
  return nodes.effective
    .filter((property) => asString(findProperty(asObject(property.value), 'type')?.value)?.value === 'api-integration')
    .map(({ key, offset, length }) => ({ id: key.value, offset, length }));
}

/** The node that the offset (in UTF-16 code units) stands in, else the only one that shares its line. */
export function findNodeAround(text: string, nodes: readonly ApiNode[], offset: number): ApiNode | undefined {
  const around = nodes.find((node) => touches(node, offset));
  if (around !== undefined) return around;
  const line = lineAround(text, offset);
  const [first, ...others] = nodes.filter((node) => node.offset <= endOf(line) && endOf(node) >= line.offset);
  return others.length === 0 ? first : undefined;
}

function lineAround(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { offset: start, length: (end === -1 ? text.length : end) - start };
}
