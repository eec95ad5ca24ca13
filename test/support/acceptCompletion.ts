import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { toLines } from '#core/syntax/lines';
import { applyTextEdits } from './featureEdits';

/** The text after an item is accepted and its holes are left as they are, as an editor with two spaces does it. */
export function acceptCompletion(text: string, item: CompletionItem): string {
  const { textEdit, additionalTextEdits = [], insertTextFormat, insertTextMode } = item;
  assert.ok(textEdit !== undefined && 'range' in textEdit, `${item.label} has a range`);
  const lines = toLines(text);
  const { line } = textEdit.range.start;
  const indent = /^[ \t]*/.exec(text.slice(lines.offsetAt({ line, character: 0 })))?.[0] ?? '';
  const plain = insertTextFormat === 2 ? fillHoles(textEdit.newText) : textEdit.newText;
  if (plain.includes('\n')) assert.equal(insertTextMode, 2, 'what has several lines is indented by the editor');
  const newText = plain.replaceAll('\t', '  ').replaceAll('\n', `\n${indent}`);
  return applyTextEdits(text, [{ range: textEdit.range, newText }, ...additionalTextEdits]);
}

/** A snippet with each hole as it is suggested: `${1:name}`, `${2|a,b|}` and `$3`; one that comes again is what it was before. */
export function fillHoles(snippet: string): string {
  let filled = '';
  const holes = new Map<string, string>();
  for (let at = 0; at < snippet.length; ) {
    const hole = /^\$(?:(\d+)|\{(\d+):((?:[^\\}]|\\.)*)\}|\{(\d+)\|((?:[^\\,|]|\\.)*)(?:,(?:[^\\|]|\\.)*)?\|\})/.exec(
      snippet.slice(at),
    );
    if (hole !== null) {
      const number = hole[1] ?? hole[2] ?? hole[4] ?? '';
      const suggested = (hole[3] ?? hole[5])?.replaceAll(/\\(.)/g, '$1') ?? holes.get(number) ?? '';
      holes.set(number, suggested);
      filled += suggested;
      at += hole[0].length;
    } else {
      assert.notEqual(snippet[at], '$', `no hole: ${snippet.slice(at)}`);
      if (snippet[at] === '\\') at++;
      filled += snippet[at] ?? '';
      at++;
    }
  }
  return filled;
}
