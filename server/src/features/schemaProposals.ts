import type { CompletionItem } from 'vscode-languageserver-protocol';
import { readDocument } from '#core/model/document';
import type { Place } from '#core/place/place';
import type { JsonLanguage } from './jsonLanguage';

/** What the schema has for a place. */
export interface SchemaProposal {
  /** A key, or a value: a text without its quotes. */
  readonly label: string;
  readonly kind: CompletionItem['kind'] | undefined;
  /** Of the schema's words. */
  readonly documentation: string | undefined;
  /** The value to insert, or the value behind the key; a snippet. */
  readonly value: string;
}

/**
 * What the schema proposes at a place. The service is asked about a text of one line that has nothing but the way there: it looks
 * through the whole of what it is given, and trusts that it can be read.
 *
 * @param nodeType of the node that the place lies in
 */
export async function schemaProposals(
  place: Place,
  nodeType: string | undefined,
  json: JsonLanguage,
): Promise<readonly SchemaProposal[]> {
  const [before, behind] = skeletonOf(place, nodeType);
  const document = readDocument('flow-lens:/place.flow.json', before + behind);
  const position = { line: 0, character: before.length };
  const list = await json.ask(document, (service, text, tree) => service.doComplete(text, position, tree));
  const proposals = (list?.items ?? []).map(
    async ({ label, kind, documentation, insertText = JSON.stringify(label) }) => {
      const words = typeof documentation === 'string' && documentation !== '' ? documentation : undefined;
      if (place.role === 'value') return { label: withoutQuotes(label), kind, documentation: words, value: insertText };
      const value = insertText.replace(/^"(?:[^"\\]|\\.)*"(?::\s*)?/, '');
      const isOpen = value === '' || value === '$1';
      return {
        label,
        kind,
        documentation: words,
        value: isOpen ? await choiceOf(label, place, nodeType, json) : value,
      };
    },
  );
  return Promise.all(proposals);
}

/** Where a key may have one of several values, the service leaves a hole without quotes: these are `true` and `false`, or texts. */
async function choiceOf(
  key: string,
  { path, ...place }: Place,
  nodeType: string | undefined,
  json: JsonLanguage,
): Promise<string> {
  const values = await schemaProposals({ ...place, role: 'value', path: [...path, key] }, nodeType, json);
  return values.length === 0 ? '"$1"' : `\${1|${values.map(({ value }) => value).join(',')}|}`;
}

/** The texts before the cursor and behind it. */
function skeletonOf({ role, path }: Place, nodeType: string | undefined): readonly [before: string, behind: string] {
  let before = '';
  let behind = '';
  for (const [depth, step] of path.entries()) {
    const isObject = typeof step === 'string';
    before += isObject ? `{${typeAt(depth, path, nodeType)}${JSON.stringify(step)}:` : '[';
    behind = (isObject ? '}' : ']') + behind;
  }
  if (role === 'value') return [before, behind];
  return [`${before}{${typeAt(path.length, path, nodeType)}"`, `"}${behind}`];
}

/** Which members a node has depends on its type, which stands beside them. */
function typeAt(depth: number, path: Place['path'], nodeType: string | undefined): string {
  const isBeside = depth === 2 && path[0] === 'nodes' && nodeType !== undefined && path[2] !== 'type';
  return isBeside ? `"type":${JSON.stringify(nodeType)},` : '';
}

function withoutQuotes(label: string): string {
  try {
    const value: unknown = JSON.parse(label);
    return typeof value === 'string' && value !== '' ? value : label;
  } catch {
    return label;
  }
}
