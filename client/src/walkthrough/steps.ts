import { commands, type Position, Selection, type TextEditor, TextEditorRevealType } from 'vscode';
import { type Example, startExampleApi } from '../example/registerExample';
import { say } from '../say';
import type { BranchLine } from '../view/branchLine';
import type { Decorations } from '../view/toDecorations';
import { untilFound } from './untilFound';

/** What the buttons of the walkthrough do, by the names that the manifest calls them by. */
export type Steps = ReadonlyMap<string, () => Promise<unknown>>;

/** Each shows the example first: the person may have closed it, or never opened it. */
export function createSteps(
  example: Example,
  { drawnIn }: Pick<BranchLine, 'drawnIn'>,
  serverReady: Promise<void>,
): Steps {
  const { files } = example;
  const uri = files.flow.toString();
  const showNode = async (): Promise<TextEditor> => {
    const editor = await files.show();
    const { findApiNodes } = await import('../run/apiNodes');
    const node = findApiNodes(editor.document.getText()).find(({ id }) => id === files.node);
    if (node !== undefined) goTo(editor, editor.document.positionAt(node.offset));
    return editor;
  };
  const run = async (): Promise<void> => {
    await startExampleApi(example);
    await showNode();
    // One that a step has opened says what an earlier run did.
    await commands.executeCommand('editor.action.hideHover');
    await commands.executeCommand('flowLens.runNode', uri, files.node);
  };
  const selectEnvironment = async (): Promise<void> => {
    await files.show();
    await commands.executeCommand('flowLens.selectEnvironment');
  };
  const readBranch = async (): Promise<void> => {
    const editor = await showNode();
    const position = findBranch(drawnIn(files.flow));
    if (position === undefined) return say('No node of the example was run yet', { title: 'Run It', take: run });
    goTo(editor, position);
    await commands.executeCommand('editor.action.showHover');
    await commands.executeCommand('setContext', 'flowLens.hasReadBranch', true);
  };
  const setSecret = async (): Promise<void> => {
    await showNode();
    await commands.executeCommand('flowLens.setSecret', uri, files.secret);
  };
  const reset = async (): Promise<void> => {
    await files.reset();
    await files.show();
  };
  return new Map([
    ['finding', () => showFinding(example, serverReady)],
    ['environment', selectEnvironment],
    ['run', run],
    ['branch', readBranch],
    ['secret', setSecret],
    ['reset', reset],
  ]);
}

/** Puts the cursor at the first finding and opens what mends it. */
async function showFinding({ files }: Example, serverReady: Promise<void>): Promise<void> {
  const editor = await files.show();
  await serverReady;
  const finding = await untilFound(files.flow);
  if (finding === undefined) {
    return say('Nothing in the example is wrong any more', {
      title: 'Put It Back as It Was',
      take: () => files.reset(),
    });
  }
  goTo(editor, finding.range.start);
  await commands.executeCommand('editor.action.quickFix');
}

function goTo(editor: TextEditor, position: Position): void {
  editor.selection = new Selection(position, position);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a run has lit up a branch, whatever it was. */
function findBranch(drawn: Readonly<Decorations> | undefined): Position | undefined {
  if (drawn === undefined) return undefined;
  const { success, fallback, failure, none, stale } = drawn;
  return [success, fallback, failure, none, stale].flat()[0]?.range.start;
}
