import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The pages in Markdown that people read, by their paths from the root of the repository. */
export const pages: readonly string[] = ['.', 'docs', 'docs/rules', 'test/bench'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** The sources in TypeScript below a folder. */
export function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}
