import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rename } from '#core/renaming/rename';
import type { Renamed } from '#core/renaming/renameRequest';
import { prepareRename, renamableAt } from '../../server/src/features/rename';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { type OpenCase, readFeatureCases, withFeatureCase } from '../support/featureCases';
import { applyDocumentEdits, findingsIn, textsOf, toEnd } from '../support/featureEdits';
import { assertFileHolds } from '../support/fixtures';

/** What comes of a renaming where the cursor stands: the edits, a refusal, or nothing, as no name stands there. */
function renameIn(
  { workspace, uri, offset }: OpenCase,
  newName: string,
): { old: string; renamed: Renamed } | undefined {
  const { project } = workspace;
  const beside = workspace.sideFile(uri);
  const flow = workspace.document(uri);
  const file = beside === undefined ? flow && { flow } : { beside };
  assert.ok(file);
  const source = 'flow' in file ? file.flow : file.beside.source;
  const found = renamableAt(file, source.lines.positionAt(offset), project);
  if (found === undefined) return undefined;
  if (found.kind === 'refused') return { old: '', renamed: found };
  const { range, placeholder } = prepareRename(source, found);
  const written = source.text.slice(source.lines.offsetAt(range.start), source.lines.offsetAt(range.end));
  assert.equal(JSON.parse(`"${written}"`), placeholder);
  return { old: placeholder, renamed: toEnd(rename({ ...found, newName, project })) };
}

for (const feature of readFeatureCases('rename')) {
  test(`rename: ${feature.name}`, () =>
    withFeatureCase(feature, (open) => {
      const newName: string = JSON.parse(readFileSync(join(feature.folder, 'new-name.txt'), 'utf8'));
      const before = findingsIn(open.workspace);
      const result = renameIn(open, newName);
      const expected = join(feature.folder, 'expected.txt');
      if (result === undefined) return assertFileHolds(expected, 'nothing to rename here\n');
      const { old, renamed } = result;
      if (renamed.kind === 'refused') return assertFileHolds(expected, `refused: ${renamed.reason}\n`);
      applyDocumentEdits(renamed.edits, open.workspace);
      assertFileHolds(expected, textsOf(open.workspace));
      const names = [old, newName].sort((a, b) => b.length - a.length);
      const withoutNames = (line: string): string => names.reduce((text, name) => text.replaceAll(name, '•'), line);
      assert.deepEqual(findingsIn(open.workspace).map(withoutNames), before.map(withoutNames));
    }));
}

test('nothing is renamed before all flows of the workspace were read', () => {
  const feature = readFeatureCases('rename').find(({ name }) => name === 'endpoint-across-files');
  assert.ok(feature);
  return withFeatureCase(feature, (open) => {
    const workspace = createWorkspace(open.workspace.roots);
    workspace.open(open.uri, open.workspace.document(open.uri)?.text ?? '');
    assert.deepEqual(renameIn({ ...open, workspace }, 'shop')?.renamed, {
      kind: 'refused',
      reason: 'The flows of the workspace are still being read',
    });
  });
});
