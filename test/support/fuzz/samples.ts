import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createWorkspace, type Workspace } from '../../../server/src/workspace/workspace';
import { readMarks } from '../marks';
import { withFolder } from '../project';

/** A file of the fixtures or the examples, without marks, in a scanned workspace of all that lies around it. */
export interface Sample {
  readonly path: string;
  readonly uri: string;
  readonly text: string;
  readonly workspace: Workspace;
}

/** Gives the flow files and the environment files of all fixtures and examples. */
export function withSamples<T>(use: (samples: readonly Sample[]) => Promise<T>): Promise<T> {
  return withFolder(async (copy) => {
    const perFolder = await Promise.all(folders().map((folder) => samplesOf(folder, join(copy, folder))));
    return use(perFolder.flat());
  });
}

/** Each is a workspace of its own: the fixtures of one rule are not the neighbours of another's. */
function folders(): readonly string[] {
  const rules = 'test/fixtures/rules';
  const others = ['test/fixtures/flows', 'test/fixtures/features', 'examples'].filter((folder) => existsSync(folder));
  return [...readdirSync(rules).map((code) => join(rules, code)), ...others];
}

async function samplesOf(folder: string, copy: string): Promise<readonly Sample[]> {
  cpSync(folder, copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:flow|env)\.json$/.test(file),
  );
  const texts = files.map((file) => ({ file, text: readMarks(readFileSync(join(copy, file), 'utf8')).text }));
  for (const { file, text } of texts) writeFileSync(join(copy, file), text);
  const workspace = createWorkspace([copy]);
  await workspace.scan();
  return texts.map(({ file, text }) => {
    return { path: join(folder, file), uri: pathToFileURL(join(copy, file)).href, text, workspace };
  });
}
