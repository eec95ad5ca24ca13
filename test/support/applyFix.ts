import assert from 'node:assert/strict';
import type { FlowDocument } from '#core/model/document';
import type { Fix } from '#core/rules/rule';
import { applyEdits } from '#core/syntax/edit';
import { endOf } from '#core/syntax/span';
import type { FixtureProject } from './project';

/** Applies a fix to what the editor has. Each of its edits changes something, inside the file and apart from the others. */
export function applyFix({ edits, title }: Fix, { workspace }: FixtureProject): void {
  for (const document of new Set(edits.map((edit) => edit.document))) {
    const own = edits.filter((edit) => edit.document === document).sort((a, b) => a.span.offset - b.span.offset);
    for (const [index, { span }] of own.entries()) {
      const next = own[index + 1]?.span.offset ?? document.text.length;
      assert.ok(span.offset >= 0 && endOf(span) <= next, `${title}: its edits overlap, or lie outside`);
    }
    const edited = applyEdits(document.text, own);
    assert.notEqual(edited, document.text, `${title}: nothing changes in ${document.uri}`);
    workspace.open(document.uri, edited);
  }
}

/** Flows are as the editor had them, and what lies beside them is as on disk, or not there again. */
export function undoFix({ edits }: Fix, originals: readonly FlowDocument[], { workspace }: FixtureProject): void {
  for (const { uri } of new Set(edits.map((edit) => edit.document))) workspace.close(uri);
  for (const original of originals) workspace.open(original.uri, original.text);
}
