import type { Span } from '#core/syntax/span';

/** A part of a text that may hold placeholders. Spans count from the start of that text. */
export type TemplatePart = Literal | SessionPlaceholder | EnvironmentPlaceholder;

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly text: string;
}

/** `{{name}}`: an environment value, put in by this tool before anything is sent. */
export interface EnvironmentPlaceholder extends Span {
  readonly kind: 'environment';
  readonly name: string;
}

/** `[[name]]`: the platform's own, a session variable or a function of one. */
export interface SessionPlaceholder extends Span {
  readonly kind: 'session';
  /** Everything before the nested placeholder, or everything: `orders:status`, `left:4:`. */
  readonly name: string;
  readonly nested: SessionPlaceholder | undefined;
}

/** The text of a placeholder stops being one at any of these; what looks like one in JSON or CDATA is none. */
const forbidden = /[[\]{}",\r\n]/;

const environmentName = /[A-Za-z_][\w.-]*/;
const environmentPlaceholder = new RegExp(`\\{\\{(${environmentName.source})\\}\\}`, 'y');
const wholeEnvironmentName = new RegExp(`^${environmentName.source}$`);

/** Whether a placeholder can say the name, as `{{name}}`: what an environment file calls its values is not always one. */
export function isEnvironmentName(name: string): boolean {
  return wholeEnvironmentName.test(name);
}

/** Whether a text may hold a placeholder: most hold none, and need not be read. */
export function mayHoldPlaceholder(text: string): boolean {
  return text.includes('[[') || text.includes('{{');
}

/** Reads a text as literals and placeholders, in order and without gaps. Total: what opens no placeholder is literal. */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literalStart = 0;
  for (let at = nextOpener(text, 0); at !== -1; at = nextOpener(text, Math.max(at + 1, literalStart))) {
    const placeholder = placeholderAt(text, at);
    if (placeholder === undefined) continue;
    if (at > literalStart) parts.push(literal(text, literalStart, at));
    parts.push(placeholder);
    literalStart = at + placeholder.length;
  }
  if (text.length > literalStart) parts.push(literal(text, literalStart, text.length));
  return parts;
}

const opener = /\[\[|\{\{/g;

/** Where the next placeholder may begin; -1 where none does. */
function nextOpener(text: string, from: number): number {
  opener.lastIndex = from;
  return opener.exec(text)?.index ?? -1;
}

function literal(text: string, from: number, to: number): Literal {
  return { kind: 'literal', offset: from, length: to - from, text: text.slice(from, to) };
}

function placeholderAt(text: string, at: number): SessionPlaceholder | EnvironmentPlaceholder | undefined {
  if (text.startsWith('[[', at)) return sessionPlaceholderAt(text, at);
  if (!text.startsWith('{{', at)) return undefined;
  environmentPlaceholder.lastIndex = at;
  const match = environmentPlaceholder.exec(text);
  return match?.[1] === undefined
    ? undefined
    : { kind: 'environment', offset: at, length: match[0].length, name: match[1] };
}

/** Reads `[[name]]`, where the last part of the name may be one placeholder of its own: `[[lower:[[name]]]]`. */
function sessionPlaceholderAt(text: string, at: number, depth = 0): SessionPlaceholder | undefined {
  let end = at + 2;
  while (end < text.length && !forbidden.test(text[end] ?? '')) end++;
  const name = text.slice(at + 2, end);
  if (text.startsWith(']]', end)) {
    return name === '' ? undefined : { kind: 'session', offset: at, length: end + 2 - at, name, nested: undefined };
  }
  if (!name.endsWith(':') || !text.startsWith('[[', end) || depth >= deepestNesting) return undefined;
  const nested = sessionPlaceholderAt(text, end, depth + 1);
  if (nested === undefined || !text.startsWith(']]', end + nested.length)) return undefined;
  return { kind: 'session', offset: at, length: end + nested.length + 2 - at, name, nested };
}

/** Functions of functions are rare; the limit keeps `[[a:[[a:[[a:…` from costing the square of its length. */
const deepestNesting = 8;
