import { compile } from 'json-p3';

/** What is wrong with a JSONPath (RFC 9535), in a few words of its parser; undefined where it is one. */
export function findJsonPathError(path: string): string | undefined {
  try {
    compile(path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
