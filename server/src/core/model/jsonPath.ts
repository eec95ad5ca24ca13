import { compile } from 'json-p3';
import { escapeControls, quote } from '#core/model/quote';

const longestReason = 120;

/** What is wrong with a JSONPath (RFC 9535), in a few words of its parser; undefined where it is one. */
export function findJsonPathError(path: string): string | undefined {
  try {
    compile(path);
    return undefined;
  } catch (error) {
    return toReason(error instanceof Error ? error.message : String(error));
  }
}

/** Where the parser speaks of its own insides. */
const reasons: Readonly<Record<string, string>> = {
  "can't backup beyond start": 'it ends too early',
  "unexpected token 'TOKEN_ERROR'": 'a character stands where none may stand',
  "unexpected token 'TOKEN_EOF'": 'it ends too early',
};

/** The parser quotes the path itself and the position at the end, and what it stumbled over as it stands there. */
function toReason(message: string): string {
  const [reason = ''] = message.split(/ \('[\s\S]*':\d+\)$/);
  const own = reasons[reason];
  if (own !== undefined) return own;
  const quoted = reason.replaceAll(/'([^']*)'/g, (_, token: string) => quote(token));
  return escapeControls(quoted.length > longestReason ? `${quoted.slice(0, longestReason - 1)}…` : quoted);
}
