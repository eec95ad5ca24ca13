import type { GivenOption } from '#core/curl/options';
import { quote } from '#core/model/quote';
import { parseTemplate } from '#core/template/parseTemplate';

/** The content of a request, as its options say it. */
export interface CurlContent {
  /** Undefined where there is none, or where all of it lies in files. */
  readonly text: string | undefined;
  /** Whether `--json` gave it. */
  readonly isJson: boolean;
  /** What `--url-query` adds to the query of the URL, encoded. */
  readonly urlQuery: readonly string[];
  readonly notes: readonly string[];
}

/** Joins the pieces as curl does: those of a form with `&`, those of `--json` as they are. */
export function readContent(options: readonly GivenOption[]): CurlContent {
  const notes: string[] = [];
  let text: string | undefined;
  const urlQuery: string[] = [];
  const fromFile = (option: string, file: string): undefined => {
    notes.push(`The content of ${nameFile(file)} (${option}) is left out: no file is read`);
    return undefined;
  };
  for (const { name, value } of options) {
    const piece = readPiece(name, value, fromFile);
    if (piece === undefined) continue;
    if (name === 'url-query') urlQuery.push(piece);
    else text = text === undefined ? piece : text + (name === 'json' ? '' : '&') + piece;
  }
  return { text, isJson: options.some(({ name }) => name === 'json'), urlQuery, notes };
}

/** A file as it is called in the command, which may be standard input. */
function nameFile(file: string): string {
  return file === '-' ? 'the standard input' : `the file ${quote(file)}`;
}

function readPiece(
  name: string,
  value: string,
  fromFile: (option: string, file: string) => undefined,
): string | undefined {
  const option = `--${name}`;
  switch (name) {
    case 'data-raw':
      return value;
    case 'data':
    case 'data-ascii':
    case 'data-binary':
    case 'json':
      return value.startsWith('@') ? fromFile(option, value.slice(1)) : value;
    case 'upload-file':
      return fromFile(option, value);
    case 'url-query':
      if (value.startsWith('+')) return value.slice(1);
      return encodePiece(value, (file) => fromFile(option, file));
    case 'data-urlencode':
      return encodePiece(value, (file) => fromFile(option, file));
    default:
      return undefined;
  }
}

/** `content`, `=content`, `name=content`, `@file` and `name@file`: the name is taken for encoded. */
function encodePiece(value: string, fromFile: (file: string) => undefined): string | undefined {
  const at = value.search(/[=@]/);
  if (at === -1) return encode(value);
  if (value[at] === '@') return fromFile(value.slice(at + 1));
  const content = encode(value.slice(at + 1));
  return at === 0 ? content : `${value.slice(0, at)}=${content}`;
}

/** All but what RFC 3986 §2.3 calls unreserved; a placeholder stays one. */
function encode(text: string): string {
  const parts = parseTemplate(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  return parts
    .map((part) =>
      part.kind === 'literal' ? encodeLiteral(part.text) : text.slice(part.offset, part.offset + part.length),
    )
    .join('');
}

function encodeLiteral(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
