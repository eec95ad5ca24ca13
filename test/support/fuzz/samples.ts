import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createWorkspace, type Workspace } from '../../../server/src/workspace/workspace';
import { readFeatureCases, withoutCursor } from '../featureCases';
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

/** Each is a workspace of its own: the fixtures of one rule or the files of one case are not the neighbours of another's. */
function folders(): readonly string[] {
  const [rules, features] = ['test/fixtures/rules', 'test/fixtures/features'];
  const cases = readdirSync(features).flatMap((feature) => readFeatureCases(feature).map(({ folder }) => folder));
  return [...readdirSync(rules).map((code) => join(rules, code)), ...cases, 'test/fixtures/flows', 'examples'];
}

async function samplesOf(folder: string, copy: string): Promise<readonly Sample[]> {
  const isSample = (path: string): boolean => /\.(?:flow|env)\.json$/.test(path);
  // Samples are written without their marks, so only what lies around them is copied.
  cpSync(folder, copy, { recursive: true, filter: (path) => !isSample(path) && !/^expected/.test(basename(path)) });
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => isSample(file) && !/^expected/.test(basename(file)))
    .map((file) => ({ file, text: readMarks(withoutCursor(readFileSync(join(folder, file), 'utf8'))).text }));
  for (const { file, text } of texts) writeFileSync(join(copy, file), text);
  const workspace = createWorkspace([copy]);
  await workspace.scan();
  return texts.map(({ file, text }) => {
    return { path: join(folder, file), uri: pathToFileURL(join(copy, file)).href, text, workspace };
  });
}
