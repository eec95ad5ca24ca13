import assert from 'node:assert/strict';
import { commands } from 'vscode';
import type { RunReport } from '../../../client/src/run/runReport';
import { flowText } from '../../support/flows';
import { findClosedOrigin, startAnsweringServer, startSilentServer } from '../../support/httpServers';
import { withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { waitFor } from '../until';

const fileName = 'all.flow.json';

/** A flow whose nodes `n0`, `n1`, … call these URLs. */
function textFor(...urls: readonly string[]): string {
  const flow = JSON.parse(flowText({ flow: { name: 'all' } }));
  const { 'get-order': node, ...others } = flow.nodes;
  const elementValidation = 'HTTP_RESPONSE_CODE';
  flow.start = 'n0';
  flow.endpoints = Object.fromEntries(urls.map((url, at) => [`e${at}`, { url, elementValidation }]));
  const nodes = urls.map((_, at) => {
    const next = at + 1 < urls.length ? `n${at + 1}` : 'done';
    return [`n${at}`, { ...node, endpoint: `e${at}`, results: { ...node.results, '200': next } }];
  });
  flow.nodes = { ...Object.fromEntries(nodes), ...others };
  return `${JSON.stringify(flow, null, 2)}\n`;
}

async function runAllNodes(): Promise<RunReport | undefined> {
  return commands.executeCommand<RunReport | undefined>('flowLens.runAllNodes');
}

function outcomes(report: RunReport | undefined): readonly string[] {
  return (report?.nodes ?? []).map(({ node, outcome }) => {
    return `${node} ${outcome.kind === 'branch' ? outcome.result.branch?.key : outcome.kind}`;
  });
}

export const runAll: Suite = {
  name: 'run all',
  tests: {
    'all nodes are run in the order of the text, and none that fails or is refused stops the rest': async () => {
      await using server = await startAnsweringServer('404 Not Found');
      const closed = await findClosedOrigin();
      const urls = [`${server.origin}/0`, closed, 'http://{{nowhere}}', `${server.origin}/3`];
      await withFlow(fileName, textFor(...urls), async (flow) => {
        const report = await runAllNodes();
        assert.deepEqual(outcomes(report), ['n0 404', 'n1 error', 'n2 not sent', 'n3 404']);
        assert.deepEqual(
          server.heads.map((head) => head.split(' HTTP')[0]),
          ['GET /0', 'GET /3'],
        );
        const { label } = await flow.drawn('three labels', (drawn) => drawn.label.length === 3);
        assert.equal(label.length, 3, 'each run is drawn as if it were run by itself');
      });
    },

    'a second start is refused, and a cancelled node does not stop the rest': async () => {
      await using silent = await startSilentServer();
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor(silent.origin, server.origin), async () => {
        const running = runAllNodes();
        await waitFor('the request', silent.arrival);
        assert.equal(await runAllNodes(), undefined);
        await commands.executeCommand('flowLens.cancelRun');
        await waitFor('the end of the connection', silent.drained());
        assert.deepEqual(outcomes(await waitFor('the end of the runs', running)), ['n0 cancelled', 'n1 200']);
        assert.equal(silent.heads.length, 1);
      });
    },
  },
};
