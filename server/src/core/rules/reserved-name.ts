import { definition } from '#core/model/schema';
import { isKnownNodeType, isReservedName, platformPrefixes } from '#core/model/vocabulary';
import { quote, type Reporter, type Rule } from '#core/rules/rule';
import type { Span } from '#core/syntax/span';

export const reservedName: Rule = {
  code: 'reserved-name',
  title: 'No flow, node, endpoint or variable has a reserved name',
  severity: 'error',
  basis: 'T',
  explanation:
    'The name of an endpoint is also what its variables begin with: `[[orders:status]]`. The platform itself has ' +
    'variables and functions that begin with `session`, `lower`, `upper`, `left`, `right` and `substr`, so an endpoint ' +
    'of such a name could never be read from. `__proto__`, `constructor` and `prototype` are taken by programs that read ' +
    'the file. Choose another name, and use it where the old one was used.',
  example: {
    wrong: `{
  "endpoints": {
    "session": { "url": "https://api.example.com/sessions", "elementValidation": "HTTP_RESPONSE_CODE" }
  }
}`,
    right: `{
  "endpoints": {
    "sessions": { "url": "https://api.example.com/sessions", "elementValidation": "HTTP_RESPONSE_CODE" }
  }
}`,
  },
  fixable: false,
  checkFile({ flow }, report) {
    if (flow.name !== undefined) checkName(flow.name.value, flow.name, report);
    for (const { name, property } of flow.variables) checkName(name, property.key, report);
  },
  checkEndpoint({ name, property }, _, report) {
    checkName(name, property.key, report);
    if (platformPrefixes.includes(name)) {
      const message = `${quote(name)} is a prefix of the platform's own, so "[[${name}:…]]" never means this endpoint`;
      report({ span: property.key, message });
    }
  },
  checkNode({ id, property, type, variable }, _, report) {
    checkName(id, property.key, report);
    if (variable !== undefined && setsVariable(type?.value)) checkName(variable.value, variable, report);
  },
};

function checkName(name: string, span: Span, report: Reporter): void {
  if (!isReservedName(name)) return;
  const message = `${quote(name)} is a name that the format reserves, as programs that read the file take it for their own`;
  report({ span, message });
}

/** Whether nodes of a type set the variable that they name: on others the key has no effect, or may mean anything. */
function setsVariable(type: string | undefined): boolean {
  return type !== undefined && isKnownNodeType(type) && definition(type).properties?.variable !== undefined;
}
