import type { ExplainContext } from '#core/explain/explainContext';
import {
  type Block,
  boundedList,
  type Content,
  code,
  paragraph,
  place,
  rfcLink,
  strong,
} from '#core/explain/explanation';
import { apiCallersOf } from '#core/model/callers';
import type { ApiNode, Endpoint, HeaderField } from '#core/model/flow';
import { areValuesEqual, findField } from '#core/model/headers';
import { findEndpoint } from '#core/model/project';
import { fieldAsWritten, textAsWritten } from '#core/request/asWritten';
import { isCredentialField } from '#core/request/credentials';
import { isManagedField } from '#core/request/fieldNames';
import { findFieldMeaning } from '#core/request/fieldRegistry';
import type { JsonProperty } from '#core/syntax/tree';

/** A header field at its name: what it is for, and what the other side sets. */
export function explainField(
  { key }: JsonProperty,
  owner: ApiNode | Endpoint | undefined,
  context: ExplainContext,
): readonly Block[] {
  const name = key.value;
  const known = findFieldMeaning(name);
  const about: Block[] = [
    paragraph(strong(textAsWritten(name, 80))),
    ...(known === undefined ? [] : [paragraph(`${known.meaning}. `, rfcLink(known.reference))]),
    ...(isManagedField(name) ? [paragraph('A run leaves it out: the client sets it itself')] : []),
    ...(isCredentialField(name) ? [paragraph('Its value is hidden wherever a request is shown')] : []),
  ];
  return [...about, ...aboutOtherSide(name, owner, context)];
}

function aboutOtherSide(
  name: string,
  owner: ApiNode | Endpoint | undefined,
  context: ExplainContext,
): readonly Block[] {
  if (owner === undefined) return [];
  return 'id' in owner ? aboutEndpoints(name, owner, context) : aboutNodes(name, owner, context);
}

/** Of a node's field: what the endpoint sets. */
function aboutEndpoints(name: string, node: ApiNode, { document, project }: ExplainContext): readonly Block[] {
  const found = findEndpoint(document, node, project);
  if (found === undefined) return [];
  const { endpoint, document: home } = found;
  const link = place(endpoint.name, home, endpoint.property.key);
  const shared = findField(endpoint.headers, name);
  const own = findField(node.api.headers, name);
  if (shared === undefined || own === undefined) return [paragraph('The endpoint ', link, ' does not set it')];
  return [paragraph('The endpoint ', link, ' sets it too: ', ...compare(shared, own))];
}

function compare(shared: HeaderField, own: HeaderField): Content {
  const isSame = areValuesEqual(shared, own);
  const value = fieldAsWritten(shared);
  const shown: Content = value === '' ? [] : [code(value), ', '];
  return [...shown, isSame ? 'the same value, so it is sent once' : 'another value, which the platform refuses'];
}

/** Of an endpoint's field: which nodes set it again. */
function aboutNodes(name: string, endpoint: Endpoint, { document, project }: ExplainContext): readonly Block[] {
  const own = findField(endpoint.headers, name);
  const setting = apiCallersOf({ endpoint, document }, project).flatMap(({ node, document: file }) => {
    const field = findField(node.api.headers, name);
    return field === undefined || own === undefined ? [] : [{ node, file, isSame: areValuesEqual(field, own), field }];
  });
  if (setting.length === 0) return [paragraph('Sent with every request of this endpoint; no node sets it again')];
  const list = boundedList(setting, { most: 6, noun: 'node' }, ({ node, file, field, isSame }) => [
    place(node.id, file, field.property.key),
    isSame ? ' with the same value' : ' with another value',
  ]);
  return [paragraph('Set again by'), list];
}
