import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { documentLinks } from '../../server/src/features/documentLinks';
import { findFileFrom } from '../../server/src/workspace/findFileFrom';
import { testCases } from '../support/navigation';
import { withFolder } from '../support/project';

testCases('document-links', ({ analysis, project, workspace, uri, place, nameOf }) =>
  documentLinks(analysis, project, (path) => findFileFrom(uri, path, workspace.roots)).map(
    ({ range, target = '', tooltip }) => `${place(uri, range)} -> ${nameOf(target)} "${tooltip}"`,
  ),
);

test('a link in the workspace that leads out of it is no link in the text', () =>
  withFolder((folder) => {
    const root = join(folder, 'workspace');
    mkdirSync(root);
    writeFileSync(join(folder, 'outside.json'), '{}');
    symlinkSync(join(folder, 'outside.json'), join(root, 'linked.json'));
    writeFileSync(join(root, 'inside.json'), '{}');
    const from = pathToFileURL(join(root, 'a.flow.json')).href;
    const find = (path: string) => findFileFrom(from, path, [root]);
    assert.equal(find('inside.json'), pathToFileURL(join(root, 'inside.json')).href);
    for (const path of ['linked.json', '../outside.json', 'none.json', '', '.', 'inside.json\u0000', 'a\\b']) {
      assert.equal(find(path), undefined, path);
    }
    assert.equal(findFileFrom('git:/a.flow.json', 'inside.json', [root]), undefined);
  }));
