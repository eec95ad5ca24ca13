import { type Fix, fix, quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';
import { removeEntry, renameKey } from '#core/syntax/editJson';
import type { JsonNode, JsonObject, JsonProperty } from '#core/syntax/tree';

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
  *checkFile(context) {
    const pending: JsonNode[] = context.document.root === undefined ? [] : [context.document.root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.kind === 'array') for (const item of node.items) pending.push(item);
      if (node.kind !== 'object') continue;
      yield* duplicatesIn(node, context);
      for (const { value } of node.properties) if (value !== undefined) pending.push(value);
    }
  },
};

function* duplicatesIn(object: JsonObject, { document, flow }: RuleContext): Iterable<Report> {
  const earlier = new Map<string, JsonProperty[]>();
  for (const property of object.properties) {
    const { key } = property;
    const before = earlier.get(key.value) ?? [];
    const first = before[0];
    if (first !== undefined) {
      const span = key;
      const message = `The key ${quote(key.value)} stands here again, and only the last one counts`;
      const count = before.length;
      yield {
        span,
        message,
        related: [{ document, span: first.key, message: 'The earlier one' }],
        fixes: () => [
          ...removeEarlier(object, before.slice(0, count), document),
          ...(holdsNodesOrEndpoints(flow, object) ? rename(object, property, document) : []),
        ],
      };
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
  const name = freeName(object, property.key.value);
  return fix(document, `Rename this one to ${quote(name)}`, [renameKey(property, name)]);
}

function holdsNodesOrEndpoints(flow: RuleContext['flow'], object: JsonObject): boolean {
  const properties = flow.object?.properties ?? [];
  return properties.some(({ key, value }) => value === object && (key.value === 'nodes' || key.value === 'endpoints'));
}

function freeName(object: JsonObject, name: string): string {
  const taken = new Set(object.properties.map(({ key }) => key.value));
  for (let number = 2; ; number++) {
    if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
  }
}
