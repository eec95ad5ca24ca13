import { EntryMap } from '#core/model/entryMap';
import type {
  ApiPart,
  Branch,
  Endpoint,
  Flow,
  FlowNode,
  HeaderField,
  OpenApiPart,
  QueryParameter,
  Scalar,
  Suppression,
  Target,
} from '#core/model/flow';
import { namesResults } from '#core/model/vocabulary';
import type { Reparsed } from '#core/syntax/reparse';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  findProperty,
  type JsonNode,
  type JsonObject,
  type JsonProperty,
  type JsonString,
} from '#core/syntax/tree';

/** What a tree was read as before an edit, and what of it was read again. */
export interface FlowEdit {
  readonly before: Flow;
  readonly read: Reparsed;
}

/**
 * Reads a tree as a flow. Total: a half-typed node is a node with holes, and a text that is no object is an empty flow.
 *
 * @param edit where the tree was edited: all else is still the same endpoint or node
 */
export function readFlow(root: JsonNode | undefined, edit?: FlowEdit): Flow {
  const object = asObject(root);
  return {
    object,
    name: text(object, 'name'),
    imports: items(object, 'imports').flatMap((item) => asString(item) ?? []),
    variables: entries(object, 'variables').map((property) => ({
      name: property.name,
      property,
      example: scalar(asObject(property.value), 'example'),
    })),
    endpoints: readEntries('endpoints', object, readEndpoint, edit?.before.endpoints, edit),
    start: findProperty(object, 'start'),
    nodes: readEntries('nodes', object, readNode, edit?.before.nodes, edit),
    suppressions: readSuppressions(object),
  };
}

function readEntries<Entry extends { readonly property: JsonProperty }>(
  key: 'endpoints' | 'nodes',
  object: JsonObject | undefined,
  read: (property: JsonProperty) => Entry,
  known: EntryMap<Entry> | undefined,
  edit: FlowEdit | undefined,
): EntryMap<Entry> {
  const section = findProperty(object, key);
  if (known !== undefined && edit !== undefined) {
    if (section === findProperty(edit.before.object, key)) return known;
    const { before, after } = edit.read;
    const name = after.name;
    const isReplaced = section === edit.read.section && name === before.name;
    if (isReplaced && known.get(name)?.property === before) return known.with(name, read(after));
  }
  return EntryMap.from(
    entries(object, key).map((property) => {
      const entry = known?.get(property.name);
      return [property.name, entry?.property === property ? entry : read(property)];
    }),
  );
}

function readEndpoint(property: JsonProperty): Endpoint {
  const object = asObject(property.value);
  return {
    name: property.name,
    property,
    object,
    url: text(object, 'url'),
    method: text(object, 'method'),
    headers: readHeaders(object),
    elementValidation: findProperty(object, 'elementValidation'),
    baseElement: text(object, 'baseElement'),
    timeout: asNumber(valueAt(object, 'timeout')),
    maxConnections: asNumber(valueAt(object, 'maxConnections')),
    openapi: readOpenApiPart(object),
    suppressions: readSuppressions(object),
  };
}

function readOpenApiPart(object: JsonObject | undefined): OpenApiPart | undefined {
  const part = asObject(valueAt(object, 'openapi'));
  return part && { file: text(part, 'file'), operation: text(part, 'operation') };
}

function readNode(property: JsonProperty): FlowNode {
  const object = asObject(property.value);
  const type = text(object, 'type');
  const next = findProperty(object, 'next');
  return {
    id: property.name,
    property,
    object,
    type,
    entry: isTrue(object, 'entry'),
    variable: text(object, 'variable'),
    example: scalar(object, type?.value === 'set-variable' ? 'value' : 'example'),
    sensitive: isTrue(object, 'sensitive'),
    next: next && toBranch(next),
    results: (namesResults(type?.value) ? ownEntries : entries)(object, 'results').map(toBranch),
    resultsProperty: findProperty(object, 'results'),
    endpoint: text(object, 'endpoint'),
    suppressions: readSuppressions(object),
    api: type?.value === 'api-integration' ? readApiPart(object) : undefined,
  };
}

function readApiPart(object: JsonObject | undefined): ApiPart {
  return {
    method: text(object, 'method'),
    headers: readHeaders(object),
    query: items(object, 'query').map(toQueryParameter),
    querySeparator: text(object, 'querySeparator')?.value ?? '&',
    body: valueAt(object, 'body'),
    // Among results every key is a value that the validation can have.
    responses: ownEntries(object, 'responses').map(toBranch),
    responsesProperty: findProperty(object, 'responses'),
  };
}

function readHeaders(object: JsonObject | undefined): readonly HeaderField[] {
  return entries(object, 'headers').map((property) => new FieldOf(property));
}

/** No more than its property, as with branches. */
class FieldOf implements HeaderField {
  constructor(readonly property: JsonProperty) {}

  get name(): string {
    return this.property.name;
  }

  get values(): readonly JsonString[] {
    return valuesOf(this.property.value);
  }
}

/** Most fields have one value: a list of one, not one with room for more, as there are many of them. */
function valuesOf(node: JsonNode | undefined): readonly JsonString[] {
  if (node?.kind === 'string') return [node];
  return node?.kind === 'array' ? node.items.filter((item) => item.kind === 'string') : none;
}

function toQueryParameter(item: JsonNode): QueryParameter {
  return { name: text(asObject(item), 'name'), value: text(asObject(item), 'value') };
}

/** No more than its property: what that says is read when somebody asks, as there are more branches than nodes. */
class BranchOf implements Branch {
  constructor(readonly property: JsonProperty) {}

  get key(): string {
    return this.property.name;
  }

  get target(): Target {
    return toTarget(this.property.value);
  }
}

function toBranch(property: JsonProperty): Branch {
  return new BranchOf(property);
}

function toTarget(value: JsonNode | undefined): Target {
  if (value?.kind === 'null' || (value?.kind === 'string' && value.value === '')) return { kind: 'empty', at: value };
  if (value?.kind === 'string') return { kind: 'node', id: value.value, at: value };
  if (value?.kind !== 'object') return { kind: 'broken' };
  const flow = text(value, 'flow');
  return flow === undefined ? { kind: 'broken' } : { kind: 'flow', flow, step: text(value, 'step'), at: value };
}

function readSuppressions(object: JsonObject | undefined): readonly Suppression[] {
  const written = items(object, 'suppressions');
  if (written.length === 0) return none;
  return written.flatMap((item) => {
    if (item.kind !== 'object') return [];
    return [{ object: item, rule: text(item, 'rule'), reason: text(item, 'reason'), until: text(item, 'until') }];
  });
}

function valueAt(object: JsonObject | undefined, key: string): JsonNode | undefined {
  return findProperty(object, key)?.value;
}

function text(object: JsonObject | undefined, key: string) {
  return asString(valueAt(object, key));
}

function scalar(object: JsonObject | undefined, key: string): Scalar | undefined {
  const value = valueAt(object, key);
  return value?.kind === 'string' || value?.kind === 'number' || value?.kind === 'boolean' ? value : undefined;
}

function isTrue(object: JsonObject | undefined, key: string): boolean {
  const value = valueAt(object, key);
  return value?.kind === 'boolean' && value.value;
}

function entries(object: JsonObject | undefined, key: string): readonly JsonProperty[] {
  const value = asObject(valueAt(object, key));
  return value === undefined ? none : value.effective;
}

/** Without the keys of other tools, which may stand beside those that the format knows. */
function ownEntries(object: JsonObject | undefined, key: string): readonly JsonProperty[] {
  const all = entries(object, key);
  return all.some(isForOtherTools) ? all.filter((property) => !isForOtherTools(property)) : all;
}

function isForOtherTools({ name }: JsonProperty): boolean {
  return name.startsWith('x-');
}

function items(object: JsonObject | undefined, key: string): readonly JsonNode[] {
  return asArray(valueAt(object, key))?.items ?? none;
}

/** One for all: most nodes have some list that is empty. */
const none: readonly never[] = [];
