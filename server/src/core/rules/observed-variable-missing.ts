import { type ApiNode, isApiNode } from '#core/model/flow';
import { localGraph, nodeAt } from '#core/paths/localGraph';
import { responseReadsOf } from '#core/paths/responseReads';
import { baseElementName, pathOf, spellingsOf } from '#core/request/capturedAnswer';
import { describeMoment, type Observation } from '#core/request/observation';
import { maxVariables } from '#core/response/responseVariables';
import { quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';

export const observedVariableMissing: Rule = {
  code: 'observed-variable-missing',
  title: 'Values that the flow uses are in the live answer',
  severity: 'information',
  basis: 'T',
  explanation:
    'A run of a node got an answer, and a `[[endpoint:…]]` that is used behind the branch it took is not in it: a name that is spelt in another way, a value that is only ' +
    'there at times, or a base element that leaves it out. The hover of the branch line and *Open Response* show what came. The finding goes when the ' +
    'node that was run changes, and only the editor has it.',
  example: {
    wrong: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Accept": "application/json" },
      "elementValidation": "HTTP_RESPONSE_CODE"
    }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "orders", "results": { "200": "show" } },
    "show": { "type": "text-display", "text": "It is [[orders:stauts]]", "next": "end" }
  }
}`,
    right: `{
  "start": "get-order",
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Accept": "application/json" },
      "elementValidation": "HTTP_RESPONSE_CODE"
    }
  },
  "nodes": {
    "get-order": { "type": "api-integration", "endpoint": "orders", "results": { "200": "show" } },
    "show": { "type": "text-display", "text": "It is [[orders:status]]", "next": "end" }
  }
}`,
    answer: { status: 200, contentType: 'application/json', content: '{ "status": "shipped" }' },
  },
  fixable: false,
  afterRun: true,
  checkNode(node, context, report) {
    const observation = isApiNode(node) ? context.observationOf(node) : undefined;
    if (isApiNode(node) && observation !== undefined) checkAnswer(node, observation, context.whole, report);
  },
};

function checkAnswer(node: ApiNode, observation: Observation, context: RuleContext, report: Reporter): void {
  const { branch, response, variables } = observation.result;
  if (typeof branch?.target !== 'string' || response === null || response.truncated) return;
  // Of more than these not all were kept, and one that seems to be missing may be among the rest.
  if (Object.keys(variables).length >= maxVariables) return;
  const name = node.endpoint?.value ?? '';
  const names = Object.keys(variables).map(pathOf);
  const base = baseElementName(context.endpointOf(node)?.endpoint.baseElement?.value);
  for (const reader of readersBehind(branch.target, name, context)) {
    for (const { prefix, path, span } of responseReadsOf(reader, context.document.text)) {
      if ((prefix !== name && prefix !== node.id) || isThere(path, names, base)) continue;
      const message = `${quote(`[[${prefix}:${path}]]`)} is not in the answer that ${quote(node.id)} got ${describeMoment(observation)}`;
      report({
        span,
        message,
        related: [{ document: context.document, span: node.property.key, message: 'This node was run' }],
      });
    }
  }
}

/** A value, or what holds values; the name of the base element may stand in front. */
function isThere(path: string, names: readonly string[], base: string | undefined): boolean {
  return spellingsOf(path, base).some((each) => names.some((name) => name === each || name.startsWith(`${each}.`)));
}

/** The nodes that come behind a branch, up to the next call of the same endpoint: then its answer counts. */
function* readersBehind(target: string, endpoint: string, { document }: RuleContext) {
  const { indexOf, outgoing } = localGraph(document);
  const start = indexOf.get(target);
  // What is added while the set is walked is walked too.
  const behind = new Set(start === undefined ? [] : [start]);
  for (const index of behind) {
    const node = nodeAt(document, index);
    if (node === undefined) continue;
    yield node;
    if (node.endpoint?.value === endpoint) continue;
    for (const { to } of outgoing[index] ?? []) behind.add(to);
  }
}
