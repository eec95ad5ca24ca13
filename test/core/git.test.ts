import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { GitState } from '#core/model/gitState';
import { askGit } from '../../server/src/workspace/git';
import { createGitStates } from '../../server/src/workspace/gitStates';
import { git, initRepository } from '../support/git';
import { inPlace } from '../support/place';

const name = 'http-client.private.env.json';
const files = { [`root/${name}`]: '{}', [`root/deep/${name}`]: '{}' };

suite('git is asked about a file', () => {
  test('that lies in no repository', () =>
    inPlace(files, async ({ folder }) => {
      assert.equal(await askGit(join(folder, 'root', name)), 'none');
    }));
  test('that is not ignored, or by a pattern of a folder above or beside it, there or not', () =>
    inPlace(files, async ({ folder, write }) => {
      initRepository(join(folder, 'root'));
      const states = async () =>
        Promise.all(['', 'deep', 'absent'].map((below) => askGit(join(folder, 'root', below, name))));
      mkdirSync(join(folder, 'root/absent'));
      assert.deepEqual(await states(), ['exposed', 'exposed', 'exposed']);
      write('root/deep/.gitignore', '*.private.env.json\n');
      assert.deepEqual(await states(), ['exposed', 'ignored', 'exposed']);
      write('root/.gitignore', `${name}\n`);
      assert.deepEqual(await states(), ['ignored', 'ignored', 'ignored']);
      write('root/deep/.gitignore', `!${name}\n`);
      assert.deepEqual(await states(), ['ignored', 'exposed', 'ignored']);
    }));
  test('that it tracks, ignored or not', () =>
    inPlace({ ...files, 'root/.gitignore': name }, async ({ folder }) => {
      initRepository(join(folder, 'root'));
      git(join(folder, 'root'), 'add', '--force', name);
      assert.equal(await askGit(join(folder, 'root', name)), 'tracked');
      assert.equal(await askGit(join(folder, 'root/deep', name)), 'ignored');
      git(join(folder, 'root'), 'rm', '--quiet', '--cached', name);
      assert.equal(await askGit(join(folder, 'root', name)), 'ignored');
    }));
  test('in what is no repository after all, or in a folder that is gone', () =>
    inPlace({ ...files, 'root/.git/HEAD': 'nothing' }, async ({ folder }) => {
      assert.equal(await askGit(join(folder, 'root', name)), 'unknown');
      rmSync(join(folder, 'root/.git'), { recursive: true });
      initRepository(join(folder, 'root'));
      assert.equal(await askGit(join(folder, 'root/gone', name)), 'unknown');
    }));
  test('on a machine without git', () =>
    inPlace(files, async ({ folder }) => {
      initRepository(join(folder, 'root'));
      const { PATH = '' } = process.env;
      process.env.PATH = folder;
      try {
        assert.equal(await askGit(join(folder, 'root', name)), 'unknown');
      } finally {
        process.env.PATH = PATH;
      }
    }));
  test('whatever repository a hook has set', () =>
    inPlace(files, async ({ folder }) => {
      initRepository(join(folder, 'root'));
      process.env.GIT_DIR = join(folder, 'another');
      try {
        assert.equal(await askGit(join(folder, 'root', name)), 'exposed');
      } finally {
        delete process.env.GIT_DIR;
      }
    }));
  test('and starts no program that the repository names', () =>
    inPlace(files, async ({ folder }) => {
      const [root, trap, sprung] = [join(folder, 'root'), join(folder, 'trap'), join(folder, 'sprung')];
      writeFileSync(trap, `#!/bin/sh\ntouch '${sprung}'\n`);
      chmodSync(trap, 0o755);
      initRepository(root);
      git(root, 'config', 'core.fsmonitor', trap);
      git(root, 'config', 'core.pager', trap);
      assert.equal(await askGit(join(root, name)), 'exposed');
      assert.equal(existsSync(sprung), false);
      git(root, 'ls-files');
      assert.equal(existsSync(sprung), true, 'git by itself would start it');
    }));
});

suite('what git says', () => {
  const answering = () => {
    const answers: ((state: GitState) => void)[] = [];
    const ask = () => new Promise<GitState>((resolve) => answers.push(resolve));
    const learnt: string[] = [];
    const states = createGitStates(ask, () => learnt.push(states.of('a')));
    return { states, learnt, answers };
  };

  test('is unknown until it has answered, and is asked once', async () => {
    const { states, learnt, answers } = answering();
    assert.deepEqual([states.of('a'), states.of('a')], ['unknown', 'unknown']);
    assert.equal(answers.length, 1);
    answers[0]?.('exposed');
    await states.learn(['a']);
    assert.deepEqual([states.of('a'), learnt], ['exposed', ['exposed']]);
  });
  test('counts until the next answer, which is told where it is another', async () => {
    const { states, learnt, answers } = answering();
    const first = states.learn(['a']);
    answers[0]?.('exposed');
    await first;
    states.forget();
    assert.equal(states.of('a'), 'exposed');
    answers[1]?.('exposed');
    await states.learn(['a']);
    states.forget();
    const third = states.learn(['a']);
    answers[2]?.('ignored');
    await third;
    assert.deepEqual([states.of('a'), learnt], ['ignored', ['exposed', 'ignored']]);
  });
  test('does not count where it was asked before something changed', async () => {
    const { states, learnt, answers } = answering();
    const early = states.learn(['a']);
    states.forget();
    const late = states.learn(['a']);
    answers[1]?.('ignored');
    await late;
    answers[0]?.('exposed');
    await early;
    assert.deepEqual([states.of('a'), learnt], ['ignored', ['ignored']]);
  });
});
