import { mayHoldPlaceholder, parseTemplate, type SessionPlaceholder } from '#core/template/parseTemplate';

/** Where values come from. Undefined: there is none. */
export interface Values {
  /** The value of `{{name}}`. */
  environment(name: string): string | undefined;
  /** The value of `[[name]]`, by all that stands between the brackets. */
  session(name: string): string | undefined;
  /** Told of each session value that was put in: the innermost name, and what became of its value. */
  readonly onSession?: (name: string, value: string) => void;
}

export interface Filled {
  /** The text with every value put in that there is; placeholders without one stay as written. */
  readonly text: string;
  /** What has no value, as written: `{{ordersApi}}`, `[[orderId]]`. */
  readonly missing: readonly string[];
}

/**
 * Puts values into a text, in one pass: a value that was put in is never read again, so an answer that contains `{{KEY}}`
 * stays text. `encode` is applied to session values only; environment values go in raw.
 */
export function fill(text: string, values: Values, encode: (value: string) => string = (value) => value): Filled {
  if (!mayHoldPlaceholder(text)) return { text, missing: [] };
  const missing: string[] = [];
  const filled = parseTemplate(text).map((part) => {
    if (part.kind === 'literal') return part.text;
    const value = part.kind === 'environment' ? values.environment(part.name) : sessionValue(part, values, missing);
    if (value !== undefined && part.kind === 'session') values.onSession?.(innermost(part).name, value);
    if (value !== undefined) return part.kind === 'session' ? encode(value) : value;
    const written = text.slice(part.offset, part.offset + part.length);
    if (part.kind === 'environment') missing.push(written);
    return written;
  });
  return { text: filled.join(''), missing };
}

/** What a placeholder stands for. The innermost name without a value is what is missing, not the function around it. */
function sessionValue(part: SessionPlaceholder, values: Values, missing: string[]): string | undefined {
  if (part.nested !== undefined) {
    const argument = sessionValue(part.nested, values, missing);
    return argument === undefined ? undefined : (callFunction(part.name + argument) ?? argument);
  }
  const value = callFunction(part.name) ?? values.session(part.name);
  if (value === undefined) missing.push(`[[${part.name}]]`);
  return value;
}

/**
 * The platform's functions, by its documentation: `lower:text`, `upper:text`, `left:n:text`, `right:n:text`,
 * `substr:from:to:text` with `from` counted from 0 and `to` exclusive. Undefined where the text calls none of them. Characters are counted
 * as code points: half of one could not be sent.
 */
function callFunction(call: string): string | undefined {
  const [name, ...rest] = call.split(':');
  if (name === 'lower' && rest.length > 0) return rest.join(':').toLowerCase();
  if (name === 'upper' && rest.length > 0) return rest.join(':').toUpperCase();
  const first = toCount(rest[0]);
  if ((name === 'left' || name === 'right') && rest.length > 1 && first !== undefined) {
    const argument = [...rest.slice(1).join(':')];
    return (name === 'left' ? argument.slice(0, first) : argument.slice(Math.max(0, argument.length - first))).join('');
  }
  const second = toCount(rest[1]);
  if (name === 'substr' && rest.length > 2 && first !== undefined && second !== undefined) {
    return [...rest.slice(2).join(':')].slice(first, second).join('');
  }
  return undefined;
}

function toCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The names of all session variables and environment values that a text asks for, each once. */
export function placeholderNames(text: string): {
  readonly session: readonly string[];
  readonly environment: readonly string[];
} {
  const session = new Set<string>();
  const environment = new Set<string>();
  for (const part of parseTemplate(text)) {
    if (part.kind === 'environment') environment.add(part.name);
    if (part.kind === 'session') session.add(innermost(part).name);
  }
  return { session: [...session], environment: [...environment] };
}

/** The placeholder that asks for the value, without the functions around it. */
export function innermost(part: SessionPlaceholder): SessionPlaceholder {
  return part.nested === undefined ? part : innermost(part.nested);
}
