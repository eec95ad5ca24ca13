import type { FlowDocument } from '#core/model/document';
import { type ApiNode, isApiNode } from '#core/model/flow';
import { createNodeIndex } from '#core/model/nodeIndex';
import { type Question, quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import type { Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import { nodeTemplates, placeholdersIn } from '#core/template/placeholders';

export const sensitiveInUrl: Rule = {
  code: 'sensitive-in-url',
  title: 'Sensitive answers stay out of URLs',
  severity: 'warning',
  basis: 'T',
  explanation:
    'What a `request-input` marked `sensitive` asks for is masked in logs and in the channel. In the URL or the query of a ' +
    'request it is not: servers, proxies and monitoring write URLs down as they are (RFC 9110 §17.9). Send it in the body ' +
    'of a POST, or in a header.',
  example: {
    wrong: `{
  "nodes": {
    "ask-pin": { "type": "request-input", "variable": "pin", "sensitive": true, "next": "check-pin" },
    "check-pin": {
      "type": "api-integration",
      "query": [{ "name": "pin", "value": "[[pin]]" }]
    }
  }
}`,
    right: `{
  "nodes": {
    "ask-pin": { "type": "request-input", "variable": "pin", "sensitive": true, "next": "check-pin" },
    "check-pin": {
      "type": "api-integration",
      "body": { "pin": "[[pin]]" }
    }
  }
}`,
  },
  fixable: false,
  checkEndpoint({ url }, context, report) {
    if (url !== undefined) checkText(url, 'the URL', context, report);
  },
  checkNode(node, context, report) {
    if (isApiNode(node)) checkApiNode(node, context, report);
  },
};

/** The nodes that ask for a sensitive variable, by its name. */
const inputsByVariable = createNodeIndex(({ type, variable, sensitive }) =>
  sensitive && type?.value === 'request-input' && variable !== undefined ? [variable.value] : [],
);

/** Where a sensitive variable of a name is asked for. */
const sensitiveInput: Question<JsonString | undefined> = {
  answer: (name, { document }) => inputsByVariable(document).get(name)?.at(-1)?.variable,
};

function checkText(string: JsonString, where: string, context: RuleContext, report: Reporter): void {
  const { document } = context;
  for (const { name, input, span } of sensitiveIn(string, document, context)) {
    report({ span, message: messageOf(name, where), related: [{ document, span: input, message: 'Asked for here' }] });
  }
}

/** What stands in the URL of an imported endpoint is reported where it is called from. */
function checkApiNode(node: ApiNode, context: RuleContext, report: Reporter): void {
  const { document } = context;
  for (const { string, place } of nodeTemplates(node)) {
    if (place === 'query') checkText(string, 'the query', context, report);
  }
  const found = context.endpointOf(node);
  const url = found?.endpoint.url;
  if (found === undefined || url === undefined || node.endpoint === undefined || found.document.uri === document.uri)
    return;
  for (const { name, input, span } of sensitiveIn(url, found.document, context)) {
    report({
      span: node.endpoint,
      message: messageOf(name, `the URL of ${quote(found.endpoint.name)}`),
      related: [
        { document, span: input, message: 'Asked for here' },
        { document: found.document, span, message: 'Put into the URL here' },
      ],
    });
  }
}

interface SensitiveUse {
  readonly name: string;
  readonly input: JsonString;
  /** The placeholder. */
  readonly span: Span;
}

/** The sensitive variables that a text asks for, `[[choice:value]]` included, each with its first placeholder. */
function sensitiveIn(string: JsonString, { text }: FlowDocument, context: RuleContext): readonly SensitiveUse[] {
  const placeholders = placeholdersIn(text, string);
  if (placeholders.length === 0) return [];
  const uses = new Map<string, SensitiveUse>();
  for (const placeholder of placeholders) {
    if (placeholder.kind !== 'session') continue;
    const name = innermost(placeholder).name.replace(/:value$/, '');
    const input = context.ask(sensitiveInput, name);
    if (input !== undefined && !uses.has(name)) uses.set(name, { name, input, span: placeholder.span });
  }
  return [...uses.values()];
}

function messageOf(name: string, where: string): string {
  return `The sensitive answer ${quote(name)} is sent in ${where}, which servers and proxies write to their logs`;
}
