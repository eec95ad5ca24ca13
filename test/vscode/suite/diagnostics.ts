import assert from 'node:assert/strict';
import { commands, type Diagnostic, DiagnosticSeverity, languages, Selection, Uri, window, workspace } from 'vscode';
import { flowText } from '../../support/flows';
import { findingsOf } from '../findings';
import { type Flow, rangeOf, withFlow, workspaceUri } from '../flow';
import { activateFlowLens } from '../flowLens';
import type { Suite } from '../runSuites';

const agreeing = flowText({
  endpoint: { headers: { Accept: 'text/html' } },
  node: { headers: { accept: 'text/html' } },
  flow: { name: 'headers' },
});
const onEndpoint = '"Accept": "text/html"';
const onNode = '"accept": "text/html"';

function codesOf(uri: Uri): readonly unknown[] {
  return languages.getDiagnostics(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
}

/** Resolves with all that anybody reports of the file, once it has these codes and no other. */
function diagnosticsWith(uri: Uri, codes: readonly string[]): Promise<readonly Diagnostic[]> {
  return findingsOf(uri, `${codes}`, (found) =>
    JSON.stringify(codesOf(uri)) === JSON.stringify(codes) ? found : undefined,
  );
}

/** Types at the end of a header value and takes it back, and expects the finding to come and go without saving. */
async function expectMismatchWhileTyping({ document, editor, uri }: Flow, header: string): Promise<void> {
  await diagnosticsWith(uri, ['redundant-header']);
  const { end } = rangeOf(document, header);
  editor.selection = new Selection(end.translate(0, -1), end.translate(0, -1));
  await commands.executeCommand('type', { text: 'x' });
  await diagnosticsWith(uri, ['header-mismatch']);
  await commands.executeCommand('deleteLeft');
  await diagnosticsWith(uri, ['redundant-header']);
  assert.equal(document.isDirty, true);
}

export const diagnostics: Suite = {
  name: 'diagnostics',
  tests: {
    'a finding stands at its token, with code, documentation and the other place': () =>
      withFlow('headers.flow.json', agreeing.replace(onNode, '"accept": "text/plain"'), async ({ document, uri }) => {
        const [found] = await diagnosticsWith(uri, ['header-mismatch']);
        assert.equal(found?.source, 'flow-lens');
        assert.equal(found.severity, DiagnosticSeverity.Error);
        assert.equal(document.getText(found.range), '"accept"');
        assert.match(found.message, /"text\/plain" here and "text\/html" on the endpoint "orders"/);
        assert.ok(typeof found.code === 'object');
        assert.match(found.code.target.toString(), /header-mismatch/);
        const [related, ...others] = found.relatedInformation ?? [];
        assert.deepEqual(others, []);
        assert.equal(related?.location.uri.toString(), uri.toString());
        assert.equal(document.getText(related.location.range), '"Accept"');
      }),

    'a key typed in a header value of the node shows at once whether both sides agree': () =>
      withFlow('headers.flow.json', agreeing, (flow) => expectMismatchWhileTyping(flow, onNode)),

    'a key typed in a header value of the endpoint shows it on the node': () =>
      withFlow('headers.flow.json', agreeing, (flow) => expectMismatchWhileTyping(flow, onEndpoint)),

    'a flow in the view of a change is checked as well, whatever its scheme': async () => {
      await activateFlowLens();
      const proposed = Uri.parse('review:/pull/7/proposed.flow.json');
      const text = agreeing.replace(onNode, '"accept": "text/plain"');
      const provider = workspace.registerTextDocumentContentProvider('review', {
        provideTextDocumentContent: () => text,
      });
      try {
        await commands.executeCommand('vscode.diff', workspaceUri('greeting.flow.json'), proposed, 'Pull request 7');
        await diagnosticsWith(proposed, ['header-mismatch']);
      } finally {
        await commands.executeCommand('workbench.action.closeAllEditors');
        provider.dispose();
      }
    },

    "VS Code's own JSON server, which is at work, reports nothing of a flow": () =>
      withFlow('broken.flow.json', '{ "version": 1, "name": "broken", }\n', async ({ document, uri }) => {
        assert.equal(document.languageId, 'flow-json');
        await diagnosticsWith(uri, ['json-syntax']);
        const json = workspaceUri('broken.json');
        await window.showTextDocument(json);
        await findingsOf(json, 'a finding', ([first]) => first);
        await window.showTextDocument(document);
        assert.deepEqual(codesOf(uri), ['json-syntax']);
      }),

    'a flow that nobody has opened is reported too': async () => {
      await activateFlowLens();
      const found = await diagnosticsWith(workspaceUri('refund.flow.json'), [
        'header-mismatch',
        'default-response-case',
        'default-response-case',
      ]);
      assert.deepEqual([...new Set(found.map(({ source }) => source))], ['flow-lens']);
    },

    'an environment file that no run could use is reported': () =>
      withFlow('http-client.env.json', '{ "dev": { "stage": [] } }\n', async ({ uri }) => {
        const found = await findingsOf(uri, 'a finding of ours', (all) => {
          const ours = all.filter(({ source }) => source === 'flow-lens');
          return ours.length > 0 ? ours : undefined;
        });
        assert.equal(found.length, 1);
      }),
  },
};
