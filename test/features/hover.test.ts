import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { type MarkupContent, MarkupKind } from 'vscode-languageserver-protocol';
import { explain } from '#core/explain/explain';
import type { ExplainContext } from '#core/explain/explainContext';
import { readDocument } from '#core/model/document';
import type { RunResult } from '#core/request/runResult';
import { hover } from '../../server/src/features/hover';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { explainContextOf } from '../support/explainCase';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds, readOddFlows } from '../support/fixtures';
import { flowText } from '../support/flows';

suite('hover', () => {
  for (const each of readFeatureCases('hover')) {
    test(each.name, () =>
      withFeatureCase(each, async ({ workspace, uri, offset, nameOf }) => {
        const document = workspace.document(uri);
        assert.ok(document);
        const folder = uri.slice(0, -nameOf(uri).length);
        const told = async (kind: MarkupKind): Promise<string> => {
          const found = await hover(document.lines.positionAt(offset), explainContextOf(workspace, document), kind);
          assert.ok(found?.range && typeof found.contents === 'object' && 'value' in found.contents);
          const { start, end } = found.range;
          const about = document.text.slice(document.lines.offsetAt(start), document.lines.offsetAt(end));
          return `About ${about}\n\n${found.contents.value.replaceAll(folder, 'file:///')}\n`;
        };
        const markdown = await told(MarkupKind.Markdown);
        assert.doesNotMatch(markdown, /very-secret-value|sk_live_0|1234/);
        assert.doesNotMatch(markdown, /(?<!\\)\]\(command|(?<!\\)<b>/);
        assertFileHolds(join(each.folder, 'expected.md'), markdown);
        assertFileHolds(join(each.folder, 'expected.txt'), await told(MarkupKind.PlainText));
      }),
    );
  }
});

suite('hover on a branch after a run', () => {
  const result: RunResult = {
    version: 1,
    file: 'a.flow.json',
    node: 'get-order',
    endpoint: 'orders',
    environment: 'dev',
    request: { method: 'GET', url: 'http://127.0.0.1:9', headers: [], body: null },
    response: {
      status: 404,
      reason: 'Not [Found](command:x)',
      headers: [],
      bodyBytes: 0,
      truncated: false,
      body: '',
      bodyEncoding: 'utf-8',
    },
    failure: null,
    validation: null,
    branch: { kind: 'result', key: '404', target: 'not-found', why: '' },
    notes: [],
    variables: {},
    timings: { dns: null, connect: null, tls: null, firstByte: null, download: null, total: 12.4 },
  };

  async function told(key: string, more: Partial<ExplainContext> = {}): Promise<string> {
    const document = readDocument('file:///a.flow.json', flowText());
    const context: ExplainContext = {
      document,
      project: undefined,
      environment: null,
      isSecret: () => false,
      observationOf: () => ({ result, time: '10:42' }),
      requestOf: async () => undefined,
      ruleOf: () => undefined,
      showsTakenBranch: false,
      ...more,
    };
    const position = document.lines.positionAt(document.text.indexOf(`"${key}"`) + 1);
    const found = await hover(position, context, MarkupKind.PlainText);
    return found === undefined ? '' : (found.contents as MarkupContent).value;
  }

  test('the taken one tells what came', async () => {
    assert.match(await told('404'), /^The last run, in "dev" at 10:42, took it: 404 Not \[Found\].* after 12 ms$/m);
  });

  test('another one tells which was taken', async () => {
    assert.match(await told('200'), /^The last run, in "dev" at 10:42, took 404 instead: 404 /m);
    assert.match(await told('other'), /took 404 instead/);
  });

  test('a client that shows the run at the branch itself is not told twice', async () => {
    assert.doesNotMatch(await told('404', { showsTakenBranch: true }), /last run/);
    assert.match(await told('200', { showsTakenBranch: true }), /took 404 instead/);
  });

  test('without a run nothing is said of one', async () => {
    assert.doesNotMatch(await told('404', { observationOf: () => undefined }), /last run/);
  });
});

suite('hover anywhere', () => {
  for (const name of ['ordersKey', 'ORDERS_KEY', 'dbPwd', 'user.pin', 'clientSecret', 'passphrase']) {
    test(`no example of ${name} is shown`, async () => {
      const text = flowText({ url: `http://[[${name}]]`, flow: { variables: { [name]: { example: 'open sesame' } } } });
      const document = readDocument('file:///a.flow.json', text);
      const position = document.lines.positionAt(text.indexOf(`[[${name}`) + 2);
      const found = await hover(position, explainContextOf(createWorkspace([]), document), MarkupKind.PlainText);
      assert.ok(found);
      const { value } = found.contents as MarkupContent;
      assert.match(value, new RegExp(`^Session variable ${name}$`, 'm'));
      assert.doesNotMatch(value, /sesame/);
    });
  }

  test('at no offset a literal credential is shown, wherever it stands', async () => {
    const url = 'https://u:hunter2@127.0.0.1:9/?apikey=hunter2222&token=hunter3333';
    const text = flowText({
      url,
      endpoint: { description: url, headers: { 'X-Note': url, 'X-Api-Key': 'hunter2222', Accept: '[[who]]' } },
      flow: { variables: { who: { description: url, example: url } }, description: url },
      node: { description: url, headers: { Referer: url } },
    }).replace('"Done"', JSON.stringify(`Done at ${url}`));
    const document = readDocument('file:///a.flow.json', text);
    const context = explainContextOf(createWorkspace([]), document);
    const told = new Set<string>();
    for (let offset = 0; offset <= text.length; offset++) {
      const found = await hover(document.lines.positionAt(offset), context, MarkupKind.PlainText);
      if (found !== undefined) told.add((found.contents as MarkupContent).value);
    }
    const all = [...told].join('\n');
    assert.match(all, /^ {2}GET https:\/\/127\.0\.0\.1:9\/\?apikey=••••&token=••••$/m);
    assert.match(all, /Done at https:\/\/u:••••@/);
    assert.doesNotMatch(all, /hunter/);
  });

  test('at every offset of every odd flow, cut anywhere, it answers or is silent, and points into the text', async () => {
    for (const { name, text: whole } of readOddFlows()) {
      for (const text of [whole, whole.slice(0, whole.length / 2), whole.slice(0, -20)]) {
        const document = readDocument('file:///a.flow.json', text);
        const context = explainContextOf(createWorkspace([]), document);
        for (let offset = 0; offset <= text.length; offset += 3) {
          const found = await explain(offset, context);
          if (found === undefined) continue;
          const { span } = found;
          assert.ok(span.offset >= 0 && span.offset + span.length <= text.length, `${name} at ${offset}`);
        }
      }
    }
  });
});
