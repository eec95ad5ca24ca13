import type { ResolvedImport } from '#core/model/project';
import { quote, type Reporter, type Rule } from '#core/rules/rule';
import type { JsonString } from '#core/syntax/tree';

export const unknownImport: Rule = {
  code: 'unknown-import',
  title: 'Every import is a flow file of the workspace',
  severity: 'error',
  basis: 'T',
  explanation:
    'An import is a relative path, with `/` between its parts, to another `.flow.json` file inside the workspace; ' +
    'reading a flow touches neither a network nor other files. Where it names none, its endpoints are missing from ' +
    'this flow. An endpoint has one place where it is set up: two that are visible in one file under the same name ' +
    'are an error, for nobody can tell which one a node calls. Correct the path, or remove one of the two.',
  example: {
    wrong: `{
  "imports": ["shared/order.flow.json"]
}`,
    right: `{
  "imports": ["shared/orders.flow.json"]
}`,
    beside: {
      'shared/orders.flow.json': `{
  "version": 1,
  "name": "orders",
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE" }
  }
}`,
    },
  },
  fixable: false,
  checkFile(context, report) {
    if (context.flow.imports.length === 0) return;
    const owners = new Map([...context.flow.endpoints.keys()].map((name) => [name, 'this file']));
    const imported = new Set<string>();
    for (const path of context.flow.imports) {
      const resolved = context.project?.resolveImport(context.document.uri, path.value);
      if (resolved === undefined || resolved.kind === 'pending') continue;
      if (resolved.kind === 'found' && imported.has(resolved.document.uri)) {
        report({ span: path, message: `The import ${quote(path.value)} names a file that is imported already` });
      } else if (resolved.kind === 'found') {
        imported.add(resolved.document.uri);
        definedTwice(path, resolved, owners, report);
      } else report({ span: path, message: `The import ${quote(path.value)} ${reasons[resolved.kind]}` });
    }
  },
};

const reasons: Readonly<Record<Exclude<ResolvedImport['kind'], 'found' | 'pending'>, string>> = {
  missing: 'names no file',
  unreadable: "names a file that can't be read",
  itself: 'is this file itself',
  outside: 'lies outside the workspace',
  'not-relative': 'is not a relative path to a .flow.json file, with "/" between its parts',
};

function definedTwice(
  path: JsonString,
  { document }: Extract<ResolvedImport, { kind: 'found' }>,
  owners: Map<string, string>,
  report: Reporter,
): void {
  for (const { name, property } of document.flow.endpoints.values()) {
    const owner = owners.get(name);
    if (owner === undefined) {
      owners.set(name, quote(path.value));
      continue;
    }
    const message = `The endpoint ${quote(name)} is set up in ${quote(path.value)} and in ${owner}`;
    report({ span: path, message, related: [{ document, span: property.key, message: 'Set up here too' }] });
  }
}
