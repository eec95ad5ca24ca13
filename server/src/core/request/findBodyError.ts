import { findXmlError } from '#core/request/findXmlError';
import { isJson, isXml, type MediaType } from '#core/response/mediaType';
import { parseJson } from '#core/syntax/parseJson';
import { hole, withHoles } from '#core/template/hole';

/** What is wrong with a text at one place of it, counted in UTF-16 code units. The reason quotes nothing of the text. */
export interface TextError {
  readonly offset: number;
  readonly reason: string;
}

/**
 * The first fault that keeps a text from being JSON (RFC 8259) or XML (XML 1.0), whichever its media type says; undefined
 * for a right text and for any other media type. A placeholder counts as a value where a value may stand.
 */
export function findBodyError(text: string, mediaType: MediaType): TextError | undefined {
  if (isJson(mediaType)) return findJsonError(withHoles(text).replaceAll(hole, '1'));
  return isXml(mediaType) ? findXmlError(withHoles(text)) : undefined;
}

/** As `findBodyError`, for a text in which all values are put in: nothing in it is a placeholder. */
export function findContentError(text: string, mediaType: MediaType): TextError | undefined {
  if (isJson(mediaType)) return findJsonError(text);
  // Where a hole is no stand-in, it is a noncharacter, which XML does not allow (XML 1.0 §2.2).
  return isXml(mediaType) ? findXmlError(text.replaceAll(hole, '\0')) : undefined;
}

/** `JSON.parse` decides, as it does for who receives the body; our parser says where and why. */
function findJsonError(text: string): TextError | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    if (text.trim() === '') return { offset: 0, reason: 'there is no value' };
    const error = parseJson(text).errors.find(({ kind }) => kind !== 'depth');
    if (error === undefined) return { offset: 0, reason: 'it is no JSON value' };
    return { offset: error.offset, reason: toReason(error.message) };
  }
}

/** Without what was expected instead, as a part of a sentence. */
function toReason(message: string): string {
  const [reason = ''] = message.split(': ', 1);
  return reason.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}
