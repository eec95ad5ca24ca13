import type { Flow } from '#core/model/flow';
import { settableVariables, toReading } from '#core/paths/facts';
import { placeholderNames } from '#core/template/fill';
import { endpointTemplates, nodeTemplates } from '#core/template/placeholders';

/** The first variable that a text of the flow asks for and that no node sets: most likely it is the one that a node should set. */
export function findUnsetVariable(flow: Flow): string | undefined {
  const known = new Set(settableVariables(flow));
  const templates = [
    ...[...flow.nodes.values()].flatMap((node) => [...nodeTemplates(node)]),
    ...[...flow.endpoints.values()].flatMap((endpoint) => [...endpointTemplates(endpoint)]),
  ];
  for (const { string } of templates) {
    for (const name of placeholderNames(string.value).session) {
      if (toReading(name)?.kind === 'variable' && !known.has(name)) return name;
    }
  }
  return undefined;
}
