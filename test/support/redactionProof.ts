import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { echoes } from './echoServer';
import { formsOf, keyOf, secretShapes } from './secrets';

/** A shape of secrets with a folder of its own: a secret in the private environment file, and one that is typed in. */
export interface Shape {
  readonly name: string;
  readonly folder: string;
  /** `{{KEY}}` of the environment `dev`. */
  readonly secret: string;
  /** The answer for `[[pin]]`, an input marked `sensitive`. */
  readonly pin: string;
}

export const shapes: readonly Shape[] = Object.entries(secretShapes).map(([name, secret], index) => ({
  name,
  folder: `shape-${index}`,
  secret,
  pin: `4711 "${keyOf(12, name)}\\`,
}));

/** The nodes of the flow of a shape: one for each way to repeat a secret, and those that are to fail with it. */
export const nodes = [...Object.keys(echoes), 'in-host', 'in-field', 'in-path'] as const;

/** The files of some shapes, by path: of each its flow, then its secrets. `origin` is where an echo server listens. */
export function filesOf(origin: string, of = shapes): Readonly<Record<string, string>> {
  return Object.fromEntries(
    of.flatMap(({ folder, secret }) => [
      [`${folder}/a.flow.json`, flowOf(origin, folder)],
      [`${folder}/http-client.private.env.json`, JSON.stringify({ dev: { KEY: secret } })],
    ]),
  );
}

function flowOf(origin: string, folder: string): string {
  const endpoint = (url: string, more: object = {}) => ({
    url,
    method: 'POST',
    elementValidation: 'HTTP_RESPONSE_CODE',
    ...more,
  });
  const jsonPath = { elementValidation: '$.values[0]', baseElement: '$' };
  const endpoints = {
    ...Object.fromEntries(
      Object.keys(echoes).map((name) => [
        name,
        endpoint(`${origin}/${name}?${folder}`, /json|gzip/.test(name) ? jsonPath : {}),
      ]),
    ),
    'in-host': endpoint('http://{{KEY}}.invalid/'),
    'in-field': endpoint(`${origin}/text?${folder}`, {
      headers: { 'X-Key': '{{KEY}}', 'X-Pin': '[[pin]]', Authorization: 'Bearer {{KEY}}' },
    }),
    'in-path': endpoint(`${origin}/text/{{KEY}}/[[pin]]?${folder}`),
  };
  const run = (name: string) => ({
    type: 'api-integration',
    endpoint: name,
    body: { key: '{{KEY}}', pin: '[[pin]]' },
    results: { '200': 'end' },
    responses: { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' },
  });
  const definition = {
    version: 1,
    name: 'a',
    endpoints,
    start: 'ask',
    nodes: {
      ask: { type: 'request-input', text: 'Pin?', variable: 'pin', sensitive: true, next: 'fields' },
      ...Object.fromEntries(nodes.map((name) => [name, run(name)])),
      end: { type: 'end' },
    },
  };
  return JSON.stringify(definition, null, 2);
}

/** The values that an echo server repeats for a folder. */
export function valuesOf(folder: string): readonly string[] {
  const shape = shapes.find((candidate) => candidate.folder === folder);
  return shape === undefined ? [] : [shape.secret, shape.pin];
}

const known = new Map<string, readonly string[]>();

function knownFormsOf(value: string): readonly string[] {
  const forms = known.get(value) ?? formsOf(value);
  known.set(value, forms);
  return forms;
}

/** Expects no form of a secret in what came out of a sink. */
export function expectNoSecret(sink: string, output: string, { name, secret, pin }: Shape): void {
  for (const value of [secret, pin]) {
    for (const form of knownFormsOf(value)) {
      const at = output.indexOf(form);
      if (at !== -1)
        assert.fail(
          `${sink} has a secret with ${name}: ${JSON.stringify(output.slice(Math.max(at - 200, 0), at + form.length + 20).slice(0, 500))}`,
        );
    }
  }
}

/** Everything in the files below a folder, as UTF-8 and as Latin-1, but for those that the test has written itself. */
export function readFilesBelow(folder: string, written: readonly string[] = []): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !written.includes(relative(folder, path)))
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}\n${readFileSync(path, 'latin1')}`)
    .join('\n');
}
