import type { Flow } from '#core/model/flow';
import { enclosing } from '#core/syntax/enclosing';
import { endOf } from '#core/syntax/span';
import type { JsonNode, JsonString } from '#core/syntax/tree';
import { endpointTexts, nodeTexts } from '#core/template/placeholders';

/** The string in which placeholders may stand, and within whose quotes an offset lies. */
export function templateAt(offset: number, root: JsonNode | undefined, flow: Flow): JsonString | undefined {
  const { properties, values } = enclosing(root, offset);
  const string = values.at(-1)?.node;
  const [section, owner] = properties.map(({ name }) => name);
  if (string?.kind !== 'string' || owner === undefined) return undefined;
  if (offset <= string.offset || offset >= endOf(string)) return undefined;
  const node = section === 'nodes' ? flow.nodes.get(owner) : undefined;
  const endpoint = section === 'endpoints' ? flow.endpoints.get(owner) : undefined;
  const texts = [...(node ? nodeTexts(node) : []), ...(endpoint ? endpointTexts(endpoint) : [])];
  return texts.find((template) => template.string === string)?.string;
}
