import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '#core/check';
import { extractEndpoint } from '#core/refactorings/extractEndpoint';
import { inlineEndpoint } from '#core/refactorings/inlineEndpoint';
import { moveHeaderToEndpoint } from '#core/refactorings/moveHeaderToEndpoint';
import type { FindRefactorings, RefactoringContext } from '#core/refactorings/refactoring';
import { replaceLiteral } from '#core/refactorings/replaceLiteral';
import { wireToNewNode } from '#core/refactorings/wireToNewNode';
import { createNeighbours } from '../../server/src/workspace/neighbours';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { type FeatureCase, type OpenCase, readFeatureCases, withFeatureCase } from '../support/featureCases';
import { applyDocumentEdits, findingsIn, textsOf, undoDocumentEdits } from '../support/featureEdits';
import { assertFileHolds } from '../support/fixtures';
import { declaresSecret, type Style, styles } from '../support/project';

const features: Readonly<Record<string, FindRefactorings>> = {
  'refactor-move-header': moveHeaderToEndpoint,
  'refactor-extract-endpoint': extractEndpoint,
  'refactor-inline-endpoint': inlineEndpoint,
  'refactor-replace-literal': replaceLiteral,
  'refactor-wire': wireToNewNode,
};

function contextOf({ workspace, uri }: OpenCase): RefactoringContext {
  const document = workspace.document(uri);
  assert.ok(document);
  const { project } = workspace;
  const isSecret = declaresSecret({ workspace });
  return {
    document,
    project,
    isSecret,
    findingsOf: (other) => check(other, project, { today: '2027-01-01', isSecret }).all,
    ...createNeighbours(uri, (other) => workspace.document(other) !== undefined),
  };
}

/** What is selected from the cursor on, where a file of the case says so: as it is written in the file. */
function selectionLength({ folder }: FeatureCase): number {
  const path = join(folder, 'selection.txt');
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().length : 0;
}

/** Each refactoring with all files as they are after it. None brings a finding that was not there. */
function outcomesIn(feature: FeatureCase, find: FindRefactorings, open: OpenCase, style = keepStyle): string {
  const context = contextOf(open);
  const selection = { offset: open.offset, length: selectionLength(feature) };
  const found = find(selection, context);
  const flows = open.workspace.project.flows();
  const before = findingsIn(open.workspace);
  const outcomes = found.map(({ title, kind, edits }) => {
    applyDocumentEdits(edits, open.workspace);
    for (const { uri, text } of open.workspace.project.flows()) assert.equal(text, style(withoutStyle(text)), uri);
    const outcome = `=== ${kind}: ${title}\n${textsOf(open.workspace)}`;
    const isNew = (line: string): boolean => !before.some((other) => withoutPlace(other) === withoutPlace(line));
    assert.deepEqual(findingsIn(open.workspace).filter(isNew), [], title);
    undoDocumentEdits(edits, flows, open.workspace);
    return outcome;
  });
  return outcomes.join('') || 'nothing to refactor here\n';
}

/** What was found in one file may be found in another. */
function withoutPlace(line: string): string {
  return line.slice(line.indexOf(' '));
}

const keepStyle: Style = (text) => text;

/** As texts stand in the fixtures. */
function withoutStyle(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/^\t+/gm, (tabs) => '  '.repeat(tabs.length));
}

function restyled(open: OpenCase, style: Style): OpenCase {
  const { workspace, uri } = open;
  const text = workspace.document(uri)?.text ?? '';
  for (const other of workspace.project.flows()) workspace.open(other.uri, style(other.text));
  return { ...open, offset: style(text.slice(0, open.offset)).length };
}

for (const [name, find] of Object.entries(features)) {
  for (const feature of readFeatureCases(name)) {
    test(`${name}: ${feature.name}`, () =>
      withFeatureCase(feature, (open) =>
        assertFileHolds(join(feature.folder, 'expected.txt'), outcomesIn(feature, find, open)),
      ));

    for (const [styleName, style] of Object.entries(styles)) {
      test(`${name}: ${feature.name}, ${styleName}`, () =>
        withFeatureCase(feature, (open) => {
          const expected = readFileSync(join(feature.folder, 'expected.txt'), 'utf8');
          assert.equal(withoutStyle(outcomesIn(feature, find, restyled(open, style), style)), expected);
        }));
    }
  }
}

// Half of the flows look like all of them: what the others use would be taken away from them.
for (const [feature, name] of [
  ['refactor-move-header', 'from-all-nodes-with-the-same-value'],
  ['refactor-move-header', 'to-an-imported-library'],
  ['refactor-extract-endpoint', 'to-an-imported-library-with-its-suppressions'],
  ['refactor-inline-endpoint', 'that-others-use-too'],
] as const) {
  test(`${feature}: ${name}, not before all flows of the workspace were read`, () => {
    const wanted = readFeatureCases(feature).find((one) => one.name === name);
    assert.ok(wanted);
    return withFeatureCase(wanted, (open) => {
      const workspace = createWorkspace(open.workspace.roots);
      workspace.open(open.uri, open.workspace.document(open.uri)?.text ?? '');
      const outcome = outcomesIn(wanted, features[feature] ?? assert.fail(), { ...open, workspace });
      assert.equal(outcome, 'nothing to refactor here\n');
    });
  });
}
