import { apiCallersOf } from '#core/model/callers';
import { type ApiNode, type HeaderField, isApiNode } from '#core/model/flow';
import {
  findByShape,
  findInField,
  findInUrl,
  isLiteralParameter,
  type LiteralCredential,
} from '#core/request/literalCredentials';
import { quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { moveSecret } from '#core/rules/shared/moveSecret';
import { spansInString } from '#core/syntax/spansInString';
import type { JsonNode, JsonString } from '#core/syntax/tree';
import { stringsIn } from '#core/template/placeholders';

export const literalSecret: Rule = {
  code: 'literal-secret',
  title: 'Credentials stand in the flow as {{secrets}}',
  severity: 'warning',
  basis: 'D',
  explanation:
    'A literal credential is published with the flow, and stays in the history of the repository. It belongs in the private environment file or ' +
    'the keychain, and the flow names it: `Bearer {{ORDERS_KEY}}`, with `ORDERS_KEY` among the `secrets` of ' +
    '`flow-lens.config.json`. Fields and query parameters are known by their names, tokens of well-known services and private keys by their ' +
    'looks wherever they stand; `<credentials>`, `your-api-key` and the like are no credentials. The quick fix moves the value, and is not ' +
    'offered while git does not ignore the private file. A credential that was published has to be replaced.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Authorization": "Bearer 5f1d7a84" }
    }
  }
}`,
    right: `{
  "endpoints": {
    "orders": {
      "url": "https://api.example.com/orders",
      "headers": { "Authorization": "Bearer {{ORDERS_KEY}}" }
    }
  }
}`,
    beside: { 'flow-lens.config.json': '{ "secrets": ["ORDERS_KEY"] }' },
  },
  fixable: true,
  checkEndpoint(endpoint, context, report) {
    const { name, object, headers, url } = endpoint;
    const hasCallerWith = (field: string) =>
      apiCallersOf({ endpoint, document: context.document }, context.project).some(({ node }) =>
        hasField(node.api.headers, field),
      );
    const found = inHeaders(headers, hasCallerWith);
    const credential = url && findInUrl(url.value);
    if (url !== undefined && credential !== undefined) found.push(at(url, credential, inUrl));
    reportAll(withThoseByShape(found, object), name, context, report);
  },
  checkNode(node, context, report) {
    const found = isApiNode(node) ? inApi(node, context) : [];
    reportAll(withThoseByShape(found, node.object), node.endpoint?.value ?? node.id, context, report);
  },
};

/** A literal credential at its place. */
interface Found {
  readonly string: JsonString;
  readonly credential: LiteralCredential;
  /** What holds it, as the beginning of a sentence. */
  readonly holder: string;
  /** What it is called there: a field, a query parameter. */
  readonly name: string;
  /** True where another place must have the same value, so that changing one alone breaks the flow. */
  readonly isShared?: () => boolean;
}

type Describe = (credential: LiteralCredential) => Pick<Found, 'holder' | 'name' | 'isShared'>;

function at(string: JsonString, credential: LiteralCredential, describe: Describe): Found {
  return { string, credential, ...describe(credential) };
}

function inHeaders(headers: readonly HeaderField[], isOnOtherSide: (field: string) => boolean): Found[] {
  const found: Found[] = [];
  for (const { name, values } of headers) {
    for (const string of values) {
      const credential = findInField(name, string.value);
      if (credential === undefined) continue;
      const holder = `${quote(name)} holds a literal credential`;
      found.push({ string, credential, holder, name: name.replace(/^x-/i, ''), isShared: () => isOnOtherSide(name) });
    }
  }
  return found;
}

const inUrl: Describe = ({ name = '' }) =>
  name === 'password' ? { holder: 'The URL holds a literal password', name } : inParameter(name);

function inParameter(name: string): ReturnType<Describe> {
  return { holder: `The query parameter ${quote(name)} holds a literal credential`, name };
}

function inApi(node: ApiNode, context: RuleContext): readonly Found[] {
  const isOnEndpoint = (field: string) => hasField(context.endpointOf(node)?.endpoint.headers ?? [], field);
  const found = inHeaders(node.api.headers, isOnEndpoint);
  for (const { name, value } of node.api.query) {
    if (name === undefined || value === undefined || !isLiteralParameter(name.value, value.value)) continue;
    const whole = { name: name.value, offset: 0, length: value.value.length };
    found.push(at(value, whole, () => inParameter(name.value)));
  }
  return found;
}

function hasField(headers: readonly HeaderField[], field: string): boolean {
  return headers.some(({ name }) => name.toLowerCase() === field.toLowerCase());
}

/** These, and what nothing but its shape tells, in all strings that are not found already. */
function withThoseByShape(found: readonly Found[], root: JsonNode | undefined): readonly Found[] {
  const telling = stringsIn(root).filter(({ value }) => findByShape(value) !== undefined);
  if (telling.length === 0) return found;
  const known = new Set(found.map(({ string }) => string));
  const describe = () => ({ holder: 'This text holds what looks like a literal credential', name: 'token' });
  const others = telling.flatMap((string) => {
    const credential = known.has(string) ? undefined : findByShape(string.value);
    return credential === undefined ? [] : [at(string, credential, describe)];
  });
  return [...found, ...others];
}

function reportAll(found: readonly Found[], owner: string, context: RuleContext, report: Reporter): void {
  for (const { string, credential, holder, name, isShared } of found) {
    const isWhole = credential.length === string.value.length;
    const [part = string] = spansInString(context.document.text, string, [credential]);
    report({
      span: isWhole ? string : part,
      message: `${holder}: whoever reads this file can use it`,
      fixes: () =>
        isShared?.() ? [] : moveSecret({ string, credential, span: part, wanted: `${owner}_${name}` }, context),
    });
  }
}
