import { getLanguageService, type JSONDocument, type LanguageService, TextDocument } from 'vscode-json-languageservice';
import type { FlowDocument } from '#core/model/document';
import { schema } from '#core/model/schema';
import { toJsonNode } from './toJsonNode';

/** The schema whose descriptions the service gives as they are: it would escape the back quotes that set off code in them. */
const withMarkdown: object = JSON.parse(JSON.stringify(schema), (_, value) =>
  typeof value?.description === 'string' ? { ...value, markdownDescription: value.description } : value,
);

/** What any JSON file with a schema has in VS Code: a flow has it too, though its language is its own. */
export interface JsonLanguage {
  /** Calls the service with the document in its own terms. Undefined for a text that nests too deeply for it. */
  ask<T>(
    document: FlowDocument,
    question: (service: LanguageService, text: TextDocument, tree: JSONDocument) => T,
  ): T | undefined;
}

/**
 * The JSON service with the flow schema and nothing else. It does no IO: whatever schema a document names in `$schema`, it is
 * answered with ours. It validates nothing; the rules do.
 */
export function createJsonLanguage(): JsonLanguage {
  const service = getLanguageService({ schemaRequestService: async () => JSON.stringify(schema) });
  const uri = 'flow-lens:/flow.schema.json';
  service.configure({
    validate: false,
    allowComments: false,
    schemas: [{ uri, fileMatch: ['*'], schema: withMarkdown }],
  });
  /** Of a long flow the tree takes longer to make than most answers. */
  const trees = new WeakMap<FlowDocument, JSONDocument>();
  return {
    ask(document, question) {
      const { root, text, syntaxErrors } = document;
      if (syntaxErrors.some(({ kind }) => kind === 'depth')) return undefined;
      const tree = trees.get(document) ?? service.newJSONDocument(root && toJsonNode(root, text), []);
      trees.set(document, tree);
      return question(service, TextDocument.create(document.uri, 'json', 0, text), tree);
    },
  };
}
