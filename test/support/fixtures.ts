import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file with marks under its text. */
export interface Fixture {
  /** The name without its ending: `invalid-two-values`. */
  readonly name: string;
  readonly path: string;
  readonly marked: string;
}

const fixtureFile = /^((?:in)?valid-[\w-]+)\.(?:flow|env|config)\.json$/;

/** Whether a file of a rule's folder is one of its fixtures or what is left of one; every other file is their neighbour. */
export function isRuleFixture(fileName: string): boolean {
  return /^(?:in)?valid-/.test(fileName);
}

/** The fixtures of a rule's folder, `invalid-*` and `valid-*`, by name. */
export function readRuleFixtures(folder: string): readonly Fixture[] {
  return readFixtures(folder, fixtureFile);
}

/** The fixtures that lie in a folder itself, by name. The pattern's first group is the name. */
export function readFixtures(folder: string, pattern = /^([\w-]+)\.flow\.json$/): readonly Fixture[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const name = pattern.exec(file)?.[1];
      const path = join(folder, file);
      return name === undefined ? [] : [{ name, path, marked: readFileSync(path, 'utf8') }];
    });
}

export const fixturesAreRewritten = process.env.UPDATE === '1';

/** Flows that are written in odd ways: escapes, line ends, faults of syntax. */
export function readOddFlows(): readonly { readonly name: string; readonly text: string }[] {
  return readFixtures('test/fixtures/flows/odd').map(({ name, marked }) => ({ name, text: marked }));
}

/** Compares a file with what it should hold, undefined where there should be none; `UPDATE=1` rewrites it instead. */
export function assertFileHolds(path: string, content: string | undefined): void {
  const existing = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (!fixturesAreRewritten) assert.equal(existing, content, path);
  else if (content === undefined) rmSync(path, { force: true });
  else if (content !== existing) writeFileSync(path, content);
}
