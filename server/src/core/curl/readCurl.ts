import { readContent } from '#core/curl/content';
import { readFields } from '#core/curl/fields';
import { type CurlArguments, type GivenOption, readArguments } from '#core/curl/options';
import { isForPowerShell, readPowerShellWords } from '#core/curl/powerShellWords';
import { readShellWords, type ShellWords } from '#core/curl/shellWords';
import { readTarget, type SplitTarget } from '#core/curl/target';
import { describeUnsaid } from '#core/curl/unsaid';
import { isForWindows, readWindowsWords } from '#core/curl/windowsWords';
import { quote } from '#core/model/quote';
import type { Field } from '#core/request/exchange';
import { isDocumentedMethod } from '#core/request/methods';

/** The request that a curl command makes. Values may hold `{{NAME}}` for what the command takes from a shell variable. */
export interface CurlRequest extends SplitTarget {
  readonly method: string;
  /** In the order of the command; a repeated field is a repeated entry. */
  readonly fields: readonly Field[];
  /** Undefined where the request has none. */
  readonly content: string | undefined;
  /** Milliseconds that the command waits for the whole answer; undefined where it says nothing. */
  readonly timeout: number | undefined;
}

export type CurlReading =
  | {
      readonly kind: 'request';
      readonly request: CurlRequest;
      /** Sentences on what the command says and a flow can't, without a final stop. */
      readonly notes: readonly string[];
    }
  /** A sentence without a final stop: why there is nothing that a flow could send. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Reads a curl command as browsers and documentation write it: for a POSIX shell, for `cmd.exe` or for PowerShell. Looks at no file and
 * runs nothing: what the command takes from there is told in the notes. Total.
 */
export function readCurl(text: string): CurlReading {
  const { words, notes, fault } = splitWords(text.replace(/^\s*[$>#%]\s+(?=curl)/i, ''));
  if (fault !== undefined) return refuse(fault);
  const start = words.findIndex((word) => /(?:^|[\\/])curl(?:\.exe)?$/i.test(word));
  if (start === -1) return refuse('There is no curl command to be read');
  const given = readArguments(words.slice(start + 1));
  const reason = findRefusal(given);
  return reason === undefined ? readRequest(given, notes) : refuse(reason);
}

function splitWords(text: string): ShellWords {
  if (isForWindows(text)) return readWindowsWords(text);
  return isForPowerShell(text) ? readPowerShellWords(text) : readShellWords(text);
}

function refuse(reason: string): CurlReading {
  return { kind: 'refused', reason };
}

/** What nothing of the request would be left without. */
function findRefusal({ options, operands }: CurlArguments): string | undefined {
  const has = (name: string) => options.some((option) => option.name === name);
  if (has('form') || has('form-string')) return "A form in several parts (-F) is content that a flow can't say";
  if (urlsOf({ options, operands }).length === 0) return 'The command names no URL';
  const method = methodOf(options);
  return isDocumentedMethod(method)
    ? undefined
    : `The platform sends GET, POST, PUT and DELETE, and no ${cutMethod(method)}`;
}

function cutMethod(method: string): string {
  return /^[A-Z]{1,20}$/.test(method) ? method : quote(method);
}

function readRequest(given: CurlArguments & { readonly hasNext: boolean }, shell: readonly string[]): CurlReading {
  const { options } = given;
  const urls = urlsOf(given);
  const content = readContent(options);
  const query = valuesOf(options, 'get').length > 0 ? content.text : undefined;
  const target = readTarget(urls[0] ?? '', [...(query ? [query] : []), ...content.urlQuery]);
  if (target === undefined) return refuse('Flows call http: and https: URLs, and the command names another one');
  const sent = query === undefined ? content.text : undefined;
  const fields = readFields(options, { content: sent, isJson: content.isJson, userInfo: target.userInfo });
  const timeout = Math.round(1000 * Number(lastOf(options, 'max-time')));
  return {
    kind: 'request',
    request: {
      method: methodOf(options),
      url: target.url,
      query: target.query,
      fields: fields.fields,
      content: sent,
      timeout: timeout >= 1 && timeout <= longestTimeout ? timeout : undefined,
    },
    notes: [
      ...shell,
      ...(given.hasNext || urls.length > 1 ? ['Only the first request of the command was read'] : []),
      ...content.notes,
      ...fields.notes,
      ...describeUnsaid(given),
    ],
  };
}

/** Milliseconds, as the format's schema has it. */
const longestTimeout = 600_000;

function urlsOf({ options, operands }: Pick<CurlArguments, 'options' | 'operands'>): readonly string[] {
  return [...valuesOf(options, 'url'), ...operands].filter((url) => url !== '');
}

function methodOf(options: readonly GivenOption[]): string {
  const given = lastOf(options, 'request');
  if (given !== undefined) return given;
  const has = (...names: readonly string[]) => options.some(({ name }) => names.includes(name));
  if (has('head')) return 'HEAD';
  if (has('upload-file')) return 'PUT';
  return !has('get') && options.some(({ name }) => name === 'json' || /^data(?:-|$)/.test(name)) ? 'POST' : 'GET';
}

function valuesOf(options: readonly GivenOption[], name: string): readonly string[] {
  return options.filter((option) => option.name === name).map(({ value }) => value);
}

function lastOf(options: readonly GivenOption[], name: string): string | undefined {
  return valuesOf(options, name).at(-1);
}
