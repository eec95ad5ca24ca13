import { homedir } from 'node:os';
import { basename } from 'node:path';
import { commands, Position, SnippetString, Uri, ViewColumn, window, workspace } from 'vscode';
import type { FlowDraft } from '../../../server/src/protocol';
import { findFlowInView } from '../environment/findFlowInView';
import { openFile } from '../nextSteps';
import { warn } from '../say';
import type { Server } from '../server';

const suffix = '.flow.json';

/** Asks what the new flow begins with and where it lies, and opens it with the first of its holes selected. Rejects as the server's requests do. */
export async function newFlow(server: Server): Promise<void> {
  const draft = await chooseDraft(server);
  const chosen = draft && (await chooseFile(draft));
  if (draft === undefined || chosen === undefined) return;
  const file = withSuffix(chosen);
  // Of the name that was typed the dialog has asked whether it may be written over, of another one nobody has.
  if (file !== chosen && (await isThere(file))) {
    void warn(`${basename(file.path)} is there already`, openFile(file));
    return;
  }
  const drafts = await server.request('flowLens/flowDrafts', { uri: file.toString() });
  const named = drafts.find(({ label }) => label === draft.label) ?? draft;
  await create(file, named);
}

async function chooseDraft(server: Server): Promise<FlowDraft | undefined> {
  // What the flow is called is known only when it is known where it lies.
  const drafts = await server.request('flowLens/flowDrafts', { uri: `untitled:new${suffix}` });
  const items = drafts.map((draft) => ({ label: capitalise(draft.label), detail: capitalise(draft.detail), draft }));
  const options = { title: 'New Flow Definition', placeHolder: 'What it begins with', matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.draft;
}

/** In completion they stand among words of the format, here they are titles. */
function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function chooseFile({ label }: FlowDraft): Thenable<Uri | undefined> {
  return window.showSaveDialog({
    defaultUri: Uri.joinPath(folderInView(), `${label.toLowerCase().replaceAll(' ', '-')}${suffix}`),
    // VS Code knows no endings of two parts: what has another ending than these gets one more.
    filters: { 'Flow definition': ['json'] },
    title: 'New Flow Definition',
    saveLabel: 'Create',
  });
}

/** Beside the flow in view where that belongs to the workspace, else in its first folder, else where the person is at home. */
function folderInView(): Uri {
  const flow = findFlowInView();
  if (flow !== undefined && workspace.getWorkspaceFolder(flow) !== undefined) return Uri.joinPath(flow, '..');
  return workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
}

/** A flow is known by the end of its name: `orders` and `orders.json` become `orders.flow.json`. */
function withSuffix(file: Uri): Uri {
  if (file.path.endsWith(suffix)) return file;
  return file.with({ path: `${file.path.replace(/\.json$/, '')}${suffix}` });
}

function isThere(file: Uri): Promise<boolean> {
  return Promise.resolve(workspace.fs.stat(file)).then(
    () => true,
    () => false,
  );
}

async function create(file: Uri, { snippet }: FlowDraft): Promise<void> {
  await workspace.fs.writeFile(file, new Uint8Array());
  const { activeTextEditor, visibleTextEditors } = window;
  // Beside a page such as the walkthrough, not over it.
  const { viewColumn = ViewColumn.Active } = activeTextEditor ?? visibleTextEditors[0] ?? {};
  const editor = await window.showTextDocument(file, { viewColumn, preview: false });
  await editor.insertSnippet(new SnippetString(`${snippet}\n`), new Position(0, 0));
  await editor.document.save();
  await commands.executeCommand('setContext', 'flowLens.hasBegunFlow', true);
}
