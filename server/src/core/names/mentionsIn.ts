import type { FlowDocument } from '#core/model/document';
import { branchesOf, type Endpoint, type Flow, type FlowNode, type Target } from '#core/model/flow';
import { suppressionsIn } from '#core/model/suppressions';
import { isKnownNodeType } from '#core/model/vocabulary';
import { insideOf, type Mention } from '#core/names/mention';
import { toReading, variableSetBy } from '#core/paths/facts';
import { spansInString } from '#core/syntax/spansInString';
import { asString, type JsonNode, type JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import {
  endpointTemplates,
  nodeTemplates,
  type Placeholder,
  placeholdersIn,
  stringsIn,
} from '#core/template/placeholders';

/** Made once for a document: every request about a name asks for them. */
const byDocument = new WeakMap<FlowDocument, readonly Mention[]>();

/** Every place of a flow's text that holds a name, in the order of the text; of duplicate keys only the last counts. */
export function mentionsIn(document: FlowDocument): readonly Mention[] {
  const made = byDocument.get(document);
  if (made !== undefined) return made;
  const mentions = [...findMentions(document)].sort((a, b) => a.span.offset - b.span.offset);
  byDocument.set(document, mentions);
  return mentions;
}

function* findMentions(document: FlowDocument): Iterable<Mention> {
  const { flow, text } = document;
  if (flow.name !== undefined) yield whole('flow', flow.name, 'definition');
  for (const path of flow.imports) yield whole('import', path, 'reference');
  for (const { property } of flow.variables) yield whole('variable', property.key, 'definition');
  const start = asString(flow.start?.value);
  if (start !== undefined) yield whole('node', start, 'reference');
  for (const endpoint of flow.endpoints.values()) yield* endpointMentions(endpoint, text);
  for (const node of flow.nodes.values()) {
    yield* nodeMentions(node, text);
    if (!isKnownNodeType(node.type?.value)) yield* mentionsBeyondTheFormat(node, flow);
  }
  for (const { rule } of suppressionsIn(flow)) if (rule !== undefined) yield whole('rule', rule, 'reference');
}

function* endpointMentions(endpoint: Endpoint, text: string): Iterable<Mention> {
  yield whole('endpoint', endpoint.property.key, 'definition');
  for (const { string } of endpointTemplates(endpoint)) yield* mentionsInString(string, text);
}

function* nodeMentions(node: FlowNode, text: string): Iterable<Mention> {
  yield whole('node', node.property.key, 'definition');
  if (node.endpoint !== undefined) yield whole('endpoint', node.endpoint, 'reference');
  if (node.variable !== undefined) yield* variableMentions(node, node.variable, text);
  for (const { target } of branchesOf(node)) yield* targetMentions(target);
  for (const { string } of nodeTemplates(node)) yield* mentionsInString(string, text);
}

/** What a node holds that is no way onward, whatever its type. */
const neverTargets = new Set(['type', 'text', 'description', 'variable', 'endpoint', 'suppressions']);

/** A node of a type that only the platform knows may lead to others in any part of it: what is the id of one is taken for it. */
function* mentionsBeyondTheFormat(node: FlowNode, { nodes }: Flow): Iterable<Mention> {
  const known = new Set<JsonNode>(
    branchesOf(node).flatMap(({ target }) => [...targetMentions(target)].map(({ string }) => string)),
  );
  for (const { name, value } of node.object === undefined ? [] : node.object.effective) {
    if (neverTargets.has(name)) continue;
    for (const string of stringsIn(value)) {
      if (nodes.has(string.value) && !known.has(string)) yield whole('node', string, 'reference');
    }
  }
}

/** The variable that a node sets, or the one that it looks at, which may be written in any of the ways a text may use. */
function variableMentions(node: FlowNode, variable: JsonString, text: string): Iterable<Mention> {
  if (variableSetBy(node) !== undefined) return [whole('variable', variable, 'definition')];
  if (variable.value.includes('[[')) return mentionsInString(variable, text);
  return readName(variable.value, 0, variable, text);
}

function* targetMentions(target: Target): Iterable<Mention> {
  if (target.kind === 'node') yield whole('node', target.at, 'reference');
  if (target.kind !== 'flow') return;
  yield whole('flow', target.flow, 'reference');
  if (target.step !== undefined) yield { ...whole('node', target.step, 'reference'), flow: target.flow.value };
}

function mentionsInString(string: JsonString, text: string): readonly Mention[] {
  return placeholdersIn(text, string).flatMap((placeholder) => toMentions(placeholder, string, text));
}

function toMentions(placeholder: Placeholder, string: JsonString, text: string): readonly Mention[] {
  if (placeholder.kind === 'environment') return [at('value', placeholder.name, placeholder.offset + 2, string, text)];
  const inner = innermost(placeholder);
  return readName(inner.name, inner.offset + 2, string, text);
}

/** What stands between the brackets of `[[…]]`, from an offset in the string's value on. */
function readName(written: string, from: number, string: JsonString, text: string): readonly Mention[] {
  const reading = toReading(written);
  if (reading === undefined) return [];
  if (reading.kind === 'variable') return [at('variable', reading.name, from, string, text)];
  return [{ ...at('prefix', reading.prefix, from, string, text), path: reading.path }];
}

function whole(kind: Mention['kind'], string: JsonString, role: Mention['role']): Mention {
  return { kind, name: string.value, role, span: insideOf(string), string };
}

function at(kind: Mention['kind'], name: string, offset: number, string: JsonString, text: string): Mention {
  const [span = string] = spansInString(text, string, [{ offset, length: name.length }]);
  return { kind, name, role: 'reference', span, string };
}
