import {
  EventEmitter,
  languages,
  type TextDocument,
  type TextDocumentContentProvider,
  type Uri,
  workspace,
} from 'vscode';

/** The text of a read-only document, and the VS Code language to show it in. */
export interface Content {
  readonly text: string;
  readonly language: string;
}

/** The documents of one scheme. */
export interface ReadOnlyDocuments {
  /** Loads the content and gives the document that holds it, in its language, shown or not. Rejects as `load` does. */
  update(uri: Uri): Promise<TextDocument>;
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
  return {
    async update(uri) {
      const content = await load(uri);
      loaded.set(uri.toString(), content);
      changed.fire(uri);
      const document = await workspace.openTextDocument(uri);
      if (document.languageId === content.language) return document;
      return languages.setTextDocumentLanguage(document, content.language);
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
