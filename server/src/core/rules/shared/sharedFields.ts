import { type FlowNode, type HeaderField, isApiNode } from '#core/model/flow';
import { areValuesEqual, findField, isWhole } from '#core/model/headers';
import type { FoundEndpoint } from '#core/model/project';
import type { RuleContext } from '#core/rules/rule';
import { fill } from '#core/template/fill';

/** A field that a node and the endpoint it calls both set. */
export interface SharedField {
  readonly onNode: HeaderField;
  readonly onEndpoint: HeaderField;
  readonly found: FoundEndpoint;
  /** Whether both have the same value. */
  readonly isSame: boolean;
}

/** The fields that a node and its endpoint both set, but for those that are half typed or of a wrong type. */
export function sharedFields(node: FlowNode, context: RuleContext): readonly SharedField[] {
  const found = isApiNode(node) ? context.endpointOf(node) : undefined;
  if (found === undefined) return [];
  const shared: SharedField[] = [];
  for (const onNode of node.api?.headers ?? []) {
    const onEndpoint = findField(found.endpoint.headers, onNode.name);
    if (onEndpoint === undefined || !isWhole(onNode) || !isWhole(onEndpoint)) continue;
    shared.push({ onNode, onEndpoint, found, isSame: haveSameValue(onNode, onEndpoint, context) });
  }
  return shared;
}

/** Whether the values are the same as written, or as every committed environment fills them. */
export function haveSameValue(a: HeaderField, b: HeaderField, { document, project }: RuleContext): boolean {
  if (areValuesEqual(a, b)) return true;
  const environments = [...(project?.environmentFiles(document.uri).committed.values() ?? [])];
  return environments.length > 0 && environments.every((values) => areValuesEqual(a, b, filling(values)));
}

function filling(environment: ReadonlyMap<string, string>): (text: string) => string {
  const values = { environment: (name: string) => environment.get(name), session: () => undefined };
  return (text) => fill(text, values).text;
}
