import {
  EventEmitter,
  languages,
  type TextDocument,
  type TextDocumentContentProvider,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { placeOf } from './findColumn';

/** The text of a read-only document, and the VS Code language to show it in. */
export interface Content {
  readonly text: string;
  readonly language: string;
}

/** The documents of one scheme. */
export interface ReadOnlyDocuments {
  /** Loads the content and gives the document that holds it, in its language, shown or not. Rejects as `load` does. */
  update(uri: Uri): Promise<TextDocument>;
  /** Loads the content and shows the document beside the flow; the focus stays where it is. Rejects as `load` does. */
  show(uri: Uri): Promise<void>;
  dispose(): void;
}

/** Registers the scheme. `load` gives the content of a document, also when VS Code opens one by itself. */
export function createReadOnlyDocuments(scheme: string, load: (uri: Uri) => Promise<Content>): ReadOnlyDocuments {
  const changed = new EventEmitter<Uri>();
  const loaded = new Map<string, Content>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => (loaded.get(uri.toString()) ?? (await load(uri))).text,
  };
  const disposables = [
    workspace.registerTextDocumentContentProvider(scheme, provider),
    workspace.onDidCloseTextDocument(({ uri }) => loaded.delete(uri.toString())),
    changed,
  ];
  const update = async (uri: Uri): Promise<TextDocument> => {
    const content = await load(uri);
    loaded.set(uri.toString(), content);
    changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    if (document.languageId === content.language) return document;
    return languages.setTextDocumentLanguage(document, content.language);
  };
  return {
    update,
    async show(uri) {
      await window.showTextDocument(await update(uri), placeOf(uri));
    },
    dispose() {
      for (const disposable of disposables) disposable.dispose();
    },
  };
}

/** A title as the last part of a path, which VS Code names the tab after: a slash would cut it. */
export function toTitlePath(title: string): string {
  return `/${title.replaceAll('/', '∕')}`;
}
