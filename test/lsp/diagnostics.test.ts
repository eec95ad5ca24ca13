import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  ProgressType,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { startLanguageServer } from '../support/languageServer';

const clean = flowText({ endpoint: { headers: { Accept: 'application/json' } } });
const mismatch = flowText({
  endpoint: { headers: { Accept: 'application/json' } },
  node: { headers: { accept: 'application/xml' } },
});
interface PartialReport {
  readonly items: readonly { readonly uri: string; readonly resultId: string; readonly items: Diagnostic[] }[];
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

test('a client that pulls gets findings with code, documentation and the other place', async () => {
  const server = await startLanguageServer();
  await server.open('a.flow.json', mismatch);
  const [found, ...others] = await server.diagnostics('a.flow.json');
  assert.deepEqual(others, []);
  assert.equal(found?.code, 'header-mismatch');
  assert.equal(found?.source, 'flow-lens');
  assert.equal(found?.severity, 1);
  assert.match(found?.codeDescription?.href ?? '', /header-mismatch/);
  assert.equal(found?.relatedInformation?.[0]?.location.uri, server.uri('a.flow.json'));
  const line = mismatch.split('\n')[found?.range.start.line ?? 0] ?? '';
  assert.equal(line.slice(found?.range.start.character, found?.range.end.character), '"accept"');
  await server.stop();
});

test('what nobody uses is shown faded, and nothing else is', async () => {
  const server = await startLanguageServer();
  const endpoints = { old: { url: 'http://127.0.0.1:9', elementValidation: 'HTTP_RESPONSE_CODE' } };
  const { endpoints: used } = JSON.parse(mismatch);
  await server.open(
    'a.flow.json',
    flowText({ flow: { endpoints: { ...used, ...endpoints } }, node: { headers: { accept: 'application/xml' } } }),
  );
  const found = await server.diagnostics('a.flow.json');
  assert.deepEqual(
    found.map(({ code, severity, tags }) => ({ code, severity, tags })),
    [
      { code: 'unused-endpoint', severity: DiagnosticSeverity.Hint, tags: [DiagnosticTag.Unnecessary] },
      { code: 'header-mismatch', severity: DiagnosticSeverity.Error, tags: undefined },
    ],
  );
  await server.stop();
});

test('a key pressed in a header value shows and clears the mismatch without saving, on either side', async () => {
  const server = await startLanguageServer();
  await server.open('a.flow.json', mismatch);
  await server.change('a.flow.json', 2, mismatch.replace('application/xml', 'application/json'));
  assert.deepEqual(codes(await server.diagnostics('a.flow.json')), ['redundant-header']);
  await server.change('a.flow.json', 3, mismatch);
  assert.deepEqual(codes(await server.diagnostics('a.flow.json')), ['header-mismatch']);
  await server.change('a.flow.json', 4, mismatch.replace('application/json', 'application/xml'));
  assert.deepEqual(codes(await server.diagnostics('a.flow.json')), ['redundant-header']);
  await server.stop();
});

test('a client that cannot pull has its diagnostics pushed, and cleared when it closes the file', async () => {
  const published: PublishDiagnosticsParams[] = [];
  let onPublish = (): void => undefined;
  const next = () =>
    new Promise<void>((resolve) => {
      onPublish = resolve;
    });
  const server = await startLanguageServer({
    capabilities: {},
    prepare: (connection) =>
      connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
        published.push(params);
        onPublish();
      }),
  });
  assert.equal(server.initialized.capabilities.diagnosticProvider, undefined);
  await server.open('a.flow.json', mismatch);
  while (codes(published.at(-1)?.diagnostics ?? []).length === 0) await next();
  assert.deepEqual(codes(published.at(-1)?.diagnostics ?? []), ['header-mismatch']);
  await server.connection.sendNotification('textDocument/didClose', {
    textDocument: { uri: server.uri('a.flow.json') },
  });
  while (published.at(-1)?.diagnostics.length !== 0) await next();
  assert.deepEqual(published.at(-1)?.diagnostics, []);
  await server.stop();
});

test('an unchanged report is named, not sent again', async () => {
  const server = await startLanguageServer();
  await server.open('a.flow.json', mismatch);
  const textDocument = { uri: server.uri('a.flow.json') };
  const first: { resultId: string } = await server.connection.sendRequest('textDocument/diagnostic', { textDocument });
  const second = await server.connection.sendRequest('textDocument/diagnostic', {
    textDocument,
    previousResultId: first.resultId,
  });
  assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
  await server.stop();
});

test('the whole workspace is reported without opening a file, and a deleted file once more, empty', async () => {
  const server = await startLanguageServer({
    files: { 'a.flow.json': mismatch, 'deep/b.flow.json': clean.replace('small', 'b') },
  });
  const reported = new Map<string, Diagnostic[]>();
  const ids = new Map<string, string>();
  const pull = (token: string, onReport = (): void => undefined) => {
    server.connection.onProgress(new ProgressType<PartialReport>(), token, ({ items }) => {
      for (const { uri, items: found, resultId } of items) {
        reported.set(uri, found);
        ids.set(uri, resultId);
      }
      onReport();
    });
    return server.connection.sendRequest('workspace/diagnostic', {
      partialResultToken: token,
      previousResultIds: [...ids].map(([uri, value]) => ({ uri, value })),
    });
  };
  let answered: Promise<unknown> = Promise.resolve();
  await new Promise<void>((resolve) => {
    answered = pull('one', resolve);
  });
  writeFileSync(join(server.folder, 'c.flow.json'), mismatch.replace('"small"', '"c"'));
  const tell = (name: string, type: number) =>
    server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: server.uri(name), type }],
    });
  await tell('c.flow.json', 1);
  await answered;
  const again = pull('two');
  rmSync(join(server.folder, 'a.flow.json'));
  await tell('a.flow.json', 3);
  await again;
  const last = pull('three');
  await tell('c.flow.json', 2);
  await last;
  assert.deepEqual(codes(reported.get(server.uri('deep/b.flow.json')) ?? []), []);
  assert.deepEqual(codes(reported.get(server.uri('c.flow.json')) ?? []), ['header-mismatch']);
  assert.deepEqual(codes(reported.get(server.uri('a.flow.json')) ?? []), []);
  await server.stop();
});

test('a broken environment file is reported there, once', async () => {
  const server = await startLanguageServer({ files: { 'http-client.env.json': '{ "dev": { "x": [] } }' } });
  await server.open('http-client.env.json', '{ "dev": { "x": [] } }');
  assert.deepEqual(codes(await server.diagnostics('http-client.env.json')), ['invalid-environment-file']);
  await server.open('a.flow.json', clean);
  assert.deepEqual(codes(await server.diagnostics('a.flow.json')), []);
  await server.stop();
});

test('a broken environment file that nobody has opened is reported with the workspace', async () => {
  const files = { 'a.flow.json': clean, 'http-client.env.json': '[1]' };
  const server = await startLanguageServer({ files });
  const uri = server.uri('http-client.env.json');
  const found = await new Promise<readonly Diagnostic[]>((resolve) => {
    server.connection.onProgress(new ProgressType<PartialReport>(), 'all', ({ items }) => {
      resolve(items.find((item) => item.uri === uri)?.items ?? []);
    });
    const params = { partialResultToken: 'all', previousResultIds: [] };
    server.connection.sendRequest('workspace/diagnostic', params).catch(() => undefined);
  });
  assert.deepEqual(codes(found), ['invalid-environment-file']);
  await server.stop();
});

test('rules follow the settings, and the configuration file wins over them', async () => {
  const server = await startLanguageServer({
    files: { 'flow-lens.config.json': '{ "rules": { "header-mismatch": "hint" } }' },
    settings: { rules: { 'header-mismatch': 'off' } },
  });
  await server.open('a.flow.json', mismatch);
  const [found] = await server.diagnostics('a.flow.json');
  assert.equal(found?.severity, 4);
  await server.stop();
});

test('a document that is no file is checked for what its own text tells', async () => {
  const server = await startLanguageServer();
  const uri = 'git:/somewhere/a.flow.json?%7B%7D';
  await server.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'flow-json', version: 1, text: mismatch },
  });
  const report: { items: Diagnostic[] } = await server.connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri },
  });
  assert.deepEqual(codes(report.items), ['header-mismatch']);
  await server.stop();
});
