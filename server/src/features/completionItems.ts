import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type MarkupContent,
  MarkupKind,
} from 'vscode-languageserver-protocol';
import { Blank, type Candidate, type CandidateKind, type Inserted } from '#core/completion/candidate';
import type { FlowDocument } from '#core/model/document';
import { escapeControls } from '#core/model/quote';
import type { Place } from '#core/place/place';
import { escapeInString } from '#core/syntax/editJson';
import { endOf, type Span } from '#core/syntax/span';
import { toRange } from './ranges';
import type { SchemaProposal } from './schemaProposals';
import { createSnippetWriter, type DraftWriter, plainWriter, snippetText } from './snippets';

/** What the client can do with a completion. */
export interface CompletionAbilities {
  /** Whether it expands the placeholders of a snippet; others would insert them as they stand. */
  readonly snippets: boolean;
  /** Whether it shows documentation in Markdown. */
  readonly markdown: boolean;
  /** Whether it can be told to indent what is inserted as its line is. */
  readonly indents: boolean;
}

/** Where an item is inserted, and for whom. */
export interface ItemPlace {
  readonly document: FlowDocument;
  readonly place: Place;
  readonly offset: number;
  readonly abilities: CompletionAbilities;
}

export function toCandidateItem(candidate: Candidate, at: ItemPlace): CompletionItem {
  const { label, kind, documentation, inserts } = candidate;
  const detail = typeof candidate.detail === 'function' ? candidate.detail() : candidate.detail;
  const writer = at.abilities.snippets ? createSnippetWriter() : plainWriter;
  const found = candidate.filter ?? label;
  const inserted =
    inserts.kind === 'placeholder'
      ? toPlaceholder(inserts, found, writer, at)
      : toEntryOrValue(inserts, found, writer, at);
  return toItem({ label, kind: itemKinds[kind], detail, documentation }, inserted, at);
}

/** What the JSON service proposes, put in as everything else is. */
export function toProposalItem({ label, kind, documentation, value }: SchemaProposal, at: ItemPlace): CompletionItem {
  const { role, lacks } = at.place;
  const written = at.abilities.snippets ? value : snippetText(value);
  const key = at.abilities.snippets ? createSnippetWriter().value(label) : plainWriter.value(label);
  const text = role === 'value' ? written : lacks.valueAfter ? `${key}: ${written}` : key;
  return toItem({ label, kind, documentation, detail: undefined }, withSeparators(text, label, at), at);
}

/** A replacement, and what it is found by. */
interface InsertedText {
  readonly span: Span;
  readonly newText: string;
  readonly filterText: string;
}

interface Head {
  readonly label: string;
  readonly kind: CompletionItemKind | undefined;
  readonly detail: string | undefined;
  readonly documentation: string | undefined;
}

function toItem(head: Head, { span, newText, filterText }: InsertedText, at: ItemPlace): CompletionItem {
  const { document, abilities } = at;
  const comma = commaBefore(at);
  const isIndented = abilities.indents && newText.includes('\n');
  return {
    label: escapeControls(head.label),
    ...(head.kind === undefined ? {} : { kind: head.kind }),
    ...(head.detail === undefined || head.detail === ''
      ? {}
      : { detail: escapeControls(head.detail).slice(0, longestDetail) }),
    ...(head.documentation === undefined ? {} : { documentation: toMarkup(head.documentation, abilities) }),
    filterText,
    insertTextFormat: abilities.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(isIndented ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
    textEdit: { range: toRange(document.lines, span), newText },
    ...(comma === undefined
      ? {}
      : {
          additionalTextEdits: [{ range: toRange(document.lines, { offset: comma, length: 0 }), newText: ',' }],
        }),
  };
}

/** UTF-16 code units: names of files and nodes stand in it, which may be of any length. */
const longestDetail = 160;

function toMarkup(words: string, { markdown }: CompletionAbilities): string | MarkupContent {
  return markdown ? { kind: MarkupKind.Markdown, value: words } : words;
}

/** Where a comma is missing before, apart from the place itself: edits that touch one another have no order. */
function commaBefore({ place: { lacks, token } }: ItemPlace): number | undefined {
  return lacks.commaBefore === token.span.offset ? undefined : lacks.commaBefore;
}

function toEntryOrValue(
  inserts: Exclude<Inserted, { kind: 'placeholder' }>,
  found: string,
  writer: DraftWriter,
  at: ItemPlace,
): InsertedText {
  if (inserts.kind === 'value') return withSeparators(writer.value(inserts.value), found, at);
  const key = writer.value(inserts.key);
  if (at.place.lacks.valueAfter) return withSeparators(`${key}: ${writer.value(inserts.value)}`, found, at);
  return withSeparators(key, found, at);
}

/** With the colon, the blank and the commas that it needs. What is typed without quotes is found without them. */
function withSeparators(text: string, found: string, { document, place }: ItemPlace): InsertedText {
  const { lacks, token } = place;
  const before = document.text[token.span.offset - 1];
  const isTight = place.role === 'value' && before === ':';
  const comma = lacks.commaBefore === token.span.offset ? ', ' : '';
  const lead = comma + (lacks.colonBefore ? ': ' : isTight ? ' ' : '');
  return {
    span: token.span,
    newText: `${lead}${text}${lacks.commaAfter ? ',' : ''}`,
    filterText: token.quote === 'none' ? found : `"${escapeInString(found)}"`,
  };
}

const brackets = { session: ['[[', ']]'], environment: ['{{', '}}'] } as const;

/** A name in its placeholder, which it closes; with the brackets where they are not typed yet. */
function toPlaceholder(
  { of, parts }: Extract<Inserted, { kind: 'placeholder' }>,
  found: string,
  writer: DraftWriter,
  { document, place, offset }: ItemPlace,
): InsertedText {
  const [open, close] = brackets[of];
  const name = parts
    .map((part) => (part instanceof Blank ? writer.blank(part) : writer.literal(escapeInString(part))))
    .join('');
  const closed = name + writer.literal(close);
  if (place.placeholder === undefined) {
    return { span: { offset, length: 0 }, newText: open + closed, filterText: open + found };
  }
  const { span } = place.placeholder;
  return { span, newText: closed + missingQuote(document, place, span), filterText: escapeInString(found) };
}

/** A string that is never closed ends behind the placeholder, where nothing but brackets follows on its line. */
function missingQuote({ text }: FlowDocument, { token }: Place, span: Span): string {
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(endOf(span))) ?? [];
  return token.quote === 'open' && /^[\s,}\]]*$/.test(rest) ? '"' : '';
}

const itemKinds: Readonly<Record<CandidateKind, CompletionItemKind>> = {
  draft: CompletionItemKind.Snippet,
  endpoint: CompletionItemKind.Interface,
  'environment-value': CompletionItemKind.Constant,
  field: CompletionItemKind.Field,
  file: CompletionItemKind.File,
  flow: CompletionItemKind.Module,
  function: CompletionItemKind.Function,
  key: CompletionItemKind.Property,
  node: CompletionItemKind.Reference,
  'node-type': CompletionItemKind.Class,
  path: CompletionItemKind.Field,
  rule: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
};
