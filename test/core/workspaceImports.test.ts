import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { lookUpEndpoint } from '#core/model/project';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { definition, inPlace, type Place } from '../support/place';

suite('imports', () => {
  const resolved = ({ workspace, uri }: Place, path: string, from = 'root/flows/a.flow.json') => {
    const found = workspace.project.resolveImport(uri(from), path);
    return found.kind === 'found' ? found.document.flow.name?.value : found.kind;
  };
  const files = {
    'root/flows/a.flow.json': definition('a'),
    'root/flows/b.flow.json': definition('b'),
    'root/shared/c d#?%41.flow.json': definition('c'),
    'root/shared/folder.flow.json/keep.txt': '',
    'root/shared/broken.flow.json': '{ "version": 1, "name": "broken", ',
    'outside.flow.json': definition('beyond'),
  };

  test('are found below the root, by plain relative paths', () =>
    inPlace(files, (place) => {
      assert.equal(resolved(place, 'b.flow.json'), 'b');
      assert.equal(resolved(place, './b.flow.json'), 'b');
      assert.equal(resolved(place, '../flows/../flows//b.flow.json'), 'b');
      assert.equal(resolved(place, '../shared/c d#?%41.flow.json'), 'c');
      assert.equal(resolved(place, '../shared/broken.flow.json'), 'broken');
    }));
  test('say why there is none', () =>
    inPlace(files, (place) => {
      assert.equal(resolved(place, 'a.flow.json'), 'itself');
      assert.equal(resolved(place, '../flows/a.flow.json'), 'itself');
      assert.equal(resolved(place, '../../outside.flow.json'), 'outside');
      assert.equal(resolved(place, '../../root/flows/b.flow.json'), 'b');
      assert.equal(resolved(place, 'gone.flow.json'), 'missing');
      assert.equal(resolved(place, 'a\u0000.flow.json'), 'missing');
      assert.equal(resolved(place, '../shared/folder.flow.json'), 'unreadable');
      for (const path of [
        '/a.flow.json',
        '//host/a.flow.json',
        'https://a/b.flow.json',
        'file:b.flow.json',
        'C:/b.flow.json',
      ]) {
        assert.equal(resolved(place, path), 'not-relative', path);
      }
      for (const path of ['..\\flows\\b.flow.json', '\\\\host\\b.flow.json', 'b.json', 'b', '', '.', '.flow.json/']) {
        assert.equal(resolved(place, path), 'not-relative', path);
      }
    }));
  test('follow no link that leads outside', () =>
    inPlace(files, (place) => {
      symlinkSync(join(place.folder, 'outside.flow.json'), join(place.folder, 'root/flows/link.flow.json'));
      symlinkSync(place.folder, join(place.folder, 'root/flows/up'));
      symlinkSync(join(place.folder, 'root/shared'), join(place.folder, 'root/flows/shared'));
      assert.equal(resolved(place, 'link.flow.json'), 'outside');
      assert.equal(resolved(place, 'up/outside.flow.json'), 'outside');
      assert.equal(resolved(place, 'shared/broken.flow.json'), 'broken');
    }));
  test('wait for no pipe', () =>
    inPlace(files, async (place) => {
      execFileSync('mkfifo', [join(place.folder, 'root/flows/pipe.flow.json')]);
      symlinkSync(join(place.folder, 'root/flows/pipe.flow.json'), join(place.folder, 'root/flows/link.flow.json'));
      await place.workspace.scan();
      assert.equal(resolved(place, 'pipe.flow.json'), 'unreadable');
      assert.equal(resolved(place, 'link.flow.json'), 'unreadable');
    }));
  test('reach from an inner folder of the workspace not into the outer one', () =>
    inPlace(files, (place) => {
      const roots = [join(place.folder, 'root'), join(place.folder, 'root/flows')];
      for (const workspace of [createWorkspace(roots), createWorkspace(roots.toReversed())]) {
        assert.equal(resolved({ ...place, workspace }, '../shared/broken.flow.json'), 'outside');
        assert.equal(resolved({ ...place, workspace }, 'b.flow.json'), 'b');
      }
    }));
  test('work where the root itself is behind a link', () =>
    inPlace(files, ({ folder }) => {
      symlinkSync(join(folder, 'root'), join(folder, 'link'));
      const workspace = createWorkspace([join(folder, 'link')]);
      const from = pathToFileURL(join(folder, 'link/flows/a.flow.json')).href;
      assert.equal(workspace.project.resolveImport(from, 'b.flow.json').kind, 'found');
      assert.equal(workspace.project.resolveImport(from, '../../outside.flow.json').kind, 'outside');
    }));
  test('are found in a folder whose name begins with two dots', () =>
    inPlace({ ...files, 'root/..kept/c.flow.json': definition('kept') }, (place) => {
      assert.equal(resolved(place, '../..kept/c.flow.json'), 'kept');
    }));
  test('of a document that is no file are pending', () =>
    inPlace(files, ({ workspace }) => {
      assert.equal(workspace.project.resolveImport('git:/root/flows/a.flow.json', 'b.flow.json').kind, 'pending');
    }));
  test('bring endpoints, the own ones first, and none of theirs', () =>
    inPlace(
      {
        'root/a.flow.json': definition('a', { imports: ['b.flow.json'], endpoints: { own: {}, both: {} } }),
        'root/b.flow.json': definition('b', { imports: ['c.flow.json'], endpoints: { theirs: {}, both: {} } }),
        'root/c.flow.json': definition('c', { endpoints: { deep: {} } }),
        'root/d.flow.json': definition('d', { imports: ['gone.flow.json', 'b.flow.json'] }),
      },
      ({ workspace, uri }) => {
        const found = (from: string, name: string) => {
          const document = workspace.document(uri(from)) ?? assert.fail();
          const endpoint = lookUpEndpoint(document, name, workspace.project);
          return typeof endpoint === 'string' ? endpoint : endpoint.document.flow.name?.value;
        };
        assert.deepEqual(
          ['own', 'both', 'theirs', 'deep'].map((name) => found('root/a.flow.json', name)),
          ['a', 'a', 'b', 'unknown'],
        );
        assert.deepEqual(
          ['theirs', 'other'].map((name) => found('root/d.flow.json', name)),
          ['b', 'unresolved'],
        );
      },
    ));
});
