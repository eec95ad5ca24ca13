import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { withFolder } from '../support/project';

/** Milliseconds. Longer than what the script itself waits for one thing. */
const longest = 100_000;

/**
 * Does a step of `neovim.lua` in a Neovim of its own, which is set up as `docs/editors.md` says, among these files. Gives what was seen.
 */
export function inNeovim<Seen>(step: string, files: Readonly<Record<string, string>>): Promise<Seen> {
  return withFolder(async (folder) => {
    const place = (name: string) => {
      mkdirSync(join(folder, name));
      return join(folder, name);
    };
    const workspace = place('workspace');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text);
    const init = join(folder, 'init.lua');
    writeFileSync(init, documentedSetUp());
    // On the PATH, as `npm link` puts it there.
    const programs = place('bin');
    symlinkSync(resolve('dist/flow-lens.js'), join(programs, 'flow-lens'));
    const seen = join(folder, 'seen.json');
    const env = {
      ...process.env,
      PATH: [programs, process.env.PATH].join(delimiter),
      FLOW_LENS_STEP: step,
      FLOW_LENS_SEEN: seen,
      NVIM_LOG_FILE: join(folder, 'nvim.log'),
      ...Object.fromEntries(['CONFIG', 'DATA', 'STATE', 'CACHE'].map((name) => [`XDG_${name}_HOME`, place(name)])),
    };
    const args = ['--headless', '-i', 'NONE', '-n', '-u', init, '-S', resolve('test/editors/neovim.lua')];
    await end(spawn('nvim', args, { cwd: workspace, env, stdio: 'ignore', timeout: longest, killSignal: 'SIGKILL' }));
    const result: Seen & { readonly error?: string } = JSON.parse(readFileSync(seen, 'utf8'));
    assert.equal(result.error, undefined);
    return result;
  });
}

async function end(child: ReturnType<typeof spawn>): Promise<void> {
  const [code, signal] = await once(child, 'exit');
  assert.deepEqual([code, signal], [0, null], 'Neovim ends by itself');
}

/** The code that the documentation gives for the oldest Neovim, to be tried as it stands there. */
function documentedSetUp(): string {
  const [, after = ''] = readFileSync('docs/editors.md', 'utf8').split('\nBefore that, from 0.7 on:\n');
  const code = /^\n```lua\n([\s\S]*?)\n```\n/.exec(after)?.[1];
  assert.ok(code !== undefined, 'docs/editors.md shows the set-up of older Neovims');
  return code;
}
