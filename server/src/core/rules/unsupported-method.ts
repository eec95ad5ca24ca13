import { type ApiNode, isApiNode } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import type { FoundEndpoint } from '#core/model/project';
import { areMismatched, isDocumentedMethod, type SupportedMethod, supportedMethods } from '#core/request/methods';
import { editsIn, type Fix, fixFiles, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { changeMethod, losesBody } from '#core/rules/shared/changeMethod';
import { replaceValue } from '#core/syntax/editJson';
import type { JsonString } from '#core/syntax/tree';

type Edits = ReturnType<typeof changeMethod>;

export const unsupportedMethod: Rule = {
  code: 'unsupported-method',
  title: 'Requests are made with GET or POST',
  severity: 'error',
  basis: 'D',
  explanation:
    "The page about API Integration nodes knows GET and POST. PUT and DELETE stand on another page of the platform's " +
    'documentation only, so a flow that uses them may not run everywhere: that is a warning. Any other method is an ' +
    'error, and so is `get`, since methods are case-sensitive (RFC 9110 §9.1). Use GET or POST; where your platform is ' +
    'known to send a PUT or a DELETE, suppress the finding with that as its reason.',
  example: {
    wrong: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "method": "post" },
    "stock": { "url": "https://api.example.com/stock", "method": "PUT" }
  }
}`,
    right: `{
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "method": "POST" },
    "stock": { "url": "https://api.example.com/stock", "method": "POST" }
  }
}`,
  },
  fixable: true,
  checkEndpoint(endpoint, context, report) {
    const { document } = context;
    checkMethod(endpoint.method, (method) => changeMethod({ endpoint, document }, method, context), report);
  },
  /** Where a node differs from its endpoint, that is the fault. */
  checkNode(node, context, report) {
    if (!isApiNode(node)) return;
    const found = context.endpointOf(node);
    if (found !== undefined && areMismatched(node, found.endpoint)) return;
    checkMethod(node.api.method, (method) => changeNode(node, found, method, context), report);
  },
};

function checkMethod(
  method: JsonString | undefined,
  change: (method: SupportedMethod) => Edits,
  report: Reporter,
): void {
  const nearest = supportedMethods.find((supported) => supported === method?.value.trim().toUpperCase());
  if (method === undefined || nearest === method.value) return;
  const isDocumented = isDocumentedMethod(method.value);
  report({
    span: method,
    message: messageOf(method.value, isDocumented, nearest),
    severity: isDocumented ? 'warning' : 'error',
    fixes: () => inOrder(method.value).flatMap((supported) => useMethod(supported, change(supported))),
  });
}

function messageOf(method: string, isDocumented: boolean, nearest: SupportedMethod | undefined): string {
  if (isDocumented)
    return `${quote(method)} is documented in only one place; everywhere else the platform lists only GET and POST`;
  if (nearest !== undefined) return `${quote(method)} must be written ${quote(nearest)}: methods are case-sensitive`;
  return `${quote(method)} is no method that the platform has: use GET or POST`;
}

/** The nearest first; what changes something is more like a POST. */
function inOrder(method: string): readonly SupportedMethod[] {
  const nearest =
    findNearest(method.trim(), supportedMethods) ?? (/^(?:put|patch|delete)$/i.test(method.trim()) ? 'POST' : 'GET');
  return [...supportedMethods].sort((a, b) => Number(b === nearest) - Number(a === nearest));
}

function useMethod(method: SupportedMethod, edits: Edits): readonly Fix[] {
  return edits === undefined ? [] : fixFiles(`Use ${method}`, edits);
}

/** Both sides where they name the same method; else the node, as long as it does not come to differ from its endpoint. */
function changeNode(
  node: ApiNode,
  found: FoundEndpoint | undefined,
  method: SupportedMethod,
  context: RuleContext,
): Edits {
  const own = node.api.method;
  const shared = found?.endpoint.method?.value;
  if (own === undefined) return undefined;
  if (found !== undefined && shared === own.value) return changeMethod(found, method, context);
  if (shared !== undefined && shared !== method && isDocumentedMethod(shared)) return undefined;
  return losesBody(node, own.value, method) ? undefined : [editsIn(context.document, [replaceValue(own, method)])];
}
