import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { GitState } from '#core/model/gitState';
import { checkSideFile } from '../../server/src/workspace/checkSideFile';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { filesAfter, fixesOf, messages, titles } from '../support/fixesBesideFlows';
import { initRepository } from '../support/git';
import { definition, inPlace, type Place } from '../support/place';

suite('a file beside flows', () => {
  const name = 'http-client.private.env.json';
  const checkAt = ({ folder, uri }: Place, path: string, git: GitState = 'unknown') => {
    const file = createWorkspace([join(folder, 'root')], () => git).sideFile(uri(path));
    return file === undefined ? undefined : checkSideFile(file).all;
  };

  test('has findings only where it counts', () =>
    inPlace({ 'root/flow-lens.config.json': '[]', 'root/deep/flow-lens.config.json': '[]' }, (place) => {
      assert.deepEqual(
        checkAt(place, 'root/flow-lens.config.json')?.map(({ code }) => code),
        ['invalid-configuration'],
      );
      assert.equal(checkAt(place, 'root/deep/flow-lens.config.json'), undefined);
      assert.equal(checkAt(place, 'root/http-client.env.json'), undefined);
    }));

  test('that can not be read has none, and is not created anew', () =>
    inPlace({ 'root/http-client.env.json/in-a-folder': '', 'root/a.flow.json': '{}' }, (place) => {
      assert.equal(checkAt(place, 'root/http-client.env.json'), undefined);
      assert.equal(place.workspace.project.sideFile('environment', place.uri('root/a.flow.json')), undefined);
    }));

  test('is not read through a link that leads out of the workspace, and says so', () =>
    inPlace(
      { 'root/a.flow.json': definition('a'), 'outside.json': '{ "tokens": { "refresh": "of another tool" } }' },
      (place) => {
        for (const file of ['http-client.env.json', name, 'flow-lens.config.json'])
          symlinkSync(join(place.folder, 'outside.json'), join(place.folder, 'root', file));
        const { workspace, uri } = place;
        const values = () => workspace.project.environmentFiles(uri('root/a.flow.json'));
        assert.deepEqual([values().committed.size, values().private.size], [0, 0]);
        // An editor that opens the link has its text.
        workspace.open(uri(`root/${name}`), '{ "tokens": { "refresh": "of another tool" } }');
        assert.equal(values().private.size, 0);
        const found = ['http-client.env.json', name, 'flow-lens.config.json'].map((file) =>
          checkAt(place, `root/${file}`),
        );
        assert.deepEqual(
          found.map((findings) => findings?.map(({ code, message }) => `${code}: ${message}`)),
          ['invalid-environment-file', 'invalid-environment-file', 'invalid-configuration'].map((code) => [
            `${code}: The file is a link that leads out of the workspace, and is not read`,
          ]),
        );
      },
    ));

  test('is read through a link that stays in it', () =>
    inPlace({ 'root/a.flow.json': definition('a'), 'root/shared/env.json': '{ "dev": { "x": "y" } }' }, (place) => {
      symlinkSync(join(place.folder, 'root/shared/env.json'), join(place.folder, 'root/http-client.env.json'));
      assert.equal(place.workspace.project.environmentFiles(place.uri('root/a.flow.json')).committed.size, 1);
    }));

  test('that sets a rule nobody knows means the nearest one', () =>
    inPlace({ 'root/flow-lens.config.json': '{ "rules": { "shema": "off" } }' }, (place) => {
      const found = checkAt(place, 'root/flow-lens.config.json') ?? [];
      assert.deepEqual(
        found.map(({ code, severity }) => `${severity} ${code}`),
        ['warning unknown-rule'],
      );
      const [change] = fixesOf(found);
      assert.ok(change);
      assert.deepEqual(filesAfter(change, place), { 'flow-lens.config.json': '{ "rules": { "schema": "off" } }' });
    }));

  test('that is private is to be ignored by the repository, in the file that is there or a new one', () =>
    inPlace({ [`root/deep/${name}`]: '{ "dev": [] }' }, (place) => {
      initRepository(join(place.folder, 'root'));
      const codes = () => checkAt(place, `root/deep/${name}`, 'exposed')?.map(({ code }) => code);
      const after = () => {
        const [ignore] = fixesOf(checkAt(place, `root/deep/${name}`, 'exposed') ?? []);
        return ignore && filesAfter(ignore, place);
      };
      assert.deepEqual(codes(), ['private-file-tracked', 'invalid-environment-file']);
      assert.deepEqual(after(), { '.gitignore (new)': `${name}\n` });
      place.write('root/.gitignore', 'dist/\r\nnode_modules/');
      assert.deepEqual(after(), { '.gitignore': `dist/\r\nnode_modules/\r\n${name}\r\n` });
      place.write('root/.gitignore', 'dist/\n');
      assert.deepEqual(after(), { '.gitignore': `dist/\n${name}\n` });
    }));

  test('that is private and tracked has no quick way out, and one of which git says nothing is left alone', () =>
    inPlace({ [`root/${name}`]: '{}' }, (place) => {
      const tracked = checkAt(place, `root/${name}`, 'tracked') ?? [];
      assert.deepEqual([titles(tracked), tracked.length], [[], 1]);
      assert.match(messages(tracked).join(), /until "git rm --cached"/);
      for (const state of ['unknown', 'none', 'ignored'] as const) {
        assert.deepEqual(checkAt(place, `root/${name}`, state), []);
      }
    }));
});
