import assert from 'node:assert/strict';
import { type CheckOptions, check } from '#core/check';
import { safeEdits } from '#core/fixAll';
import { type FlowDocument, readDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { escapeControls } from '#core/model/quote';
import type { Finding } from '#core/rules/finding';
import type { Fix, Report } from '#core/rules/rule';
import { applyEdits, type Edit } from '#core/syntax/edit';
import { parseJson } from '#core/syntax/parseJson';
import { endOf, type Span } from '#core/syntax/span';

/** UTF-16 code units. Values are cut where they are quoted, so no value can make a message long. */
const longestMessage = 600;

/** Fixes are made for this many findings of a text: a thousand of one kind are made alike. */
const mostFixed = 40;

/**
 * What holds for every text, however broken. Fails with an AssertionError that says what does not. Gives all findings.
 */
export function assertPromises(
  document: FlowDocument,
  project: Project | undefined,
  options: CheckOptions,
): readonly Finding[] {
  const { all, findings, counts } = check(document, project, options);
  for (const finding of all) assertReport(finding, document.text, finding.code);
  assertOrder(all);
  assert.equal(
    Object.values(counts).reduce((sum, count) => sum + count),
    all.length,
    'the counts are those of all',
  );
  assert.ok(findings.length <= 1_000, 'no flood');
  assert.deepEqual(check(document, project, options).all.map(withoutFixes), all.map(withoutFixes), 'the same again');
  for (const finding of all.slice(0, mostFixed)) {
    for (const fix of finding.fixes?.() ?? []) assertFix(fix, finding.code);
  }
  assertEdits(safeEdits(document, all), document.text, 'all safe fixes');
  return all;
}

/** A finding points at something in the text, and says what it says in a line. */
export function assertReport({ span, message, related = [] }: Report, text: string, code: string): void {
  assert.notEqual(code, 'internal-error', message);
  assertPlace(span, text, code);
  for (const place of related) assertPlace(place.span, place.document.text, `${code}, related`);
  for (const said of [message, ...related.map((place) => place.message)]) {
    assert.equal(escapeControls(said), said, `${code} says no control characters`);
    assert.ok(said.length > 0 && said.length <= longestMessage, `${code} says ${said.length} characters`);
  }
}

function assertPlace(span: Span, text: string, what: string): void {
  const isInside = span.offset >= 0 && endOf(span) <= text.length;
  assert.ok(isInside && (span.length > 0 || text === ''), `${what} is at ${span.offset}, ${span.length} long`);
}

function assertOrder(all: readonly Finding[]): void {
  for (const [index, { span, code }] of all.entries()) {
    assert.ok(span.offset >= (all[index - 1]?.span.offset ?? 0), `${code} is out of order`);
  }
}

function withoutFixes({ fixes: _, related = [], ...rest }: Finding) {
  return { ...rest, related: related.map(({ document, ...place }) => ({ ...place, uri: document.uri })) };
}

function assertFix({ title, edits }: Fix, code: string): void {
  const what = `${code}, “${title}”`;
  assert.ok(edits.length > 0 && title.length <= longestMessage && escapeControls(title) === title, what);
  for (const document of new Set(edits.map((edit) => edit.document))) {
    const own = edits.filter((edit) => edit.document === document);
    assert.notEqual(assertEdits(own, document.text, what), document.text, `${what} changes nothing`);
  }
}

/** They lie inside and do not overlap, and what parsed parses afterwards. Gives the text with them. */
function assertEdits(edits: readonly Edit[], text: string, what: string): string {
  const ordered = [...edits].sort((a, b) => a.span.offset - b.span.offset);
  for (const [index, { span }] of ordered.entries()) {
    const next = ordered[index + 1]?.span.offset ?? text.length;
    assert.ok(span.offset >= 0 && span.length >= 0 && endOf(span) <= next, `${what}: edits overlap, or lie outside`);
  }
  const edited = applyEdits(text, ordered);
  if (parseJson(text).errors.length === 0) {
    const [error] = parseJson(edited).errors;
    assert.equal(error, undefined, `${what} breaks the text: ${error?.message}\n${edited}`);
  }
  return edited;
}

/** What is found does not depend on white space between tokens. */
export function assertSameWhenFormatted(
  { text, uri }: FlowDocument,
  all: readonly Finding[],
  formatted: FlowDocument,
  project: Project | undefined,
  options: CheckOptions,
): void {
  const again = check(formatted, project, options).all;
  assert.deepEqual(
    independentOfLayout(formatted, again),
    independentOfLayout(readDocument(uri, text), all),
    'formatted',
  );
}

/** What is found at which token; a token's place is the number of visible characters before it. */
function independentOfLayout({ text }: FlowDocument, all: readonly Finding[]) {
  const visible = (part: string) => part.replaceAll(/[ \t\r\n]/g, '');
  return all.map(({ span, code, message }) => {
    const token = visible(text.slice(span.offset, endOf(span)));
    return { code, message, token, before: visible(text.slice(0, span.offset)).length };
  });
}
