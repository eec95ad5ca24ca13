import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { echoes } from './echoServer';
import { formsOf, keyOf, secretShapes } from './secrets';

/** A shape of secrets with a folder of its own: one secret from each place that gives any, all of them special in some way. */
export interface Shape {
  readonly name: string;
  readonly folder: string;
  /** `{{KEY}}` of the environment `dev`, in the private environment file. */
  readonly secret: string;
  /** `{{STORED}}`: what the client keeps, or what the process environment has. */
  readonly stored: string;
  /** The answer for `[[pin]]`, an input marked `sensitive`. */
  readonly pin: string;
  /** What the login gives, and the flow sends on as a credential: {@link tokenName}. */
  readonly token: string;
  /** Of the person at the proxy. */
  readonly password: string;
}

/** One very long secret at a time is enough. */
const short = Object.values(secretShapes).filter(({ length }) => length < 1_000);

/** One for each secret that is special in some way. */
export const shapes: readonly Shape[] = Object.entries(secretShapes).map(([name, secret], index) => {
  // The next ones in turn, so that no two secrets of a shape are alike.
  const other = (distance: number): string => short[(index + distance) % short.length] ?? '';
  return {
    name,
    folder: `shape-${index}`,
    secret,
    stored: toWellFormed(other(5)),
    pin: `4711 "${keyOf(12, name)}\\`,
    token: other(9),
    password: toWellFormed(other(13)),
  };
});

/** Neither a URL nor a variable of a process can hold half of a character. */
function toWellFormed(value: string): string {
  return value.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** All secrets of a shape, in the order in which the server repeats them. */
export function secretsOf({ secret, pin, stored, token, password }: Shape): readonly string[] {
  return [secret, pin, stored, token, password];
}

/** The token as the flow names it: the fourth of the values that the login repeats. */
export const tokenName = 'login:values.4';

/** The node that needs the token, whose endpoint another file sets up; the login comes before it on every path. */
export const nodeWithToken = 'with-token';

/** The other nodes of the flow of a shape: one for each way to repeat a secret, and those that are to fail with it. */
export const nodes = ['login', ...Object.keys(echoes), 'in-host', 'in-field', 'in-path', 'proxied'] as const;

/** The files of some shapes, by path: of each its flow, then its secrets. `origin` is where an echo server listens. */
export function filesOf(origin: string, of = shapes): Readonly<Record<string, string>> {
  return Object.fromEntries(
    of.flatMap(({ folder, secret }) => [
      [`${folder}/a.flow.json`, flowOf(origin, folder)],
      [`${folder}/library.flow.json`, libraryOf(origin, folder)],
      [`${folder}/http-client.private.env.json`, JSON.stringify({ dev: { KEY: secret } })],
    ]),
  );
}

/** The same server by a name, which only a proxy finds. */
export function namedOrigin(origin: string): string {
  return origin.replace('127.0.0.1', 'echo.test');
}

const endpoint = (url: string, more: object = {}) => ({
  url,
  method: 'POST',
  elementValidation: 'HTTP_RESPONSE_CODE',
  ...more,
});

function libraryOf(origin: string, folder: string): string {
  const headers = { Authorization: `Bearer [[${tokenName}]]` };
  const endpoints = { [nodeWithToken]: endpoint(`${origin}/text?${folder}`, { headers }) };
  return JSON.stringify({ version: 1, name: 'library', endpoints, start: 'end', nodes: { end: { type: 'end' } } });
}

function endpointsOf(origin: string, folder: string): Readonly<Record<string, object>> {
  const jsonPath = { elementValidation: '$.values[0]', baseElement: '$' };
  const repeating = Object.keys(echoes).map((name) => [
    name,
    endpoint(`${origin}/${name}?${folder}`, /json|gzip/.test(name) ? jsonPath : {}),
  ]);
  return {
    ...Object.fromEntries(repeating),
    login: endpoint(`${origin}/json?${folder}`, { baseElement: '$' }),
    'in-host': endpoint('http://{{KEY}}.invalid/'),
    'in-field': endpoint(`${origin}/text?${folder}`, {
      headers: { 'X-Key': '{{KEY}}', 'X-Pin': '[[pin]]', Authorization: 'Bearer {{KEY}}' },
    }),
    'in-path': endpoint(`${origin}/text/{{KEY}}/[[pin]]?${folder}`),
    proxied: endpoint(`${namedOrigin(origin)}/fields?${folder}`),
  };
}

function flowOf(origin: string, folder: string): string {
  const run = (name: string, after = 'end') => ({
    type: 'api-integration',
    endpoint: name,
    body: { key: '{{KEY}}', pin: '[[pin]]', stored: '{{STORED}}' },
    results: { '200': after },
    responses: { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' },
  });
  const definition = {
    version: 1,
    name: 'a',
    imports: ['library.flow.json'],
    endpoints: endpointsOf(origin, folder),
    start: 'ask',
    nodes: {
      ask: { type: 'request-input', text: 'Pin?', variable: 'pin', sensitive: true, next: 'login' },
      ...Object.fromEntries(nodes.map((name) => [name, run(name)])),
      login: run('login', nodeWithToken),
      [nodeWithToken]: run(nodeWithToken),
      end: { type: 'end' },
    },
  };
  return JSON.stringify(definition, null, 2);
}

/** The values that an echo server repeats for a folder. */
export function valuesOf(folder: string): readonly string[] {
  const shape = shapes.find((candidate) => candidate.folder === folder);
  return shape === undefined ? [] : secretsOf(shape);
}

const known = new Map<string, readonly string[]>();

function knownFormsOf(value: string): readonly string[] {
  const forms = known.get(value) ?? formsOf(value);
  known.set(value, forms);
  return forms;
}

/** Expects no form of a secret in what came out of a sink, be it one of the shape or one of those that are named. */
export function expectNoSecret(sink: string, output: string, shape: Shape, secrets = secretsOf(shape)): void {
  for (const value of secrets) {
    for (const form of knownFormsOf(value)) {
      const at = output.indexOf(form);
      if (at !== -1)
        assert.fail(
          `${sink} has a secret with ${shape.name}: ${JSON.stringify(output.slice(Math.max(at - 200, 0), at + form.length + 20).slice(0, 500))}`,
        );
    }
  }
}

/** The files below a folder, as paths from there with `/`. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join('/'));
}

/** Everything in the files below a folder, as UTF-8 and as Latin-1, but for those that the test knows to hold secrets. */
export function readFilesBelow(folder: string, known: readonly string[] = []): string {
  return filesBelow(folder)
    .filter((name) => !known.includes(name))
    .map((name) => join(folder, name))
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}\n${readFileSync(path, 'latin1')}`)
    .join('\n');
}
