import type { TextSource } from '#core/model/textSource';
import { invalidConfiguration } from '#core/rules/invalid-configuration';
import { type Fix, fix, quote } from '#core/rules/rule';
import { replaceValue } from '#core/syntax/editJson';
import type { CodedReport } from './checkSideFile';
import { type ConfigurationError, parseConfiguration } from './configuration';

/** What is wrong with a configuration. A code that no rule has is a fault of its own: another version may know it. */
export function checkConfiguration(configuration: TextSource): readonly CodedReport[] {
  return parseConfiguration(configuration.text).errors.map((error) => ({
    code: error.severity === 'error' ? invalidConfiguration.code : 'unknown-rule',
    span: { offset: error.offset, length: error.length },
    message: error.message,
    fixes: () => useNearest(configuration, error),
  }));
}

function useNearest(configuration: TextSource, { nearest, ...span }: ConfigurationError): readonly Fix[] {
  if (nearest === undefined) return [];
  return fix(configuration, `Change to ${quote(nearest)}`, [replaceValue(span, nearest)]);
}
