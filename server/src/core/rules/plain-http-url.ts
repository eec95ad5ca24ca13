import { isLoopback } from '#core/request/isLoopback';
import { type Fix, fix, type Rule, type RuleContext } from '#core/rules/rule';
import { type Filling, fillFromEnvironments, inEnvironments } from '#core/rules/shared/fillFromEnvironments';
import { quoteUrl, readFilledUrl } from '#core/rules/shared/readFilledUrl';
import { spansInString } from '#core/syntax/spansInString';
import type { JsonString } from '#core/syntax/tree';

export const plainHttpUrl: Rule = {
  code: 'plain-http-url',
  title: 'Requests go over the network encrypted',
  severity: 'information',
  basis: 'T',
  explanation:
    'With `http:` the request, its API keys and the answer can be read and changed by anybody on the way. Use `https:`, ' +
    'or suppress the finding with a reason where the network itself is trusted. Addresses of this machine are left ' +
    'alone: `localhost` and its subdomains, `127.0.0.0/8` and `[::1]`. Values of the committed environment file are put ' +
    'in first, and the message says which environment brings the `http:`.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "http://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" },
    "stock": { "url": "http://localhost:8787/stock", "elementValidation": "HTTP_RESPONSE_CODE" }
  }
}`,
  },
  fixable: true,
  checkEndpoint({ url }, context, report) {
    if (url === undefined) return;
    const fillings = fillFromEnvironments(url.value, context);
    const plain = fillings.filter(isPlain);
    if (plain.length === 0) return;
    report({
      span: url,
      message: `${quoteUrl(url.value)} is plain http${inEnvironments(plain)}: anybody on the way can read and change what is sent`,
      fixes: () => (plain.length === fillings.length ? useHttps(url, context) : []),
    });
  },
};

function isPlain({ text }: Filling): boolean {
  const url = readFilledUrl(text);
  return url instanceof URL && url.protocol === 'http:' && !isLoopback(url.hostname);
}

/** Only where the scheme is written there; and port 80 answers no https. */
function useHttps(url: JsonString, { document }: RuleContext): readonly Fix[] {
  const scheme = /^\s*http(?=:)/i.exec(url.value)?.[0];
  if (scheme === undefined || /^[^:]*:[/\\]*[^/\\?#]*:80(?!\d)/.test(url.value)) return [];
  const [span] = spansInString(document.text, url, [{ offset: scheme.length - 4, length: 4 }]);
  return span === undefined ? [] : fix(document, 'Use https', [{ span, newText: 'https' }]);
}
