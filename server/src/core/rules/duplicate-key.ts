import type { Endpoint, Flow, FlowNode } from '#core/model/flow';
import { type Fix, fix, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { removeEntry, renameKey } from '#core/syntax/editJson';
import { findProperty, hasTwins, type JsonNode, type JsonObject, type JsonProperty } from '#core/syntax/tree';

export const duplicateKey: Rule = {
  code: 'duplicate-key',
  title: 'A key stands once in an object',
  severity: 'error',
  basis: 'R',
  explanation:
    'Where a key stands twice in one object, readers of JSON silently take the later one, and RFC 8259 §4 leaves ' +
    'even that open. What the earlier one says never happens: a node that was copied without a new id replaces the ' +
    'one it was made from, and a second `404` takes the place of the first. Remove one of the two, or give it ' +
    'another name.',
  example: {
    wrong: `{
  "nodes": {
    "sorry": { "type": "text-display", "text": "Please try again later.", "next": "end" },
    "sorry": { "type": "text-display", "text": "We know no such order.", "next": "ask-order" }
  }
}`,
    right: `{
  "nodes": {
    "sorry": { "type": "text-display", "text": "Please try again later.", "next": "end" },
    "not-found": { "type": "text-display", "text": "We know no such order.", "next": "ask-order" }
  }
}`,
  },
  fixable: true,
  /** Entries of the flow have hooks of their own; here is what is around them and beside them. */
  checkFile(context, report) {
    const { root, flow } = context.document;
    if (root?.kind !== 'object') {
      duplicatesWithin(root, context, report);
      return;
    }
    duplicatesIn(root, context, report);
    for (const property of root.properties) {
      const entries = entriesOf(property, flow);
      if (entries === undefined) duplicatesWithin(property.value, context, report);
      else duplicateEntries(property.value, entries, context, report);
    }
  },
  checkEndpoint({ property }, context, report) {
    duplicatesWithin(property.value, context, report);
  },
  checkNode({ property }, context, report) {
    duplicatesWithin(property.value, context, report);
  },
};

type Entries = ReadonlyMap<string, Pick<Endpoint | FlowNode, 'property'>>;

/** What the flow reads from a property of its root; undefined where that has no hooks of its own, or another property took its place. */
function entriesOf(property: JsonProperty, { object, endpoints, nodes }: Flow): Entries | undefined {
  const key = property.name;
  if (property.value?.kind !== 'object' || findProperty(object, key) !== property) return undefined;
  if (key === 'nodes') return nodes;
  return key === 'endpoints' ? endpoints : undefined;
}

/** Entries with the same name, and what is inside of those that do not count: mostly there are none, and nothing is walked. */
function duplicateEntries(value: JsonNode | undefined, entries: Entries, context: RuleContext, report: Reporter): void {
  if (value?.kind !== 'object' || value.properties.length === entries.size) return;
  duplicatesIn(value, context, report);
  for (const property of value.properties) {
    const counts = entries.get(property.name)?.property === property;
    if (!counts) duplicatesWithin(property.value, context, report);
  }
}

/** What stands twice in a value, however deep. */
function duplicatesWithin(value: JsonNode | undefined, context: RuleContext, report: Reporter): void {
  if (value === undefined || !holdsDuplicates(value)) return;
  const pending: JsonNode[] = [value];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'array') for (const item of node.items) pending.push(item);
    if (node.kind !== 'object') continue;
    duplicatesIn(node, context, report);
    for (const inner of node.properties) if (inner.value !== undefined) pending.push(inner.value);
  }
}

/** Trees never change, so one that was found to be right is right in every later version of the text. */
const withoutDuplicates = new WeakSet<JsonNode>();

function holdsDuplicates(value: JsonNode): boolean {
  if (withoutDuplicates.has(value)) return false;
  const isWrong = isTwiceWithin(value);
  if (!isWrong && isLong(value)) withoutDuplicates.add(value);
  return isWrong;
}

/** Recursion is safe: what is read nests 256 levels at most. */
function isTwiceWithin(node: JsonNode): boolean {
  if (node.kind === 'array') return node.items.some(isTwiceWithin);
  if (node.kind !== 'object') return false;
  return hasTwins(node) || node.properties.some(({ value }) => value !== undefined && isTwiceWithin(value));
}

/** To walk a short value costs less than to remember it. */
function isLong({ length }: JsonNode): boolean {
  return length > 1_000;
}

function duplicatesIn(object: JsonObject, context: RuleContext, report: Reporter): void {
  if (!hasTwins(object)) return;
  const { document } = context;
  const earlier = new Map<string, JsonProperty[]>();
  for (const property of object.properties) {
    const { key } = property;
    const before = earlier.get(key.value) ?? [];
    const first = before[0];
    if (first !== undefined) {
      const span = key;
      const message = `The key ${quote(key.value)} stands here again, and only the last one counts`;
      const count = before.length;
      report({
        span,
        message,
        related: [{ document, span: first.key, message: 'The earlier one' }],
        fixes: () => [
          ...removeEarlier(object, before.slice(0, count), document),
          ...(holdsNodesOrEndpoints(context.flow, object) ? rename(object, property, document) : []),
        ],
      });
    }
    before.push(property);
    earlier.set(key.value, before);
  }
}

function removeEarlier(
  object: JsonObject,
  earlier: readonly JsonProperty[],
  document: RuleContext['document'],
): readonly Fix[] {
  const edits = earlier.map((property) => removeEntry(document.text, object, property));
  return fix(document, earlier.length === 1 ? 'Remove the earlier one' : 'Remove the earlier ones', edits);
}

function rename(object: JsonObject, property: JsonProperty, document: RuleContext['document']): readonly Fix[] {
  const name = freeName(object, property.name);
  return fix(document, `Rename this one to ${quote(name)}`, [renameKey(property, name)]);
}

function holdsNodesOrEndpoints(flow: RuleContext['flow'], object: JsonObject): boolean {
  const properties = flow.object?.properties ?? [];
  return properties.some(({ name, value }) => value === object && (name === 'nodes' || name === 'endpoints'));
}

function freeName(object: JsonObject, name: string): string {
  const taken = new Set(object.properties.map(({ name }) => name));
  for (let number = 2; ; number++) {
    if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
  }
}
