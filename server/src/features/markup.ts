import { type MarkupContent, MarkupKind } from 'vscode-languageserver-protocol';
import type { Block, Content, Inline, Link, Place } from '#core/explain/explanation';
import { escapeControls } from '#core/model/quote';

/** Writes blocks as the client can show them. No word of a file can become a link, a command, an image or a heading in it. */
export function toMarkup(blocks: readonly Block[], kind: MarkupKind): MarkupContent {
  const isMarkdown = kind === MarkupKind.Markdown;
  const write = isMarkdown ? toMarkdown : toPlain;
  return { kind, value: blocks.map(write).join(isMarkdown ? '\n\n' : '\n') };
}

function toMarkdown(block: Block): string {
  if (block.kind === 'paragraph') return writeMarkdown(block.content);
  if (block.kind === 'list') return block.items.map((item) => `- ${writeMarkdown(item)}`).join('\n');
  const lines = block.lines.map(onOneLine);
  const fence = fenceFor(lines.join('\n'), 3);
  return [`${fence}${block.language}`, ...lines, fence].join('\n');
}

function writeMarkdown(content: Content): string {
  return content.map(inlineToMarkdown).join('');
}

function inlineToMarkdown(inline: Inline): string {
  if (typeof inline === 'string') return escapeMarkdown(inline);
  if (inline.kind === 'strong') return `**${escapeMarkdown(inline.text)}**`;
  if (inline.kind === 'code') return toCodeSpan(inline.text);
  return `[${escapeMarkdown(inline.text)}](${toDestination(hrefOf(inline))})`;
}

/**
 * A backslash before each sign that CommonMark or its dialects read among words (§2.4: any ASCII punctuation may have one), and before
 * those that make a heading or a list at their beginning. With one inside, addresses become no links of their own either. No more
 * than that: not every editor takes the backslashes away.
 */
function escapeMarkdown(text: string): string {
  return onOneLine(text)
    .replaceAll(/[\\`*_[\]<>&~@]/g, '\\$&')
    .replaceAll(/:(?=\/\/)/g, '\\:')
    .replaceAll(/\b(www)\./gi, '$1\\.')
    .replace(/^(\s*)([-+=#]|\d+(?=[.)]))/, (_, space, sign) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );
}

/** Within a longer run of back quotes than any in the text (CommonMark §6.1). */
function toCodeSpan(text: string): string {
  const plain = onOneLine(text);
  if (plain.trim() === '') return '` `';
  const fence = fenceFor(plain, 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return fence + pad + plain + pad + fence;
}

function fenceFor(text: string, shortest: number): string {
  const runs = text.match(/`+/g) ?? [];
  return '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), shortest));
}

function toDestination(href: string): string {
  return href.replaceAll(/[\s<>()\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A place by its line and column, counted from one: `file:///a.flow.json#L12,5`, as editors read it. */
function hrefOf(inline: Link | Place): string {
  if (inline.kind === 'link') return inline.href;
  const { line, character } = inline.source.lines.positionAt(inline.span.offset);
  return `${inline.source.uri}#L${line + 1},${character + 1}`;
}

function toPlain(block: Block): string {
  if (block.kind === 'paragraph') return writePlain(block.content);
  if (block.kind === 'list') return block.items.map((item) => `- ${writePlain(item)}`).join('\n');
  return block.lines.map((line) => `  ${onOneLine(line)}`).join('\n');
}

function writePlain(content: Content): string {
  return content.map(inlineToPlain).join('');
}

function inlineToPlain(inline: Inline): string {
  if (typeof inline === 'string') return onOneLine(inline);
  if (inline.kind !== 'link') return onOneLine(inline.text);
  return `${inline.text} <${inline.href}>`;
}

function onOneLine(text: string): string {
  return escapeControls(text.replaceAll(/[\r\n\t]+/g, ' '));
}
