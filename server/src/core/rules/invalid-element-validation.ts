import { meansStatusCode } from '#core/model/validation';
import { httpResponseCode } from '#core/model/vocabulary';
import { fix, quote, type Rule } from '#core/rules/rule';
import { replaceValue } from '#core/syntax/editJson';

export const invalidElementValidation: Rule = {
  code: 'invalid-element-validation',
  title: 'Element validation is HTTP_RESPONSE_CODE or a JSONPath',
  severity: 'error',
  basis: 'D',
  explanation:
    'Element validation is the constant `HTTP_RESPONSE_CODE`, in capitals and spelt exactly so, or a JSONPath, which ' +
    'begins with `$`. Anything else is neither, so no answer has a value for it and none can pick a branch. Correct ' +
    'the spelling, or write the whole path from the root of the answer on: `$.order.status`.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "http_response_code" },
    "stock": { "url": "https://api.example.com/stock", "elementValidation": "stock.level" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" },
    "stock": { "url": "https://api.example.com/stock", "elementValidation": "$.stock.level" }
  }
}`,
  },
  fixable: true,
  checkEndpoint({ elementValidation }, { document }, report) {
    const value = elementValidation?.value;
    if (elementValidation === undefined || value === undefined) return;
    if (value.kind !== 'string') {
      const span = value.kind === 'object' || value.kind === 'array' ? elementValidation.key : value;
      report({ span, message: `"elementValidation" must be "${httpResponseCode}" or a JSONPath` });
      return;
    }
    if (value.value === httpResponseCode || value.value.startsWith('$')) return;
    report({
      span: value,
      message: `${quote(value.value)} is neither "${httpResponseCode}" nor a JSONPath, so no answer can pick a branch`,
      fixes: () =>
        meansStatusCode(value.value)
          ? fix(document, `Change to "${httpResponseCode}"`, [replaceValue(value, httpResponseCode)])
          : [],
    });
  },
};
