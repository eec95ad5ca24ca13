import type { Rule } from '#core/rules/rule';
import { fillFromEnvironments, inEnvironments } from '#core/rules/shared/fillFromEnvironments';
import { quoteUrl, readFilledUrl } from '#core/rules/shared/readFilledUrl';

export const invalidUrl: Rule = {
  code: 'invalid-url',
  title: 'The URL of an endpoint is absolute, with http or https',
  severity: 'error',
  basis: 'R',
  explanation:
    'The URL of an endpoint begins with `https://` or `http://` and names a host; without them nobody knows where to ' +
    'send the request, and none is sent. Values of the committed environment file are put in first, so the message ' +
    'may say in which environment the URL is wrong: mend the value there. While the scheme or the host hangs on a ' +
    'value that is not known, such as a private one or a session variable, nothing is reported.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" }
  }
}`,
  },
  fixable: false,
  checkEndpoint({ url }, context, report) {
    if (url === undefined) return;
    const wrong = fillFromEnvironments(url.value, context).filter(({ text }) => readFilledUrl(text) === 'invalid');
    if (wrong.length === 0) return;
    const where = inEnvironments(wrong);
    const message =
      url.value.trim() === ''
        ? 'The URL is empty, so no request can be sent'
        : `${quoteUrl(url.value)} is no absolute http or https URL${where}, so no request can be sent`;
    report({ span: url, message });
  },
};
