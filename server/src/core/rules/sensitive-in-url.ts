import type { FlowDocument } from '#core/model/document';
import { type ApiNode, type Flow, isApiNode } from '#core/model/flow';
import { quote, type Report, type Rule, type RuleContext } from '#core/rules/rule';
import type { Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import { placeholdersIn } from '#core/template/placeholders';

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
  *checkFile(context) {
    const inputs = sensitiveInputs(context.flow);
    if (inputs.size === 0) return;
    for (const { url } of context.flow.endpoints.values()) {
      if (url !== undefined) yield* checkText(url, 'the URL', inputs, context);
    }
    for (const node of context.flow.nodes.values()) if (isApiNode(node)) yield* checkApiNode(node, inputs, context);
  },
};

/** Where each sensitive variable is asked for, by its name. */
type Inputs = ReadonlyMap<string, JsonString>;

function sensitiveInputs({ nodes }: Flow): Inputs {
  const inputs = new Map<string, JsonString>();
  for (const { type, variable, sensitive } of nodes.values()) {
    if (sensitive && type?.value === 'request-input' && variable !== undefined) inputs.set(variable.value, variable);
  }
  return inputs;
}

function* checkText(string: JsonString, where: string, inputs: Inputs, { document }: RuleContext): Iterable<Report> {
  for (const { name, input, span } of sensitiveIn(string, document, inputs)) {
    yield { span, message: messageOf(name, where), related: [{ document, span: input, message: 'Asked for here' }] };
  }
}

/** What stands in the URL of an imported endpoint is reported where it is called from. */
function* checkApiNode(node: ApiNode, inputs: Inputs, context: RuleContext): Iterable<Report> {
  const { document } = context;
  for (const { name, value } of node.api.query) {
    for (const string of [name, value])
      if (string !== undefined) yield* checkText(string, 'the query', inputs, context);
  }
  const found = context.endpointOf(node);
  const url = found?.endpoint.url;
  if (found === undefined || url === undefined || node.endpoint === undefined || found.document.uri === document.uri)
    return;
  for (const { name, input, span } of sensitiveIn(url, found.document, inputs)) {
    yield {
      span: node.endpoint,
      message: messageOf(name, `the URL of ${quote(found.endpoint.name)}`),
      related: [
        { document, span: input, message: 'Asked for here' },
        { document: found.document, span, message: 'Put into the URL here' },
      ],
    };
  }
}

interface SensitiveUse {
  readonly name: string;
  readonly input: JsonString;
  /** The placeholder. */
  readonly span: Span;
}

/** The sensitive variables that a text asks for, `[[choice:value]]` included, each with its first placeholder. */
function sensitiveIn(string: JsonString, { text }: FlowDocument, inputs: Inputs): readonly SensitiveUse[] {
  const uses = new Map<string, SensitiveUse>();
  for (const placeholder of placeholdersIn(text, string)) {
    if (placeholder.kind !== 'session') continue;
    const name = innermost(placeholder).name.replace(/:value$/, '');
    const input = inputs.get(name);
    if (input !== undefined && !uses.has(name)) uses.set(name, { name, input, span: placeholder.span });
  }
  return [...uses.values()];
}

function messageOf(name: string, where: string): string {
  return `The sensitive answer ${quote(name)} is sent in ${where}, which servers and proxies write to their logs`;
}
