import { parse } from 'yaml';
import type { ReadDescription } from '#core/openApi/apiDescription';
import { readOperations } from '#core/openApi/readOperations';
import { readServer } from '#core/openApi/readServer';
import { asScalar, asText, createDocumentValues, isObject, type Value } from '#core/openApi/values';

/**
 * Reads an OpenAPI description, 3.0 or 3.1 (https://spec.openapis.org/oas/), or Swagger 2.0, in JSON or YAML. References are followed within
 * the text alone. Total: whatever is not as the specification has it is left out.
 */
export function readDescription(text: string): ReadDescription {
  const root = parseText(text);
  if (!isObject(root)) return { kind: 'unreadable', reason: 'it is neither JSON nor YAML with an object in it' };
  const values = createDocumentValues(root);
  const version = String(asScalar(values.get(root, 'openapi')) ?? asScalar(values.get(root, 'swagger')) ?? '');
  if (!/^(?:3\.[01]\b|2(?:\.0)?$)/.test(version)) return { kind: 'unreadable', reason: describeVersion(version) };
  const source = { root, values, isSwagger: version.startsWith('2') };
  return {
    kind: 'found',
    description: {
      title: asText(values.get(root, 'info', 'title')) ?? '',
      server: readServer(source),
      operations: readOperations(source),
    },
  };
}

function describeVersion(version: string): string {
  if (version === '') return 'it names no version of OpenAPI or Swagger';
  return 'it is of another version than OpenAPI 3.0 and 3.1 and Swagger 2.0';
}

/** JSON first: it is read a hundred times as fast, and YAML reads what is none of it. */
function parseText(text: string): Value {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    try {
      return parse(text, { logLevel: 'silent', prettyErrors: false });
    } catch {
      return undefined;
    }
  }
}
