import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** What curl would send for a command, by its manual. */
export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  /** As written, without what the command takes out; ISO 8859-1. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Fields that curl adds itself. */
  readonly ownFields: readonly string[];
  /** Undefined where it has none. */
  readonly content: Buffer | undefined;
}

/** Stands in the place of curl: says how many arguments it was given, and each of them, and passes its input on. */
const fakeCurl = `curl() { printf '%d\\0' "$#"; printf '%s\\0' "$@"; cat; }`;

/** Runs a command in the shell `sh`, where curl prints what it is given, and reads that as curl does. Needs no curl and no network. */
export function readCurl(command: string): CurlRequest {
  // By its input, for a whole command may be longer than an argument.
  const { stdout, stderr, status } = spawnSync('sh', { input: `${fakeCurl}\n${command}\n` });
  assert.deepEqual([stderr.toString(), status], ['', 0], command.slice(0, 400));
  const { words, rest } = splitWords(stdout);
  return readArguments(words, rest);
}

function splitWords(output: Buffer): { readonly words: readonly Buffer[]; readonly rest: Buffer } {
  const words: Buffer[] = [];
  let at = 0;
  const next = (): Buffer => {
    const end = output.indexOf(0, at);
    const word = output.subarray(at, end);
    at = end + 1;
    return word;
  };
  const count = Number(next().toString());
  for (let index = 0; index < count; index++) words.push(next());
  return { words, rest: output.subarray(at) };
}

function readArguments(words: readonly Buffer[], input: Buffer): CurlRequest {
  const flags = new Set<string>();
  const given = new Map<string, Buffer[]>();
  const positional: Buffer[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? Buffer.from('');
    const option = word.toString('latin1');
    if (['--globoff', '--head', '--compressed', '--ignore-content-length'].includes(option)) flags.add(option);
    else if (['--request', '--header', '--data-raw', '--data-binary', '--url'].includes(option)) {
      at += 1;
      given.set(option, [...(given.get(option) ?? []), words[at] ?? assert.fail(`${option} has no value`)]);
    } else {
      assert.doesNotMatch(option, /^-/, 'an option that the reader does not know');
      positional.push(word);
    }
  }
  assert.ok(flags.has('--globoff'));
  const content = given.get('--data-raw')?.[0] ?? readInput(given.get('--data-binary')?.[0], input);
  const [url, ...others] = [...positional, ...(given.get('--url') ?? [])];
  assert.ok(url !== undefined && others.length === 0, 'one URL');
  const headers = (given.get('--header') ?? []).map((header) => header.toString('latin1'));
  const chosen = flags.has('--head') ? 'HEAD' : content === undefined ? 'GET' : 'POST';
  return {
    method: given.get('--request')?.[0]?.toString() ?? chosen,
    url: url.toString(),
    ...readHeaders(headers, content !== undefined),
    content,
  };
}

function readInput(source: Buffer | undefined, input: Buffer): Buffer | undefined {
  if (source === undefined) return undefined;
  assert.equal(source.toString(), '@-');
  return input;
}

/** `Name: value` sets a field, `Name;` sets an empty one, and `Name:` takes out the one that curl would send. */
function readHeaders(headers: readonly string[], hasContent: boolean): Pick<CurlRequest, 'fields' | 'ownFields'> {
  const fields: [string, string][] = [];
  const named = new Set<string>();
  for (const header of headers) {
    const [, name = '', separator = '', value = ''] = /^([^:;]+)([:;])(.*)$/s.exec(header) ?? [];
    named.add(name.toLowerCase());
    if (separator === ';') assert.equal(value, '');
    if (separator === ';' || value !== '') fields.push([name, value.trim()]);
  }
  const own = ['accept', ...(hasContent ? ['content-type'] : [])].filter((name) => !named.has(name));
  return { fields, ownFields: own };
}
