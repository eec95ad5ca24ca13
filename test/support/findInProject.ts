import assert from 'node:assert/strict';
import { type CheckOptions, check } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import type { Fix, Rule } from '#core/rules/rule';
import { declaresSecret, type FixtureProject } from './project';
import { alone } from './severity';

const today = '2026-01-15';

/** A fix with the finding that it mends. */
export interface Offer {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The file that the editor has. */
export function documentOf({ workspace, uri }: FixtureProject): FlowDocument {
  return workspace.document(uri) ?? assert.fail(`${uri} is open`);
}

/** What one rule finds in it. */
export function findAlone(rule: Rule, project: FixtureProject): readonly Finding[] {
  const { all } = check(documentOf(project), project.workspace.project, {
    ...optionsOf(project),
    severityOf: alone(rule),
  });
  const own = all.filter(({ code }) => code === rule.code);
  if (rule.checkFindings === undefined) assert.deepEqual(own, all);
  return own;
}

/** What all rules find in it and its neighbours, those too that are off by themselves and mend what they find. */
export function findInAll(project: FixtureProject): readonly Finding[] {
  const { project: neighbours } = project.workspace;
  const isOff = new Set(rules.filter(({ severity, fixable }) => severity === 'off' && fixable).map(({ code }) => code));
  const severityOf = (code: string) => (isOff.has(code) ? ('warning' as const) : undefined);
  const options = { ...optionsOf(project), severityOf };
  return [...neighbours.flows()].flatMap((document) => check(document, neighbours, options).all);
}

function optionsOf(project: FixtureProject): CheckOptions {
  return { today, isSecret: declaresSecret(project) };
}

/** Every fix that one rule offers in it. */
export function offersOf(rule: Rule, project: FixtureProject): readonly Offer[] {
  return findAlone(rule, project).flatMap((finding) => (finding.fixes?.() ?? []).map((fix) => ({ finding, fix })));
}
