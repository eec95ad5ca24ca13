import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, ConfigurationTarget, commands, Range, workspace } from 'vscode';
import { flowText } from '../../support/flows';
import { type Flow, rangeOf, withFlow } from '../flow';
import type { Suite } from '../runSuites';

function textWith(...names: readonly string[]): string {
  const responses = Object.fromEntries(names.map((name) => [name, 'sorry']));
  return flowText({ node: { responses }, flow: { name: 'fixes' } });
}

const misspelt = textWith('Other', 'error', 'TIMEOUT', 'max-connection');
const halfMended = textWith('other', 'error', 'TIMEOUT', 'max-connection');
const mended = textWith('other', 'error', 'timeout', 'max-connection');

async function actionsAt({ uri }: Flow, range: Range, kind: CodeActionKind): Promise<readonly CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind.value, 100);
}

async function apply({ edit }: CodeAction): Promise<void> {
  assert.ok(edit);
  assert.equal(await workspace.applyEdit(edit), true);
}

export const fixes: Suite = {
  name: 'fixes',
  tests: {
    'a quick fix mends the finding under the cursor and nothing else': () =>
      withFlow('fixes.flow.json', misspelt, async (flow) => {
        const { start } = rangeOf(flow.document, '"Other"');
        const [fix, suppress, ...others] = await actionsAt(flow, new Range(start, start), CodeActionKind.QuickFix);
        assert.ok(fix);
        assert.equal(suppress?.title, 'Suppress "default-response-case" here with a reason…');
        assert.deepEqual(others, []);
        assert.equal(fix.title, 'Rename to "other"');
        assert.equal(fix.isPreferred, true);
        await apply(fix);
        assert.equal(flow.document.getText(), halfMended);
      }),

    'one action mends all that needs no choice': () =>
      withFlow('fixes.flow.json', misspelt, async (flow) => {
        const kind = CodeActionKind.SourceFixAll.append('flowLens');
        const [action, ...others] = await actionsAt(flow, new Range(0, 0, 0, 0), kind);
        assert.ok(action);
        assert.deepEqual(others, []);
        await apply(action);
        assert.equal(flow.document.getText(), mended);
      }),

    'so does the command': () =>
      withFlow('fixes.flow.json', misspelt, async ({ document }) => {
        await commands.executeCommand('flowLens.fixAll');
        assert.equal(document.getText(), mended);
      }),

    'so does saving, where the settings say so': () =>
      withFlow('fixes.flow.json', misspelt, async (flow) => {
        const settings = workspace.getConfiguration('editor', { languageId: 'flow-json' });
        const onSave = { 'source.fixAll.flowLens': 'explicit' };
        await settings.update('codeActionsOnSave', onSave, ConfigurationTarget.Workspace, true);
        try {
          await flow.replace('"Sorry"', '"Very sorry"');
          assert.equal(await flow.document.save(), true);
        } finally {
          await settings.update('codeActionsOnSave', undefined, ConfigurationTarget.Workspace, true);
        }
        const saved = await workspace.fs.readFile(flow.uri);
        assert.equal(Buffer.from(saved).toString(), mended.replace('"Sorry"', '"Very sorry"'));
      }),
  },
};
