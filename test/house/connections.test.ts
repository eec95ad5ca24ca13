import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** Modules of Node that speak to a network, packages that do, and what runtimes bring for it. */
const network =
  /from '(?:node:(?:net|tls|https?|http2|dns|dgram)(?:\/\w+)?|undici)'|\b(?:fetch|XMLHttpRequest|WebSocket|EventSource)\(/;

const files = ['server/src', 'client/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path).replaceAll('\\', '/')),
);

test('nothing but the engine, which runs nodes, can open a connection', () => {
  const able = files.filter((file) => network.test(readFileSync(file, 'utf8')));
  assert.ok(able.includes('server/src/run/connect.ts'));
  assert.deepEqual(
    able.filter((file) => !file.startsWith('server/src/run/')),
    [],
  );
});

test('the page of a graph may ask nobody for anything', () => {
  assert.match(readFileSync('client/src/graph/graphHtml.ts', 'utf8'), /default-src 'none'/);
});
