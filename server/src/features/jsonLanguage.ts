import type { JSONDocument, LanguageService, TextDocument } from 'vscode-json-languageservice';
import type { FlowDocument } from '#core/model/document';
import { toJsonNode } from './toJsonNode';

/** What any JSON file with a schema has in VS Code: a flow has it too, though its language is its own. */
export interface JsonLanguage {
  /** Calls the service with the document in its own terms. Resolves with undefined for a text that nests too deeply for it. */
  ask<T>(
    document: FlowDocument,
    question: (service: LanguageService, text: TextDocument, tree: JSONDocument) => T | PromiseLike<T>,
  ): Promise<T | undefined>;
}

/** The service is loaded when it is asked for the first time: no diagnostics wait for it. */
export function createJsonLanguage(): JsonLanguage {
  let loading: Promise<LoadedService> | undefined;
  /** Of a long flow the tree takes longer to make than most answers. */
  const trees = new WeakMap<FlowDocument, JSONDocument>();
  return {
    async ask(document, question) {
      const { root, text, syntaxErrors } = document;
      if (syntaxErrors.some(({ kind }) => kind === 'depth')) return undefined;
      loading ??= loadService();
      const { service, toText } = await loading;
      const tree = trees.get(document) ?? service.newJSONDocument(root && toJsonNode(root, text), []);
      trees.set(document, tree);
      return question(service, toText(document.uri, text), tree);
    },
  };
}

interface LoadedService {
  readonly service: LanguageService;
  toText(uri: string, text: string): TextDocument;
}

async function loadService(): Promise<LoadedService> {
  const { createJsonService, TextDocument } = await import('./jsonService');
  return { service: createJsonService(), toText: (uri, text) => TextDocument.create(uri, 'json', 0, text) };
}
