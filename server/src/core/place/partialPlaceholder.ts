import { decode } from '#core/place/lexer';
import type { PartialPlaceholder } from '#core/place/place';

/**
 * The placeholder that is being typed at an offset of a string. What stands behind the cursor belongs to its name only where it is
 * closed there: else it is the text that goes on.
 *
 * @param from where the string's content begins, behind its quote
 * @param to where it ends
 */
export function findPartialPlaceholder(
  text: string,
  from: number,
  to: number,
  offset: number,
): PartialPlaceholder | undefined {
  const before = text.slice(from, offset);
  const behind = text.slice(offset, to);
  const [session, environment] = [openSession.exec(before), openEnvironment.exec(before)];
  const found = session ?? environment;
  if (found === null) return undefined;
  const [, name = ''] = found;
  const closing = (session === null ? closeEnvironment : closeSession).exec(behind)?.[0] ?? '';
  const offsetOfName = offset - name.length;
  return {
    kind: session === null ? 'environment' : 'session',
    typed: decode(name),
    span: { offset: offsetOfName, length: name.length + closing.length },
  };
}

/** As `parseTemplate` has it: innermost first, and nothing in the name that ends one. */
const openSession = /\[\[((?:[^[\]{}",\r\n\\]|\\(?!["rn]).)*)$/;
const openEnvironment = /\{\{([\w.-]*)$/;
const closeSession = /^[^[\]{}",\r\n\\]*\]\]?/;
const closeEnvironment = /^[\w.-]*\}\}?/;
