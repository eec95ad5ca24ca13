import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { flowText } from '../support/flows';
import { makeTemporaryFolder } from '../support/temporaryFolder';
import { flowLens } from './command';

/** More files than one thread checks by itself. */
const many = 260;

const library = {
  version: 1,
  name: 'library',
  endpoints: {
    orders: {
      url: 'https://api.example.com',
      headers: { Accept: 'text/plain' },
      elementValidation: 'HTTP_RESPONSE_CODE',
    },
    idle: { url: 'https://api.example.com', elementValidation: 'HTTP_RESPONSE_CODE' },
  },
};

/** A family of four flows with faults that only show where they know each other. */
const family: Readonly<Record<string, string>> = {
  'library.flow.json': JSON.stringify(library),
  'caller.flow.json': flowText({
    flow: { name: 'caller', imports: ['./library.flow.json'], endpoints: {} },
    node: {
      headers: { Accept: 'application/xml' },
      results: { '200': { flow: 'twin', step: 'gone' }, '404': 'not-found' },
    },
  }),
  'one.flow.json': flowText({ flow: { name: 'twin' } }),
  'other.flow.json': flowText({ flow: { name: 'twin' } }),
  'broken.flow.json': '{ "version": 1, "name": ',
};

test('many files are checked by several threads, which find what one finds, in the order of the paths', async (context) => {
  const folder = makeTemporaryFolder(context);
  mkdirSync(join(folder, 'family'));
  for (const [name, text] of Object.entries(family)) writeFileSync(join(folder, 'family', name), text);
  writeFileSync(join(folder, 'flow-lens.config.json'), JSON.stringify({ rules: { 'duplicate-flow-name': 'error' } }));
  const check = async (format: string) => (await flowLens(['check', '.', '--format', format], { cwd: folder })).stdout;
  const few = { json: JSON.parse(await check('json')), sarif: JSON.parse(await check('sarif')) };
  const codes = few.json.files.flatMap(({ findings }: { findings: { code: string }[] }) =>
    findings.map(({ code }) => code),
  );
  for (const code of ['header-mismatch', 'unknown-target', 'duplicate-flow-name', 'unused-endpoint', 'json-syntax'])
    assert.ok(codes.includes(code), `${code} is among ${codes}`);

  mkdirSync(join(folder, 'others'));
  for (let index = 0; index < many; index++) {
    const text = flowText({ url: 'https://api.example.com', flow: { name: `other-${index}` } });
    writeFileSync(join(folder, 'others', `flow-${String(index).padStart(3, '0')}.flow.json`), text);
  }
  const all = JSON.parse(await check('json'));
  assert.equal(all.files.length, few.json.files.length + many);
  assert.deepEqual(all.files.slice(0, few.json.files.length), few.json.files);
  assert.deepEqual(
    all.files.map(({ path }: { path: string }) => path),
    all.files.map(({ path }: { path: string }) => path).toSorted(),
  );
  const sarif = JSON.parse(await check('sarif'));
  assert.deepEqual(sarif.runs[0].results, few.sarif.runs[0].results);
  assert.ok(sarif.runs[0].results.some(({ fixes }: { fixes?: unknown }) => fixes !== undefined));
});
