import { InvalidArgumentError } from 'commander';
import { quote, type SeveritySetting } from '#core/rules/rule';
import { isEnvironmentName } from '#core/template/parseTemplate';
import { parseHostPattern } from '../run/network/hostPattern';
import { longestDeadline } from '../run/runRequest';
import { findCodeError, isRuleSetting, ruleSettings } from '../workspace/ruleSetting';

/** A whole number from 0 that may be limited: `--max-warnings 3`. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) throw new InvalidArgumentError('It must be a whole number.');
  return count;
}

/** Milliseconds for a run: as many as an endpoint's `timeout` may have. */
export function parseMilliseconds(text: string): number {
  const milliseconds = parseCount(text);
  if (milliseconds >= 1 && milliseconds <= longestDeadline) return milliseconds;
  throw new InvalidArgumentError(`It must be 1 to ${longestDeadline} milliseconds.`);
}

/** `NAME=VALUE`, given any number of times; the last of a name counts. The value may be empty and may hold `=`. */
export function collectAssignment(
  text: string,
  previous: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return new Map(previous).set(text.slice(0, at), text.slice(at + 1));
}

/** `NAME=ORIGIN`, given any number of times: a secret that may go to `https://api.example.com` (RFC 6454 §6.2). */
export function collectAllowedSecret(text: string, previous: readonly AllowedSecret[] = []): readonly AllowedSecret[] {
  const [name = '', origin = ''] = text.split(/=(.*)/s);
  const isOrigin =
    URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && /^[^/]*\/\/[^/?#]*\/?$/.test(origin);
  if (name === '' || !isOrigin)
    throw new InvalidArgumentError('It must be NAME=ORIGIN, such as KEY=https://api.example.com.');
  return [...previous, { name, origin: new URL(origin).origin }];
}

/** `HOST`, given any number of times: `api.example.com`, `api.example.com:8443`, `*.example.com`, an address. */
export function collectHost(text: string, previous: readonly string[] = []): readonly string[] {
  if (parseHostPattern(text) !== undefined) return [...previous, text];
  throw new InvalidArgumentError('It must be a host, such as api.example.com or api.example.com:8443.');
}

/** A secret by its name, and an origin that it may be sent to. */
export interface AllowedSecret {
  readonly name: string;
  readonly origin: string;
}

/** The name of a variable, given any number of times: an environment value as `{{NAME}}` writes it. */
export function collectName(text: string, previous: readonly string[] = []): readonly string[] {
  if (!isEnvironmentName(text)) throw new InvalidArgumentError('It must be the name of a variable.');
  return [...previous, text];
}

/** `CODE=SEVERITY`, given any number of times. */
export function collectRule(
  text: string,
  previous: ReadonlyMap<string, SeveritySetting> = new Map(),
): ReadonlyMap<string, SeveritySetting> {
  const [code = '', setting = ''] = text.split('=');
  const codeError = findCodeError(code);
  if (codeError !== undefined) throw new InvalidArgumentError(`${codeError}.`);
  if (isRuleSetting(setting) && text === `${code}=${setting}`) return new Map(previous).set(code, setting);
  throw new InvalidArgumentError(`${quote(code)} can be set to ${ruleSettings.join(', ')}.`);
}
