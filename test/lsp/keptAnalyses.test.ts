import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { toLines } from '#core/syntax/lines';
import { PiecedText } from '#core/syntax/piecedText';
import { codeLenses } from '../../server/src/features/codeLenses';
import { toDiagnostics } from '../../server/src/features/diagnostics';
import { type Analyses, createAnalyses } from '../../server/src/lsp/analyses';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { toEdit } from '../support/fuzz/randomEdits';
import { withFolder } from '../support/project';

/** An editor that has all of some flows open. */
interface Editor {
  readonly analyses: Analyses;
  readonly workspace: Workspace;
  readonly uri: (name: string) => string;
  today: string;
  /** What is found in a file, places in others with it; as kept, or by somebody who has nothing yet. */
  found(name: string): unknown;
  foundAnew(name: string): unknown;
  replace(name: string, old: string, now: string): void;
}

function withEditor(flows: Readonly<Record<string, object>>, use: (editor: Editor) => void): Promise<void> {
  return withFolder(async (folder) => {
    const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
    const texts = new Map(Object.entries(flows).map(([name, flow]) => [name, JSON.stringify(flow, null, 2)]));
    for (const [name, text] of texts) writeFileSync(join(folder, name), text);
    const workspace = createWorkspace([folder]);
    await workspace.scan();
    const start = (): Analyses =>
      createAnalyses(workspace, {
        severityOf: () => undefined,
        isSecret: () => false,
        environment: () => null,
        observationOf: () => undefined,
        runNodes: () => [],
        today: () => editor.today,
        onOutdated: () => undefined,
      });
    const tell = (analyses: Analyses, name: string): unknown => {
      const analysis = analyses.findSettled(uri(name)) ?? assert.fail(name);
      return toDiagnostics(analysis, (file) => workspace.document(file.uri) ?? file);
    };
    let version = 1;
    const editor: Editor = {
      analyses: start(),
      workspace,
      uri,
      today: '2027-01-15',
      found: (name) => tell(editor.analyses, name),
      foundAnew: (name) => tell(start(), name),
      replace(name, old, now) {
        const before = texts.get(name) ?? '';
        const text = before.replace(old, now);
        assert.notEqual(text, before);
        texts.set(name, text);
        version++;
        editor.analyses.edit(uri(name), version, [
          { edit: toEdit(before, text), text: PiecedText.from(text), lines: toLines(text) },
        ]);
      },
    };
    for (const [name, text] of texts) editor.analyses.open(uri(name), version, text);
    use(editor);
  });
}

const end = { type: 'end' };
const greeting = (name: string) => ({
  version: 1,
  name,
  start: 'hello',
  nodes: { hello: { type: 'text-display', text: 'Hello [[orderId]]', next: 'end' }, end },
});

suite('what was found in one file, when another is edited', () => {
  const menu = {
    version: 1,
    name: 'menu',
    start: 'choose',
    nodes: {
      choose: { type: 'menu', text: 'Hello', variable: 'm', results: { a: 'ask', b: { flow: 'greeting' } } },
      ask: { type: 'request-input', text: 'Which?', variable: 'orderId', next: { flow: 'greeting' } },
    },
  };

  test('points to the places of now', () =>
    withEditor({ 'menu.flow.json': menu, 'greeting.flow.json': greeting('greeting') }, (editor) => {
      assert.match(JSON.stringify(editor.found('greeting.flow.json')), /Not every way/);
      for (const lines of ['\n', '\n\n\n']) {
        editor.replace('menu.flow.json', '"results"', `${lines}"results"`);
        assert.deepEqual(editor.found('greeting.flow.json'), editor.foundAnew('greeting.flow.json'));
      }
    }));

  test('knows a flow that is back after it was gone from disk', () => {
    const leading = {
      ...greeting('leading'),
      nodes: { hello: { type: 'text-display', text: '', next: { flow: 'b' } } },
    };
    return withEditor({ 'leading.flow.json': leading, 'b.flow.json': greeting('b') }, (editor) => {
      rmSync(new URL(editor.uri('b.flow.json')));
      editor.workspace.forget(editor.uri('b.flow.json'));
      editor.analyses.outdate();
      assert.match(JSON.stringify(editor.found('leading.flow.json')), /unknown-target/);
      editor.found('b.flow.json');
      editor.replace('b.flow.json', 'Hello', 'Hello again');
      assert.deepEqual(editor.found('leading.flow.json'), editor.foundAnew('leading.flow.json'));
    });
  });

  test('ends with its day', () => {
    const suppressions = [{ rule: 'duplicate-header', reason: 'soon gone', until: '2027-01-15' }];
    const accepting = { ...greeting('accepting'), suppressions };
    return withEditor({ 'accepting.flow.json': accepting, 'other.flow.json': greeting('other') }, (editor) => {
      const before = editor.found('accepting.flow.json');
      editor.today = '2027-01-16';
      editor.replace('other.flow.json', 'Hello', 'Hello again');
      assert.notDeepEqual(editor.found('accepting.flow.json'), before);
      assert.deepEqual(editor.found('accepting.flow.json'), editor.foundAnew('accepting.flow.json'));
    });
  });
});

test('lenses stay at their nodes while a text is broken, whatever is typed elsewhere', () => {
  const api = { type: 'api-integration', endpoint: 'orders' };
  const hello = { type: 'text-display', text: 'Hello', next: 'x' };
  const flow = { version: 1, name: 'broken', start: 'x', nodes: { hello, gone: hello, x: api, y: api } };
  return withEditor({ 'broken.flow.json': flow }, ({ workspace, analyses, uri, replace }) => {
    const lenses = () => {
      const document = workspace.document(uri('broken.flow.json')) ?? assert.fail();
      const found = codeLenses(document, analyses.steadyNodes(uri('broken.flow.json')));
      const lines = document.text.split('\n');
      return [...new Set(found.map(({ range }) => lines[range.start.line]?.trim()))];
    };
    assert.deepEqual(lenses(), ['"x": {', '"y": {']);
    const { document } = analyses.find(uri('broken.flow.json')) ?? assert.fail();
    const { offset, length } = document.flow.nodes.get('gone')?.property ?? assert.fail();
    replace('broken.flow.json', document.text.slice(offset, offset + length), '');
    assert.deepEqual(lenses(), ['"x": {', '"y": {']);
    replace('broken.flow.json', 'Hello', 'Hello to everybody who reads this\\n');
    assert.deepEqual(lenses(), ['"x": {', '"y": {']);
  });
});
