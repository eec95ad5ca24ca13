import assert from 'node:assert/strict';
import { join } from 'node:path';
import { check } from '#core/check';
import type { GitState } from '#core/model/gitState';
import type { Finding } from '#core/rules/finding';
import type { Fix } from '#core/rules/rule';
import { applyEdits } from '#core/syntax/edit';
import { parseConfiguration } from '../../server/src/workspace/configuration';
import { createWorkspace } from '../../server/src/workspace/workspace';
import type { Place } from './place';

/** The files that a fix leaves behind, by their names in the root; new ones are marked. */
export function filesAfter({ edits }: Fix, place: Place): Readonly<Record<string, string>> {
  const documents = [...new Set(edits.map(({ document }) => document))];
  return Object.fromEntries(
    documents.map((document) => {
      const name = document.uri.slice(`${place.uri('root')}/`.length);
      const text = applyEdits(
        document.text,
        edits.filter((edit) => edit.document === document),
      );
      return [document.isNew ? `${name} (new)` : name, text];
    }),
  );
}

export interface Asked {
  readonly code: string;
  readonly environment?: string;
  readonly git?: GitState;
}

/** What one rule finds in `root/a.flow.json`. */
export function find({ uri, folder }: Place, { code, environment, git = 'none' }: Asked): readonly Finding[] {
  const workspace = createWorkspace([join(folder, 'root')], () => git);
  const document = workspace.document(uri('root/a.flow.json'));
  assert.ok(document);
  const { secrets } = parseConfiguration(
    workspace.sideText(join(folder, 'root/flow-lens.config.json')) ?? '{}',
  ).configuration;
  const { all } = check(document, workspace.project, {
    today: '2026-01-15',
    environment: environment ?? null,
    isSecret: (name) => secrets.includes(name),
  });
  return all.filter((finding) => finding.code === code);
}

export const messages = (findings: readonly Finding[]) => findings.map(({ message }) => message);
export const fixesOf = (findings: readonly Finding[]) => findings.flatMap(({ fixes }) => fixes?.() ?? []);
export const titles = (findings: readonly Finding[]) => fixesOf(findings).map(({ title }) => title);
