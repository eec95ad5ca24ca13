import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { createWorkspace, projectOf, type Workspace } from '../../server/src/workspace/workspace';
import { definition, inPlace } from '../support/place';

function names(workspace: Workspace) {
  return [...workspace.project.flows()].map(({ flow }) => flow.name?.value).sort();
}

suite('files of the workspace', () => {
  test('are none that lie elsewhere, whatever an editor has open: those know each other', () =>
    inPlace({ 'root/a.flow.json': definition('a'), 'outside.flow.json': definition('x') }, async (place) => {
      const { workspace, uri } = place;
      await workspace.scan();
      const namesElsewhere = () => workspace.elsewhere.flows().map(({ flow }) => flow.name?.value);
      workspace.open(uri('outside.flow.json'), definition('x'));
      workspace.open(uri('other/b.flow.json'), definition('a'));
      workspace.open(uri('root/new.flow.json'), definition('new'));
      assert.deepEqual(names(workspace), ['a', 'new']);
      assert.deepEqual(namesElsewhere(), ['x', 'a']);
      assert.equal(workspace.elsewhere.flowsNamed('a')?.[0]?.uri, uri('other/b.flow.json'));
      assert.equal(workspace.elsewhere.flowsNamed('unopened'), undefined);
      assert.equal(projectOf(workspace, uri('outside.flow.json')), workspace.elsewhere);
      assert.equal(projectOf(workspace, uri('root/new.flow.json')), workspace.project);
      workspace.close(uri('outside.flow.json'));
      assert.deepEqual(namesElsewhere(), ['a']);
      assert.deepEqual(names(workspace), ['a', 'new']);
      assert.equal(workspace.document(uri('outside.flow.json'))?.flow.name?.value, 'x');
      assert.deepEqual(names(workspace), ['a', 'new']);
    }));
  test('are none that changed where nobody looks for them', () =>
    inPlace({ 'root/a.flow.json': definition('a') }, async ({ workspace, write }) => {
      await workspace.scan();
      for (const path of ['root/node_modules/x.flow.json', 'root/.git/b/x.flow.json', 'x.flow.json', 'root/x.json']) {
        workspace.forget(write(path, definition('x')));
      }
      assert.deepEqual(names(workspace), ['a']);
      workspace.forget(write('root/deep/b.flow.json', definition('b')));
      assert.deepEqual(names(workspace), ['a', 'b']);
    }));
  test('are none that an import alone leads to', () =>
    inPlace(
      { 'root/a.flow.json': definition('a'), 'root/node_modules/x.flow.json': definition('x') },
      async (place) => {
        const { workspace, uri } = place;
        await workspace.scan();
        const found = workspace.project.resolveImport(uri('root/a.flow.json'), 'node_modules/x.flow.json');
        assert.equal(found.kind, 'found');
        assert.deepEqual(names(workspace), ['a']);
      },
    ));
  test('are behind a link only where the file lies below the folder, at a scan and at a change', () =>
    inPlace({ 'root/a/a.flow.json': definition('a'), 'x.flow.json': definition('x') }, async (place) => {
      const { workspace, folder, uri } = place;
      const link = (target: string, name: string) => symlinkSync(join(folder, target), join(folder, name));
      execFileSync('mkfifo', [join(folder, 'root/pipe')]);
      link('x.flow.json', 'root/outside.flow.json');
      link('root/a', 'root/folder.flow.json');
      link('root/a/a.flow.json', 'root/inside.flow.json');
      link('root/pipe', 'root/pipe.flow.json');
      link('root/gone', 'root/gone.flow.json');
      await workspace.scan();
      assert.deepEqual(names(workspace), ['a', 'a']);
      const changed = ['outside.flow.json', 'folder.flow.json', 'folder.flow.json/a.flow.json', 'pipe.flow.json'];
      for (const path of [...changed, 'gone.flow.json', 'inside.flow.json']) workspace.forget(uri(`root/${path}`));
      assert.deepEqual(names(workspace), ['a', 'a']);
    }));
  test('are named on disk as VS Code names them when it opens them', () =>
    inPlace({}, async ({ workspace, folder, write }) => {
      write("root/b (1)! @+&=,;'#.flow.json", definition('b'));
      await workspace.scan();
      const [found] = [...workspace.project.flows()];
      const name = 'b%20%281%29%21%20%40%2B%26%3D%2C%3B%27%23.flow.json';
      assert.equal(found?.uri, `file://${folder}/root/${name}`);
      workspace.open(found?.uri ?? '', definition('c'));
      assert.deepEqual(names(workspace), ['c']);
    }));
});

test('without a folder, all that an editor has open belongs together', () =>
  inPlace({ 'a.flow.json': definition('a') }, ({ uri }) => {
    const workspace = createWorkspace([]);
    workspace.open(uri('a.flow.json'), definition('a'));
    workspace.open(uri('other/b.flow.json'), definition('b'));
    assert.deepEqual(names(workspace), ['a', 'b']);
    assert.deepEqual(workspace.elsewhere.flows(), []);
    assert.equal(projectOf(workspace, uri('other/b.flow.json')), workspace.project);
  }));

suite('a folder of the workspace', () => {
  const files = {
    'root/a.flow.json': definition('a'),
    'root/inner/b.flow.json': definition('b'),
    'other/c.flow.json': definition('c'),
    'other/http-client.env.json': '{ "dev": {} }',
    'other/deep/d.flow.json': definition('d'),
  };
  test('is read when it is added, and no flow is called unknown until then', () =>
    inPlace(files, async ({ workspace, folder, uri }) => {
      await workspace.scan();
      assert.equal(workspace.document(uri('other/c.flow.json'))?.flow.name?.value, 'c');
      assert.equal(workspace.project.environmentFiles(uri('other/deep/d.flow.json')).committed.size, 0);
      const added = workspace.addRoot(join(folder, 'other/'));
      assert.equal(workspace.project.flowsNamed('d'), undefined);
      await added;
      assert.equal(workspace.project.flowsNamed('d')?.length, 1);
      assert.deepEqual(names(workspace), ['a', 'b', 'c', 'd']);
      assert.deepEqual(workspace.roots, [join(folder, 'root'), join(folder, 'other')]);
      assert.equal(workspace.project.environmentFiles(uri('other/deep/d.flow.json')).committed.size, 1);
    }));
  test('is forgotten when it is removed, but for what lies in another one; what an editor has lies elsewhere then', () =>
    inPlace(files, async ({ folder, uri }) => {
      const workspace = createWorkspace(['root', 'root/inner', 'other'].map((path) => join(folder, path)));
      await workspace.scan();
      workspace.open(uri('other/deep/d.flow.json'), definition('d'));
      workspace.removeRoot(`${join(folder, 'other')}/`);
      workspace.removeRoot(join(folder, 'root'));
      assert.deepEqual(workspace.roots, [join(folder, 'root/inner')]);
      assert.deepEqual(names(workspace), ['b']);
      assert.deepEqual(workspace.elsewhere.flows(), [workspace.document(uri('other/deep/d.flow.json'))]);
    }));
  test('that is removed while it is being read brings nothing', () =>
    inPlace(files, async ({ workspace, folder }) => {
      await workspace.scan();
      const added = workspace.addRoot(join(folder, 'other'));
      workspace.removeRoot(join(folder, 'other'));
      await added;
      assert.deepEqual(names(workspace), ['a', 'b']);
    }));
});
