import { getLanguageService, type LanguageService } from 'vscode-json-languageservice';
import { schema } from '#core/model/schema';

export { TextDocument } from 'vscode-json-languageservice';

/** The schema whose descriptions the service gives as they are: it would escape the back quotes that set off code in them. */
const withMarkdown: object = JSON.parse(JSON.stringify(schema), (_, value) =>
  typeof value?.description === 'string' ? { ...value, markdownDescription: value.description } : value,
);

/**
 * The JSON service with the flow schema and nothing else. It does no IO: whatever schema a document names in `$schema`, it is
 * answered with ours. It validates nothing; the rules do.
 */
export function createJsonService(): LanguageService {
  const service = getLanguageService({ schemaRequestService: async () => JSON.stringify(schema) });
  const uri = 'flow-lens:/flow.schema.json';
  service.configure({
    validate: false,
    allowComments: false,
    schemas: [{ uri, fileMatch: ['*'], schema: withMarkdown }],
  });
  return service;
}
