import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { definition, inPlace, type Place } from '../support/place';

function nameOf(workspace: Workspace, uri: string): string | undefined {
  return workspace.document(uri)?.flow.name?.value;
}

suite('texts', () => {
  test('of an editor count over the disk until it lets go', () =>
    inPlace({ 'root/a.flow.json': definition('disk') }, ({ workspace, uri, write }) => {
      const a = uri('root/a.flow.json');
      assert.equal(nameOf(workspace, a), 'disk');
      workspace.open(a, definition('editor'));
      assert.equal(nameOf(workspace, a), 'editor');
      write('root/a.flow.json', definition('disk 2'));
      workspace.forget(a);
      assert.equal(nameOf(workspace, a), 'editor');
      workspace.close(a);
      assert.equal(nameOf(workspace, a), 'disk 2');
    }));
  test('of the disk are kept until they are forgotten', () =>
    inPlace({ 'root/a.flow.json': definition('one') }, ({ workspace, uri, write, folder }) => {
      const a = uri('root/a.flow.json');
      assert.equal(nameOf(workspace, a), 'one');
      write('root/a.flow.json', definition('two'));
      assert.equal(nameOf(workspace, a), 'one');
      workspace.forget(a);
      assert.equal(nameOf(workspace, a), 'two');
      rmSync(join(folder, 'root/a.flow.json'));
      workspace.forget(a);
      assert.equal(workspace.document(a), undefined);
    }));
  test('that are not UTF-8 say so where it begins', () =>
    inPlace({}, ({ workspace, write, folder }) => {
      const a = write('root/a.flow.json', '');
      writeFileSync(join(folder, 'root/a.flow.json'), Buffer.from([0x22, 0x61, 0xff, 0x22]));
      const errors = workspace.document(a)?.syntaxErrors.map(({ kind, offset }) => [kind, offset]);
      assert.deepEqual(errors, [['encoding', 2]]);
    }));
  test('that are no files are known, and nobody can refer to them', () =>
    inPlace({}, async ({ workspace }) => {
      await workspace.scan();
      const shown = 'git:/root/a.flow.json?ref=main';
      workspace.open(shown, definition('shown'));
      assert.equal(nameOf(workspace, shown), 'shown');
      assert.deepEqual([...workspace.project.flows()], []);
      assert.deepEqual(workspace.project.flowsNamed('shown'), []);
      workspace.close(shown);
      assert.equal(workspace.document(shown), undefined);
    }));
  test('of addresses that are no paths here are those of no file', () =>
    inPlace({}, ({ workspace }) => {
      for (const uri of ['file://host/a.flow.json', 'file:///a%2Fb.flow.json']) {
        assert.equal(workspace.document(uri), undefined);
        workspace.open(uri, definition('a'));
        assert.equal(nameOf(workspace, uri), 'a');
        workspace.close(uri);
      }
    }));
});

suite('flows by name', () => {
  const files = {
    'root/a.flow.json': definition('a'),
    'root/deep/er/b.flow.json': definition('b'),
    'root/deep/other.json': definition('b'),
    'root/node_modules/c.flow.json': definition('b'),
    'root/.git/d.flow.json': definition('b'),
    'root/e.flow.json': '{ "name": ',
  };
  const named = (workspace: Workspace, name: string) => workspace.project.flowsNamed(name)?.map(({ uri }) => uri);

  test('are unknown to nobody before the workspace is read', () =>
    inPlace(files, async ({ workspace, uri }) => {
      assert.equal(named(workspace, 'b'), undefined);
      await workspace.scan();
      assert.deepEqual(named(workspace, 'b'), [uri('root/deep/er/b.flow.json')]);
      assert.deepEqual(named(workspace, 'nothing'), []);
    }));
  test('are those of editors and of the disk as they are now, each file once', () =>
    inPlace(files, async ({ workspace, uri, write }) => {
      await workspace.scan();
      workspace.open(uri('root/a.flow.json'), definition('b'));
      assert.deepEqual(named(workspace, 'b'), [uri('root/a.flow.json'), uri('root/deep/er/b.flow.json')]);
      assert.deepEqual(named(workspace, 'a'), []);
      workspace.close(uri('root/a.flow.json'));
      assert.deepEqual(named(workspace, 'a'), [uri('root/a.flow.json')]);
      const created = write('root/new.flow.json', definition('a'));
      workspace.forget(created);
      assert.deepEqual(named(workspace, 'a'), [uri('root/a.flow.json'), created]);
    }));
});

suite('files of the workspace', () => {
  const names = (workspace: Workspace) => [...workspace.project.flows()].map(({ flow }) => flow.name?.value).sort();

  test('are none that lie elsewhere, once the editor let go of them', () =>
    inPlace({ 'root/a.flow.json': definition('a'), 'outside.flow.json': definition('x') }, async (place) => {
      const { workspace, uri } = place;
      await workspace.scan();
      workspace.open(uri('outside.flow.json'), definition('x'));
      assert.deepEqual(names(workspace), ['a', 'x']);
      workspace.close(uri('outside.flow.json'));
      assert.deepEqual(names(workspace), ['a']);
      assert.equal(nameOf(workspace, uri('outside.flow.json')), 'x');
      assert.deepEqual(names(workspace), ['a']);
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

suite('a folder of the workspace', () => {
  const files = {
    'root/a.flow.json': definition('a'),
    'root/inner/b.flow.json': definition('b'),
    'other/c.flow.json': definition('c'),
    'other/http-client.env.json': '{ "dev": {} }',
    'other/deep/d.flow.json': definition('d'),
  };
  const names = (workspace: Workspace) => [...workspace.project.flows()].map(({ flow }) => flow.name?.value).sort();

  test('is read when it is added, and no flow is called unknown until then', () =>
    inPlace(files, async ({ workspace, folder, uri }) => {
      await workspace.scan();
      assert.equal(nameOf(workspace, uri('other/c.flow.json')), 'c');
      assert.equal(workspace.project.environmentFiles(uri('other/deep/d.flow.json')).committed.size, 0);
      const added = workspace.addRoot(join(folder, 'other/'));
      assert.equal(workspace.project.flowsNamed('d'), undefined);
      await added;
      assert.equal(workspace.project.flowsNamed('d')?.length, 1);
      assert.deepEqual(names(workspace), ['a', 'b', 'c', 'd']);
      assert.deepEqual(workspace.roots, [join(folder, 'root'), join(folder, 'other')]);
      assert.equal(workspace.project.environmentFiles(uri('other/deep/d.flow.json')).committed.size, 1);
    }));
  test('is forgotten when it is removed, but for what lies in another one or in an editor', () =>
    inPlace(files, async ({ folder, uri }) => {
      const workspace = createWorkspace(['root', 'root/inner', 'other'].map((path) => join(folder, path)));
      await workspace.scan();
      workspace.open(uri('other/deep/d.flow.json'), definition('d'));
      workspace.removeRoot(`${join(folder, 'other')}/`);
      workspace.removeRoot(join(folder, 'root'));
      assert.deepEqual(workspace.roots, [join(folder, 'root/inner')]);
      assert.deepEqual(names(workspace), ['b', 'd']);
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

suite('environment files', () => {
  const value = ({ workspace, uri }: Place, from: string) => {
    const files = workspace.project.environmentFiles(uri(from));
    return [files.committed.get('dev')?.get('at'), files.private.get('dev')?.get('at')];
  };
  const at = (place: string) => JSON.stringify({ dev: { at: place } });
  const files = {
    'http-client.env.json': at('outside'),
    'root/http-client.env.json': at('root'),
    'root/http-client.private.env.json': at('root private'),
    'root/a/http-client.private.env.json': at('a private'),
    'root/a/b/c/flow.flow.json': definition('c'),
    'root/d/http-client.env.json': '{ "dev": ',
  };

  test('are those of the nearest folder that has either, both from there', () =>
    inPlace(files, (place) => {
      assert.deepEqual(value(place, 'root/x.flow.json'), ['root', 'root private']);
      assert.deepEqual(value(place, 'root/e/f/x.flow.json'), ['root', 'root private']);
      assert.deepEqual(value(place, 'root/a/b/c/flow.flow.json'), [undefined, 'a private']);
      assert.deepEqual(value(place, 'root/d/x.flow.json'), [undefined, undefined]);
    }));
  test('lie nowhere above the root', () =>
    inPlace({ 'http-client.env.json': at('outside') }, (place) => {
      assert.deepEqual(value(place, 'root/x.flow.json'), [undefined, undefined]);
    }));
  test('lie nowhere above the root, however it is spelled', () =>
    inPlace({ 'http-client.env.json': at('outside') }, (place) => {
      for (const root of ['root/', 'root/.', 'root/../root//']) {
        const workspace = createWorkspace([`${place.folder}/${root}`]);
        assert.deepEqual(value({ ...place, workspace }, 'root/x.flow.json'), [undefined, undefined], root);
      }
    }));
  test('lie nowhere above the innermost root, whatever the order of the roots', () =>
    inPlace(files, (place) => {
      const roots = [join(place.folder, 'root'), join(place.folder, 'root/e')];
      for (const workspace of [createWorkspace(roots), createWorkspace(roots.toReversed())]) {
        assert.deepEqual(value({ ...place, workspace }, 'root/e/f/x.flow.json'), [undefined, undefined]);
      }
    }));
  test('that are pipes are as if they were empty, and not waited for', () =>
    inPlace({}, (place) => {
      execFileSync('mkfifo', [join(place.folder, 'root/http-client.env.json')]);
      assert.deepEqual(value(place, 'root/x.flow.json'), [undefined, undefined]);
    }));
  test('count as an editor has them, and as the disk has them when they are forgotten', () =>
    inPlace(files, (place) => {
      const { workspace, uri, write } = place;
      workspace.open(uri('root/http-client.env.json'), at('editor'));
      assert.deepEqual(value(place, 'root/x.flow.json'), ['editor', 'root private']);
      workspace.close(uri('root/http-client.env.json'));
      assert.deepEqual(value(place, 'root/x.flow.json'), ['root', 'root private']);
      workspace.forget(write('root/e/http-client.env.json', at('e')));
      assert.deepEqual(value(place, 'root/e/x.flow.json'), ['e', undefined]);
      assert.deepEqual([...workspace.project.flows()], []);
    }));
  test('of a document that is no file are none', () =>
    inPlace(files, ({ workspace }) => {
      assert.equal(workspace.project.environmentFiles('untitled:a.flow.json').committed.size, 0);
    }));
});
