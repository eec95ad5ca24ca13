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
  test('that an editor opens as they lie on disk are not read again', () =>
    inPlace({ 'root/a.flow.json': definition('a') }, ({ workspace, uri, write, folder }) => {
      const a = uri('root/a.flow.json');
      const known = workspace.document(a);
      assert.equal(workspace.open(a, definition('a')), known);
      const broken = write('root/b.flow.json', '');
      writeFileSync(join(folder, 'root/b.flow.json'), Buffer.from([0x22, 0x61, 0xff, 0x22]));
      const text = workspace.document(broken)?.text ?? '';
      assert.deepEqual(workspace.open(broken, text).syntaxErrors, [], 'no text of an editor is other than UTF-8');
    }));
  test('that an editor has are not read by a scan, and from the disk once it lets go', () =>
    inPlace({ 'root/a.flow.json': definition('disk') }, async ({ workspace, uri }) => {
      const a = uri('root/a.flow.json');
      const opened = workspace.open(a, definition('editor'));
      await workspace.scan();
      assert.deepEqual(workspace.project.flows(), [opened]);
      workspace.close(a);
      const names = workspace.project.flows().map(({ flow }) => flow.name?.value);
      assert.deepEqual(names, ['disk']);
    }));
  test('of a file or a folder that is gone are none of the workspace, though an editor may hold one for a while', () =>
    inPlace(
      {
        'root/a.flow.json': definition('a'),
        'root/deep/b.flow.json': definition('b'),
        'root/deep/c.flow.json': definition('c'),
      },
      async ({ workspace, uri, folder }) => {
        const names = () => workspace.project.flows().map(({ flow }) => flow.name?.value);
        await workspace.scan();
        workspace.open(uri('root/deep/b.flow.json'), definition('b in an editor'));
        rmSync(join(folder, 'root/deep'), { recursive: true });
        assert.equal(workspace.forget(uri('root/deep')), true);
        assert.deepEqual(names(), ['a']);
        assert.equal(workspace.forget(uri('root/elsewhere')), false);
        workspace.open(uri('root/deep/b.flow.json'), definition('b, typed on'));
        assert.deepEqual(names(), ['b, typed on', 'a']);
      },
    ));
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
  test('count once where links lead to them', () =>
    inPlace(files, async ({ workspace, uri, folder }) => {
      symlinkSync(join(folder, 'root/deep/er/b.flow.json'), join(folder, 'root/linked.flow.json'));
      await workspace.scan();
      assert.equal(named(workspace, 'b')?.length, 1);
      workspace.open(uri('root/linked.flow.json'), definition('b'));
      assert.deepEqual(named(workspace, 'b'), [uri('root/linked.flow.json')]);
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
