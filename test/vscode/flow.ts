import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type CodeLens, commands, Range, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import type { FlowLens } from '../../client/src/extension';
import type { Decorations } from '../../client/src/view/toDecorations';
import { activateFlowLens } from './flowLens';
import { until, waitFor } from './until';

/** A flow definition in an editor, and what a person does with it. */
export interface Flow {
  readonly uri: Uri;
  readonly document: TextDocument;
  readonly editor: TextEditor;
  /** Runs the node as its lens does. Resolves when the run is over or refused. */
  run(node?: string): Promise<void>;
  /** Replaces the only place where `from` stands, without saving. */
  replace(from: string, to: string): Promise<void>;
  /** Resolves with what is drawn once it is as wanted: `what` says so in words. */
  drawn(what: string, isWanted: (decorations: Decorations) => boolean): Promise<Decorations>;
  /** The lenses with their titles, in the order of the text. */
  lenses(): Promise<readonly CodeLens[]>;
}

/** Writes a flow definition to a new folder of the workspace, opens it, and takes both away afterwards. */
export async function withFlow(fileName: string, text: string, use: (flow: Flow) => Promise<void>): Promise<void> {
  const flowLens = await activateFlowLens();
  // VS Code keeps a document for a while after it was closed: a file of the same name would show the text of the last one.
  const folder = workspaceUri(randomUUID());
  const uri = Uri.joinPath(folder, fileName);
  await workspace.fs.writeFile(uri, Buffer.from(text));
  const editor = await window.showTextDocument(uri);
  try {
    await use(toFlow(flowLens, editor));
  } finally {
    await window.showTextDocument(editor.document);
    await commands.executeCommand('workbench.action.files.revert');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(folder, { recursive: true });
  }
}

/** A file of the folder that is open. */
export function workspaceUri(fileName: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return Uri.joinPath(folder.uri, fileName);
}

/** Where `text` stands in the document, which has it once. */
export function rangeOf(document: TextDocument, text: string): Range {
  const [before = '', ...others] = document.getText().split(text);
  assert.equal(others.length, 1, `the document has ${JSON.stringify(text)} ${others.length} times`);
  return new Range(document.positionAt(before.length), document.positionAt(before.length + text.length));
}

function toFlow(flowLens: FlowLens, editor: TextEditor): Flow {
  const { document } = editor;
  const { uri } = document;
  return {
    uri,
    document,
    editor,
    run: async (node = 'get-order') => {
      await waitFor(`the end of the run of ${node}`, commands.executeCommand('flowLens.runNode', uri.toString(), node));
    },
    replace: async (from, to) => {
      const range = rangeOf(document, from);
      assert.equal(await editor.edit((edit) => edit.replace(range, to)), true);
    },
    drawn: (what, isWanted) => {
      const present = () => flowLens.drawnIn(uri);
      const find = () => {
        const decorations = present();
        return decorations !== undefined && isWanted(decorations) ? decorations : undefined;
      };
      return until(what, flowLens.onDidDraw, find, present);
    },
    lenses: async () => commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100),
  };
}
