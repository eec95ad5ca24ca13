import { explainDefault, explainResult } from '#core/explain/explainBranch';
import type { ExplainContext } from '#core/explain/explainContext';
import { explainEndpoint } from '#core/explain/explainEndpoint';
import { explainField } from '#core/explain/explainField';
import { explainFlow, explainImport } from '#core/explain/explainFlow';
import { explainNode, explainRequest } from '#core/explain/explainNode';
import { explainRule } from '#core/explain/explainRule';
import { explainValue } from '#core/explain/explainValue';
import { explainPrefix, explainVariable } from '#core/explain/explainVariable';
import type { Block, Explanation } from '#core/explain/explanation';
import { isApiNode } from '#core/model/flow';
import { findMention } from '#core/names/meaning';
import type { Mention } from '#core/names/mention';
import { mentionsIn } from '#core/names/mentionsIn';
import { type Enclosing, enclosing } from '#core/syntax/enclosing';
import { endOf, type Span, touches } from '#core/syntax/span';
import { placeholdersIn } from '#core/template/placeholders';

/**
 * What is to be known of a place in a flow beyond what the schema says of it. Undefined where there is nothing: a place that holds no
 * name and no key with a meaning of its own, and a name that nothing has, which is a finding.
 *
 * @param offset in UTF-16 code units of the text
 */
export async function explain(offset: number, context: ExplainContext): Promise<Explanation | undefined> {
  const around = enclosing(context.document.root, offset);
  const mention = findName(offset, around, context);
  const [span, blocks] =
    mention === undefined ? await explainPlace(around, context) : await explainName(mention, context);
  return span === undefined || blocks.length === 0 ? undefined : { span, blocks };
}

type Explained = readonly [span: Span | undefined, blocks: readonly Block[]];

const nothing: Explained = [undefined, []];

/** The name at the offset, or the one that is set off by the quotes or brackets there. */
function findName(offset: number, { values }: Enclosing, { document }: ExplainContext): Mention | undefined {
  const direct = findMention(document, offset);
  if (direct !== undefined) return direct;
  const opening = findMention(document, offset + 1);
  if (opening?.string.offset === offset) return opening;
  const { node: string } = values.at(-1) ?? {};
  if (string?.kind !== 'string') return undefined;
  const placeholder = placeholdersIn(document.text, string).find(({ span }) => touches(span, offset));
  if (placeholder === undefined) return undefined;
  const { span: whole } = placeholder;
  return mentionsIn(document).find(({ span }) => span.offset >= whole.offset && endOf(span) <= endOf(whole));
}

async function explainName(mention: Mention, context: ExplainContext): Promise<Explained> {
  return [mention.span, await blocksFor(mention, context)];
}

function blocksFor(mention: Mention, context: ExplainContext): readonly Block[] | Promise<readonly Block[]> {
  switch (mention.kind) {
    case 'node':
      return explainNode(mention, context);
    case 'endpoint':
      return explainEndpoint(mention, context);
    case 'variable':
      return explainVariable(mention, context);
    case 'prefix':
      return explainPrefix(mention, context);
    case 'value':
      return explainValue(mention, context);
    case 'rule':
      return explainRule(mention, context);
    case 'flow':
      return explainFlow(mention, context);
    case 'import':
      return explainImport(mention, context);
  }
}

/** Keys that mean something by where they stand: of duplicate keys only the one that counts. */
async function explainPlace({ properties, isAtKey }: Enclosing, context: ExplainContext): Promise<Explained> {
  const [section, owner, part, entry, deeper] = properties;
  if (section === undefined || owner === undefined || part === undefined || deeper !== undefined) return nothing;
  const { flow } = context.document;
  const node = section.name === 'nodes' ? flow.nodes.get(owner.name) : undefined;
  const endpoint = section.name === 'endpoints' ? flow.endpoints.get(owner.name) : undefined;
  if ((node ?? endpoint)?.property !== owner) return nothing;
  const api = node !== undefined && isApiNode(node) ? node : undefined;
  if (entry === undefined) {
    if (api === undefined || part.name !== 'type') return nothing;
    return [isAtKey ? part.key : (part.value ?? part.key), await explainRequest(api, context)];
  }
  if (!isAtKey) return nothing;
  if (part.name === 'headers') return [entry.key, explainField(entry, api ?? endpoint, context)];
  if (api === undefined) return nothing;
  const [result, response] = [api.results, api.api.responses].map((all) =>
    all.find(({ property }) => property === entry),
  );
  if (result !== undefined) return [entry.key, explainResult(result, api, context)];
  return response === undefined ? nothing : [entry.key, explainDefault(response, api, context)];
}
