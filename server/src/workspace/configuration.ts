import { quote, type SeveritySetting } from '#core/rules/rule';
import { parseJson } from '#core/syntax/parseJson';
import type { Span } from '#core/syntax/span';
import type { JsonNode, JsonString } from '#core/syntax/tree';
import { createPathMatcher } from './pathMatcher';
import { findCodeError, findNearestCode, isRuleSetting, ruleSettings } from './ruleSetting';

/** What `flow-lens.config.json` sets, for the editor and the command line alike. Paths are relative to its folder, with `/`. */
export interface Configuration {
  /** What a rule is set to for a file; undefined keeps the rule's own severity. */
  severityOf(path: string, code: string): SeveritySetting | undefined;
  /** Whether walking a folder leaves the file out. */
  isIgnored(path: string): boolean;
  /** Names of environment values that count as defined. */
  readonly secrets: readonly string[];
}

export const emptyConfiguration: Configuration = {
  severityOf: () => undefined,
  isIgnored: () => false,
  secrets: [],
};

/** What is wrong with a configuration at one place. With an error it can't be followed, with a warning it can. */
export interface ConfigurationError extends Span {
  readonly severity: 'error' | 'warning';
  /** One sentence without a final stop. */
  readonly message: string;
  /** What was most likely meant in this place: a warning is about a code that no rule has. */
  readonly nearest: string | undefined;
}

export interface ParsedConfiguration {
  readonly configuration: Configuration;
  /** In the order of the text. */
  readonly errors: readonly ConfigurationError[];
}

/** Reads any text. What can't be read is an error, and left out. */
export function parseConfiguration(text: string): ParsedConfiguration {
  const { root, errors: syntaxErrors } = parseJson(text);
  const errors = syntaxErrors.map(({ offset, length, message }) => toError({ offset, length }, message));
  const report: ReportError = (span, message, about) => errors.push(toError(span, message, about));
  const members = readMembers(root, 'The configuration', report);
  reportOthers(members, ['rules', 'overrides', 'ignore', 'secrets'], report);
  const general = readRules(find(members, 'rules'), report);
  const overrides = readItems(find(members, 'overrides'), '"overrides"', report).map((node) =>
    readOverride(node, report),
  );
  const configuration: Configuration = {
    severityOf: (path, code) =>
      overrides.findLast(({ appliesTo, rules }) => rules.has(code) && appliesTo(path))?.rules.get(code) ??
      general.get(code),
    isIgnored: createPathMatcher(readTexts(find(members, 'ignore'), '"ignore"', report)),
    secrets: readTexts(find(members, 'secrets'), '"secrets"', report),
  };
  return { configuration, errors: errors.sort((a, b) => a.offset - b.offset) };
}

type ReportError = (span: Span, message: string, about?: Partial<ConfigurationError>) => void;

function toError({ offset, length }: Span, message: string, about?: Partial<ConfigurationError>): ConfigurationError {
  return { offset, length, severity: 'error', message, nearest: undefined, ...about };
}

interface Override {
  readonly appliesTo: (path: string) => boolean;
  readonly rules: ReadonlyMap<string, SeveritySetting>;
}

function readOverride(node: JsonNode, report: ReportError): Override {
  const members = readMembers(node, 'An override', report);
  reportOthers(members, ['files', 'rules'], report);
  return {
    appliesTo: createPathMatcher(readTexts(find(members, 'files'), '"files"', report)),
    rules: readRules(find(members, 'rules'), report),
  };
}

/** A code that no rule has is no reason to stop: another version may have it. */
function readRules(node: JsonNode | undefined, report: ReportError): Override['rules'] {
  const rules = new Map<string, SeveritySetting>();
  for (const { key, value } of readMembers(node, '"rules"', report)) {
    const codeError = findCodeError(key.value);
    if (codeError !== undefined) report(key, codeError, { severity: 'warning', nearest: findNearestCode(key.value) });
    else if (value.kind === 'string' && isRuleSetting(value.value)) rules.set(key.value, value.value);
    else report(value, `${quote(key.value)} must be one of ${ruleSettings.join(', ')}`);
  }
  return rules;
}

interface Member {
  readonly key: JsonString;
  readonly value: JsonNode;
}

/** The members that are ours to read: `$schema` and keys with `x-` belong to other tools. */
function readMembers(node: JsonNode | undefined, what: string, report: ReportError): readonly Member[] {
  if (node === undefined) return [];
  if (node.kind === 'object') {
    return node.effective.flatMap(({ key, value }) =>
      value === undefined || key.value === '$schema' || key.value.startsWith('x-') ? [] : [{ key, value }],
    );
  }
  report(node, `${what} must be an object`);
  return [];
}

function find(members: readonly Member[], name: string): JsonNode | undefined {
  return members.find(({ key }) => key.value === name)?.value;
}

function reportOthers(members: readonly Member[], known: readonly string[], report: ReportError): void {
  for (const { key } of members) {
    if (!known.includes(key.value)) report(key, `No setting is called ${quote(key.value)}: use ${known.join(', ')}`);
  }
}

function readItems(node: JsonNode | undefined, what: string, report: ReportError): readonly JsonNode[] {
  if (node === undefined) return [];
  if (node.kind === 'array') return node.items;
  report(node, `${what} must be a list`);
  return [];
}

/** UTF-16 code units. Far longer ones are no globs for the library that matches them. */
const longestText = 1000;

function readTexts(node: JsonNode | undefined, what: string, report: ReportError): readonly string[] {
  return readItems(node, what, report).flatMap((item) => {
    if (item.kind === 'string' && item.value !== '' && item.value.length <= longestText) return [item.value];
    report(item, `${what} must hold texts of 1 to ${longestText} characters`);
    return [];
  });
}
