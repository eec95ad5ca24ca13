import type { FlowDocument } from '#core/model/document';
import { shownFile } from '#core/model/shownFile';
import type { TextSource } from '#core/model/textSource';
import type { Reference } from '#core/request/statusCodes';
import type { Span } from '#core/syntax/span';

/** What is to be known of a place in a flow. Whoever shows it decides how: nothing in it is Markdown. */
export interface Explanation {
  /** What it is about. */
  readonly span: Span;
  readonly blocks: readonly Block[];
}

/** A paragraph, a list, or lines of text as they are. */
export type Block =
  | { readonly kind: 'paragraph'; readonly content: Content }
  | { readonly kind: 'list'; readonly items: readonly Content[] }
  | { readonly kind: 'lines'; readonly language: string; readonly lines: readonly string[] };

/** Words, and what stands out among them. */
export type Content = readonly Inline[];

export type Inline =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | Link
  | Place;

export interface Link {
  readonly kind: 'link';
  readonly text: string;
  readonly href: string;
}

/** A place in a file that a reader can go to. */
export interface Place {
  readonly kind: 'place';
  readonly text: string;
  readonly source: Pick<TextSource, 'uri' | 'lines'>;
  readonly span: Span;
}

export function paragraph(...content: Content): Block {
  return { kind: 'paragraph', content };
}

export function strong(text: string): Inline {
  return { kind: 'strong', text };
}

export function code(text: string): Inline {
  return { kind: 'code', text };
}

export function place(text: string, source: Pick<TextSource, 'uri' | 'lines'>, span: Span): Inline {
  return { kind: 'place', text, source, span };
}

/** `RFC 9110 §15.5.5`, with its address. */
export function rfcLink({ rfc, section }: Reference): Inline {
  const href = `https://www.rfc-editor.org/rfc/rfc${rfc}.html#section-${section}`;
  return { kind: 'link', text: `RFC ${rfc} §${section}`, href };
}

/** Words of our own, in which back quotes set off code: descriptions of the schema, explanations of rules. */
export function prose(text: string): Content {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : code(part)));
}

/** Things joined as people list them: `a · b`. */
export function joined(parts: readonly Content[], separator = ' · '): Content {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

/** A file, to go to where it says its name. */
export function fileLink(document: FlowDocument): Inline {
  return place(shownFile(document), document, document.flow.name ?? { offset: 0, length: 0 });
}

/** Things that may be many: as many of them as fit, and how many more there are. Only those that are shown are written. */
export function boundedList<Thing>(
  things: readonly Thing[],
  { most, noun }: { readonly most: number; readonly noun: string },
  write: (thing: Thing) => Content,
): Block {
  const shown = things.slice(0, most).map(write);
  const rest = things.length - shown.length;
  return { kind: 'list', items: rest === 0 ? shown : [...shown, [`and ${rest} more ${noun}${rest === 1 ? '' : 's'}`]] };
}
