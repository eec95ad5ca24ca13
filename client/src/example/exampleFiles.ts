import { Range, type TextEditor, Uri, ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';

/** The example that the walkthrough is about, as a copy of the person's own. */
export interface ExampleFiles {
  /** The flow. */
  readonly flow: Uri;
  /** Its API Integration node, and the secret that this needs. */
  readonly node: string;
  readonly secret: string;
  /** Shows the flow, where it is open already or else in the active column, and copies what is not there yet. */
  show(): Promise<TextEditor>;
  /** Puts everything back as it was at first. */
  reset(): Promise<void>;
  /** Writes the origin of the API into the environment file, in place of the one that it had the last time. */
  setOrigin(origin: string): Promise<void>;
}

const flowName = 'order-status.flow.json';
const environmentName = 'http-client.env.json';
const names = [flowName, environmentName];

/**
 * An extension's own folder is replaced when it is updated, and may be read-only: the example is copied out of it.
 *
 * @param extensionUri where the extension is installed
 * @param storageUri a folder that the extension may write to; it need not be there
 */
export function createExampleFiles(extensionUri: Uri, storageUri: Uri): ExampleFiles {
  const folder = Uri.joinPath(storageUri, 'example');
  const flow = Uri.joinPath(folder, flowName);
  const originalOf = (name: string): Uri => Uri.joinPath(extensionUri, 'walkthrough', 'example', name);
  const copyMissing = async (): Promise<void> => {
    await workspace.fs.createDirectory(folder);
    for (const name of names) {
      const target = Uri.joinPath(folder, name);
      if (!(await isThere(target))) await workspace.fs.copy(originalOf(name), target);
    }
  };
  return {
    flow,
    node: 'get-order',
    secret: 'ORDERS_KEY',
    async show() {
      await copyMissing();
      const document = await workspace.openTextDocument(flow);
      const shown = window.visibleTextEditors.find((editor) => editor.document === document);
      return window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? ViewColumn.Active, preview: false });
    },
    async reset() {
      await copyMissing();
      for (const name of names) await rewrite(Uri.joinPath(folder, name), await readText(originalOf(name)));
    },
    async setOrigin(origin) {
      await copyMissing();
      const file = Uri.joinPath(folder, environmentName);
      const { document, text } = await open(file);
      const changed = text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, origin);
      if (changed !== text) await replaceText(document, changed);
    },
  };
}

async function isThere(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

async function open(uri: Uri) {
  const document = await workspace.openTextDocument(uri);
  return { document, text: document.getText() };
}

async function rewrite(uri: Uri, text: string): Promise<void> {
  const { document, text: present } = await open(uri);
  if (present !== text || document.isDirty) await replaceText(document, text);
}

/** Through the editor, not on disk: nobody watches files outside of the workspace, and the text may be open with changes. */
async function replaceText(document: Awaited<ReturnType<typeof open>>['document'], text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
  await document.save();
}
