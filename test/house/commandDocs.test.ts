import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { before, describe, type TestContext, test } from 'node:test';
import { flowLens, folderOf } from '../cli/command';
import { flowText } from '../support/flows';
import { git, initRepository } from '../support/git';

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pagesIn('docs')];
/** The options of each command, as its help prints them. */
let optionsOf: ReadonlyMap<string, readonly string[]>;

before(async () => {
  const { stdout } = await flowLens(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
  optionsOf = new Map(await Promise.all(commands.map(async (name) => [name, await readOptions(name)] as const)));
});

describe('the pages and the help of the command line agree', () => {
  for (const page of pages) {
    test(`on every option that ${page} gives to a command`, () => {
      for (const { command, option } of usesIn(readFileSync(page, 'utf8')))
        assert.ok(optionsOf.get(command)?.includes(option), `flow-lens ${command} ${option}`);
    });

    test(`on every option that ${page} names by itself`, () => {
      const known = [...optionsOf.values()].flat();
      for (const [, option = ''] of readFileSync(page, 'utf8').matchAll(/`(--[a-z-]+)[^`]*`/g))
        assert.ok(known.includes(option), option);
    });
  }

  test('on all that there is: docs/command-line.md has every command with every option', () => {
    const used = usesIn(readFileSync('docs/command-line.md', 'utf8'));
    for (const [command, options] of optionsOf)
      for (const option of options.filter((each) => !['--help', '--version'].includes(each)))
        assert.ok(
          used.some((use) => use.command === command && use.option === option),
          `${command} ${option}`,
        );
  });

  test('on the formats of a check: docs/ci.md has a row for each', async () => {
    const { stdout } = await flowLens(['check', '--help']);
    const [, choices = ''] = /--format[^(]*\(choices:\s+([^)]*?),\s+default/.exec(stdout) ?? [];
    const formats = [...choices.matchAll(/"(\w+)"/g)].map(([, format]) => format);
    const rows = [...readFileSync('docs/ci.md', 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, format]) => format);
    assert.deepEqual(rows.sort(), formats.sort());
    assert.ok(rows.length > 3);
  });
});

describe('every command of docs/ci.md can run as it stands there', { skip: process.platform === 'win32' }, () => {
  const page = readFileSync('docs/ci.md', 'utf8');
  const commands = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) => block.trim().split('\n'));
  for (const command of commands.filter((line) => line.startsWith('flow-lens '))) {
    test(command, async (t) => {
      const folder = repositoryOf(t);
      const PATH = [join(folder, 'bin'), process.env.PATH].join(delimiter);
      const env = { ...process.env, PATH };
      const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    });
  }
});

/** What the page speaks of: flows, a library, an environment, a baseline, a branch of the origin, and our command. */
function repositoryOf(t: TestContext): string {
  const folder = folderOf(t, {
    'flows/order.flow.json': flowText(),
    'shared/library.flow.json': flowText({ flow: { name: 'library' } }),
    'order.json': flowText(),
    'http-client.env.json': '{ "staging": {} }\n',
    'flow-lens.baseline.json': '{ "version": 1, "findings": [] }\n',
    'bin/flow-lens': `#!/bin/sh\nexec '${process.execPath}' '${flowLens.program}' "$@"\n`,
  });
  chmodSync(join(folder, 'bin/flow-lens'), 0o755);
  initRepository(folder);
  git(folder, 'add', '.');
  git(folder, '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=Begin');
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  return folder;
}

async function readOptions(command: string): Promise<readonly string[]> {
  const { stdout } = await flowLens([command, '--help']);
  return [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
}

interface Use {
  readonly command: string;
  readonly option: string;
}

/** Each option that a piece of code of a page gives to a command of ours; what other programs get is theirs. */
function usesIn(page: string): readonly Use[] {
  const code = [...page.matchAll(/^ *```\w*\n(.*?)^ *```|`([^`\n]+)`/gms)].map(
    ([, block, span]) => block ?? span ?? '',
  );
  return code.flatMap((text) => usesInCode(text.split(/[\s[\](){},'"`]+/)));
}

function usesInCode(words: readonly string[]): readonly Use[] {
  const uses: Use[] = [];
  let command: string | undefined;
  for (const [at, word] of words.entries()) {
    if (/(?:^|\/)flow-lens(?:\.js)?$/.test(words[at - 1] ?? '')) command = optionsOf.has(word) ? word : undefined;
    else if (['npm', 'npx', 'git', 'code', 'node', 'jq', '&&', '-'].includes(word)) command = undefined;
    else if (/^--[a-z]/.test(word) && command !== undefined) uses.push({ command, option: word.replace(/=.*/, '') });
  }
  return uses;
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}
