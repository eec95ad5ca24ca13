import { isReservedName, platformPrefixes } from '#core/model/vocabulary';
import { quote, type Rule } from '#core/rules/rule';

export const reservedName: Rule = {
  code: 'reserved-name',
  title: 'No node and no endpoint has a reserved name',
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
  checkEndpoint({ name, property }, _, report) {
    if (isReservedName(name)) report({ span: property.key, message: takenByPrograms(name) });
    else if (platformPrefixes.includes(name)) {
      const message = `${quote(name)} is a prefix of the platform's own, so "[[${name}:…]]" never means this endpoint`;
      report({ span: property.key, message });
    }
  },
  checkNode({ id, property }, _, report) {
    if (isReservedName(id)) report({ span: property.key, message: takenByPrograms(id) });
  },
};

function takenByPrograms(name: string): string {
  return `${quote(name)} is a name that the format reserves, as programs that read the file take it for their own`;
}
