import assert from 'node:assert/strict';
import { type Event, window } from 'vscode';
import type { Layer } from '../../../client/src/view/layers';
import type { Decorations } from '../../../client/src/view/toDecorations';
import type { FaultServer } from '../../support/faultServer';
import { type FlowParts, flowText } from '../../support/flows';
import { findClosedOrigin, startAnsweringServer, startSilentServer } from '../../support/httpServers';
import { type Flow, withFlow, workspaceUri } from '../flow';
import { activateFlowLens } from '../flowLens';
import type { Suite } from '../runSuites';
import { waitFor } from '../until';

const fileName = 'runs.flow.json';
export const textFor = (url: string, parts: FlowParts = {}) => flowText({ url, flow: { name: 'runs' }, ...parts });

const results = ['"200": "done"', '"404": "not-found"'];
const defaults = ['"other": "sorry"', '"error": "sorry"', '"timeout": "sorry"', '"max-connection": "sorry"'];

/** What is drawn once a run is over. */
export interface Expected {
  readonly taken: string;
  readonly layer: Layer;
  readonly label: RegExp;
  /** Every branch of the node. */
  readonly branches?: readonly string[];
  /** What the hover over the entry says. */
  readonly details?: RegExp;
}

const labelIn = ({ label }: Decorations) => label.map(({ renderOptions }) => renderOptions?.after?.contentText).join();
const textsIn = ({ document }: Flow, layer: Decorations[Layer]) => layer.map(({ range }) => document.getText(range));

/** Resolves with what is drawn once its labels, joined, are like this. */
export function drawnLabel(flow: Flow, label: RegExp): Promise<Decorations> {
  return flow.drawn(`a label like ${label}`, (drawn) => label.test(labelIn(drawn)));
}

/** Runs the node and expects one entry lit, the label at the end of its line, and all other branches dimmed. */
export async function expectBranch(flow: Flow, { taken, layer, label, branches, details }: Expected): Promise<void> {
  await flow.run();
  const drawn = await drawnLabel(flow, label);
  const { success, fallback, failure, none, stale, running } = drawn;
  assert.deepEqual(textsIn(flow, drawn[layer]), [taken]);
  assert.equal([success, fallback, failure, none, stale].flat().length, 1);
  assert.equal(drawn.label[0]?.range.start.line, drawn[layer][0]?.range.start.line);
  const others = (branches ?? [...results, ...defaults]).filter((branch) => branch !== taken);
  assert.deepEqual(textsIn(flow, drawn.dimmed), others);
  assert.deepEqual(running, []);
  if (details !== undefined) assert.match(hoverIn(drawn[layer]), details);
}

/** What the first of these decorations says when the mouse is over it. */
function hoverIn([first]: Decorations[Layer]): string {
  const hover = first?.hoverMessage;
  return hover !== undefined && !Array.isArray(hover) && typeof hover === 'object' ? hover.value : '';
}

/** Runs a flow with these parts against the server. */
export async function expectAnswer(
  starting: Promise<FaultServer>,
  expected: Expected,
  parts: FlowParts = {},
): Promise<void> {
  await using server = await starting;
  await withFlow(fileName, textFor(server.origin, parts), (flow) => expectBranch(flow, expected));
  assert.equal(server.heads.length, 1);
}

/** Runs a flow whose endpoint is judged by a JSONPath that leads to `lost`. */
function expectValue(elementValidation: string, content: string, mediaType: string): Promise<void> {
  const branches = ['"200": "done"', '"shipped": "done"', '"lost": "not-found"', ...defaults];
  return expectAnswer(
    startAnsweringServer('200 OK', content, mediaType),
    { taken: '"lost": "not-found"', layer: 'success', label: /^✓ 200 OK · [\d.]+ ms → not-found$/, branches },
    { endpoint: { elementValidation }, node: { results: { '200': 'done', shipped: 'done', lost: 'not-found' } } },
  );
}

export const branchLine: Suite = {
  name: 'branch line',
  tests: {
    'a status that has a result lights it up': () =>
      expectAnswer(startAnsweringServer('404 Not Found'), {
        taken: '"404": "not-found"',
        layer: 'success',
        label: /^✓ 404 Not Found · [\d.]+ ms → not-found$/,
      }),

    'a status without a result falls to other': () =>
      expectAnswer(startAnsweringServer('429 Too Many Requests'), {
        taken: '"other": "sorry"',
        layer: 'fallback',
        label: /^✓ 429 Too Many Requests · [\d.]+ ms → sorry$/,
      }),

    'where nobody listens, it is error': async () => {
      const url = await findClosedOrigin();
      await withFlow(fileName, textFor(url), (flow) =>
        expectBranch(flow, {
          taken: '"error": "sorry"',
          layer: 'failure',
          label: /^✗ .*refused.* · [\d.]+ ms → sorry$/,
        }),
      );
    },

    'without an answer in time, it is timeout': () =>
      expectAnswer(
        startSilentServer(),
        { taken: '"timeout": "sorry"', layer: 'failure', label: /^✗ no answer within 100 ms .* → sorry$/ },
        { endpoint: { timeout: 100 } },
      ),

    'a JSONPath finds its value in JSON': () =>
      expectValue('$.order.status', '{ "order": { "status": "lost" } }', 'application/json'),

    'a JSONPath finds its value in XML': () =>
      expectValue('$.order.status', '<order id="A-1001"><status>lost</status></order>', 'application/xml'),

    'a JSONPath that finds nothing falls to other': () =>
      expectAnswer(
        startAnsweringServer('200 OK', '{}', 'application/json'),
        { taken: '"other": "sorry"', layer: 'fallback', label: /^✓ 200 OK · [\d.]+ ms → sorry$/ },
        { endpoint: { elementValidation: '$.order.status' } },
      ),

    'the text in the editor is run, saved or not': async () => {
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor('http://127.0.0.1:9'), async (flow) => {
        await flow.replace('http://127.0.0.1:9', `${server.origin}/unsaved`);
        await flow.run();
        await drawnLabel(flow, /^✓ 200 OK .* → done$/);
        assert.equal(flow.document.isDirty, true);
      });
      assert.match(server.heads[0] ?? '', /^GET \/unsaved HTTP/);
    },

    'an edit of the node or of its endpoint puts the mark before it, an edit elsewhere does not': async () => {
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await flow.run();
        await drawnLabel(flow, /→ done$/);
        await flow.replace('"404": "not-found"', '"410": "not-found"');
        const { stale, success, dimmed } = await drawnLabel(flow, /→ done · before your edit$/);
        assert.deepEqual(textsIn(flow, stale), ['"200": "done"']);
        assert.deepEqual([...success, ...dimmed], []);
        await flow.replace('"410": "not-found"', '"404": "not-found"');
        await drawnLabel(flow, /→ done$/);
        await flow.replace(server.origin, `${server.origin}/elsewhere`);
        await drawnLabel(flow, /before your edit$/);
        await flow.replace(`${server.origin}/elsewhere`, server.origin);
        await drawnLabel(flow, /→ done$/);
        await flow.replace('"Sorry"', '"Very sorry"');
        await drawnLabel(flow, /→ done$/);
      });
    },

    'the mark moves with its line': async () => {
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await flow.run();
        const before = await drawnLabel(flow, /→ done$/);
        const line = (before.label[0]?.range.start.line ?? 0) + 1;
        await flow.replace('"name": "runs"', '"name":\n"runs"');
        const after = await flow.drawn(
          'the label in the next line',
          ({ label }) => label[0]?.range.start.line === line,
        );
        assert.deepEqual(textsIn(flow, after.success), ['"200": "done"']);
      });
    },

    'the mark is drawn again when the flow comes back into view': async () => {
      await using server = await startAnsweringServer('200 OK');
      const { onDidDraw } = await activateFlowLens();
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await flow.run();
        // In a tab of its own, so that the flow stays open behind it and the server has nothing to say.
        await window.showTextDocument(workspaceUri('greeting.flow.json'), { preview: false });
        const redrawn = next(onDidDraw, (uri) => uri.toString() === flow.uri.toString());
        await window.showTextDocument(flow.document);
        await waitFor('another drawing', redrawn);
        await drawnLabel(flow, /→ done$/);
      });
    },
  },
};

/** Resolves when the next such event comes. */
function next<T>(event: Event<T>, isWanted: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listener = event((value) => {
      if (!isWanted(value)) return;
      listener.dispose();
      resolve();
    });
  });
}
