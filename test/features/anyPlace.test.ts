import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FlowDocument, readDocument } from '#core/model/document';
import type { DocumentEdit } from '#core/model/documentEdit';
import { refactorings } from '#core/refactorings/index';
import type { RefactoringContext } from '#core/refactorings/refactoring';
import { findRenamable } from '#core/renaming/renamable';
import { rename } from '#core/renaming/rename';
import { applyEdits } from '#core/syntax/edit';
import { createNeighbours } from '../../server/src/workspace/neighbours';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { toEnd } from '../support/featureEdits';
import { readOddFlows } from '../support/fixtures';
import { withFolder } from '../support/project';

const texts = readOddFlows().map(({ text }) => text);

/** What renaming and refactoring make of a text at a place: all texts of the file that come of it. */
function outcomesAt(workspace: Workspace, uri: string, offset: number): readonly string[] {
  const document = workspace.document(uri);
  assert.ok(document);
  const { project } = workspace;
  const found = findRenamable(document, offset, project);
  const outcomes: string[] = [];
  if (found?.kind === 'name') {
    const renamed = toEnd(rename({ ...found, newName: 'quite "new"', project }));
    if (renamed.kind === 'edits') outcomes.push(textAfter(renamed.edits, document));
  }
  const neighbours = createNeighbours(uri, () => false);
  const context: RefactoringContext = { document, project, isSecret: () => false, findingsOf: () => [], ...neighbours };
  for (const length of [0, 5]) {
    for (const { edits } of refactorings.flatMap((find) => find({ offset, length }, context))) {
      outcomes.push(textAfter(edits, document));
    }
  }
  return outcomes;
}

function textAfter(edits: readonly DocumentEdit[], document: FlowDocument): string {
  const own = edits.filter((edit) => edit.document === document);
  return applyEdits(document.text, own);
}

test('wherever the cursor stands, what is JSON stays JSON', () =>
  withFolder(async (folder) => {
    const workspace = createWorkspace([folder], () => 'none');
    await workspace.scan();
    const uri = `file://${folder}/a.flow.json`;
    let made = 0;
    for (const text of texts) {
      const isJson = workspace.open(uri, text).syntaxErrors.length === 0;
      for (let offset = 0; offset <= text.length; offset += 7) {
        for (const outcome of outcomesAt(workspace, uri, offset)) {
          made++;
          if (isJson) assert.deepEqual(readDocument(uri, outcome).syntaxErrors, [], `at ${offset} of ${text}`);
        }
      }
    }
    assert.ok(made > 100, `${made}`);
  }));

test('a text that is cut anywhere is no reason to fail', () =>
  withFolder(async (folder) => {
    const workspace = createWorkspace([folder], () => 'none');
    await workspace.scan();
    const uri = `file://${folder}/a.flow.json`;
    for (const text of texts) {
      for (let end = 0; end <= text.length; end += 53) {
        workspace.open(uri, text.slice(0, end));
        for (const offset of [0, end >> 1, end - 3, end]) outcomesAt(workspace, uri, Math.max(0, offset));
      }
    }
  }));
