import type { LanguageService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import schema from '../../schemas/flow.schema.json';
import { loadPeer } from './peers';

/** VS Code's own JSON service with the schema of flows, as it would serve who has no Flow Lens. */
export interface JsonService {
  /** Parses and validates; nothing else. */
  validate(document: TextDocument): Promise<unknown>;
}

export function createJsonService(): JsonService {
  const { getLanguageService } = loadPeer<typeof import('vscode-json-languageservice')>('vscode-json-languageservice');
  const service: LanguageService = getLanguageService({});
  service.configure({
    validate: true,
    schemas: [{ uri: 'flow-json:/schema', fileMatch: ['*.flow.json'], schema: schema as object }],
  });
  return {
    validate: (document) => Promise.resolve(service.doValidation(document, service.parseJSONDocument(document))),
  };
}

/** A text as the service takes it. */
export function toTextDocument(text: string, version = 1): TextDocument {
  return TextDocument.create('file:///bench.flow.json', 'json', version, text);
}
