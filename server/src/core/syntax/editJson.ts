import type { Edit } from '#core/syntax/edit';
import { endOf, type Span } from '#core/syntax/span';
import {
  asArray,
  findProperty,
  type JsonArray,
  type JsonNode,
  type JsonObject,
  type JsonProperty,
  standsTwice,
} from '#core/syntax/tree';
import { WrittenValue } from '#core/syntax/writtenValue';

/** What a fix may write: plain JSON, keys in the order they are to stand, or what stands elsewhere. */
export type NewValue =
  | string
  | number
  | boolean
  | null
  | readonly NewValue[]
  | { readonly [key: string]: NewValue }
  | WrittenValue;

/**
 * Adds entries behind the last one, in the style of the text: one line or many, its indentation, its line ends. Undefined
 * where the object is too broken to add to: its last entry has no value yet, or it is never closed and a brace is text.
 */
export function addProperties(
  text: string,
  object: JsonObject,
  entries: readonly (readonly [key: string, value: NewValue])[],
): Edit | undefined {
  if (text[endOf(object) - 1] !== '}') return undefined;
  const last = object.properties.at(-1);
  if (last !== undefined && (last.value === undefined || endOf(last) === endOf(object))) return undefined;
  const style = styleOf(text, object);
  const written = entries.map(([key, value]) => `${JSON.stringify(key)}: ${writeValue(value, style)}`);
  const separator = style.multiline ? `,${style.eol}${style.indent}` : ', ';
  if (last !== undefined) {
    return { span: { offset: endOf(last), length: 0 }, newText: separator + written.join(separator) };
  }
  const inside = { offset: object.offset + 1, length: object.length - 2 };
  const content = written.join(separator);
  const newText = style.multiline
    ? `${style.eol}${style.indent}${content}${style.eol}${style.outerIndent}`
    : ` ${content} `;
  return { span: inside, newText };
}

/** Adds an item behind the last one, in the style of the text. Undefined where the list is never closed. */
export function addItem(text: string, list: JsonArray, item: NewValue): Edit | undefined {
  if (text[endOf(list) - 1] !== ']') return undefined;
  const [first, last] = [list.items[0], list.items.at(-1)];
  if (first === undefined || last === undefined) {
    return { span: { offset: list.offset + 1, length: list.length - 2 }, newText: writeInline(item) };
  }
  const multiline = /[\r\n]/.test(text.slice(list.offset, first.offset));
  const separator = multiline ? `,${lineEndOf(text)}${indentAt(text, first.offset)}` : ', ';
  return { span: { offset: endOf(last), length: 0 }, newText: separator + writeInline(item) };
}

/** Takes an entry of an object or a list out, with the comma that belongs to it. */
export function removeEntry(text: string, container: JsonObject | JsonArray, entry: Span): Edit {
  const entries: readonly Span[] = container.kind === 'object' ? container.properties : container.items;
  const index = entries.indexOf(entry);
  const next = entries[index + 1];
  const previous = entries[index - 1];
  if (next !== undefined) return cut(entry.offset, next.offset);
  if (previous !== undefined) return cut(endOf(previous), endOf(entry));
  const close = endOf(container) - 1;
  const closed = text[close] === '}' || text[close] === ']';
  return cut(container.offset + 1, closed ? close : endOf(entry));
}

/** Takes an entry of a list out, and with the last one the property of the owner that holds the list, where that can go. */
export function removeItem(text: string, owner: JsonObject, key: string, item: Span): Edit | undefined {
  const property = findProperty(owner, key);
  const list = asArray(property?.value);
  if (property === undefined || list === undefined) return undefined;
  return goesWithItsLast(owner, key, list) ? removeEntry(text, owner, property) : removeEntry(text, list, item);
}

/**
 * Whether the property of that key can go with an entry, as its value holds no other: not where the key stands twice, since the
 * earlier one would then count.
 */
export function goesWithItsLast(owner: JsonObject, key: string, value: JsonArray | JsonObject): boolean {
  const entries: readonly Span[] = value.kind === 'array' ? value.items : value.properties;
  return entries.length === 1 && !standsTwice(owner, key);
}

/** Adds an entry before another one, in the style of the text. */
export function addPropertyBefore(
  text: string,
  object: JsonObject,
  next: JsonProperty,
  [key, value]: readonly [key: string, value: NewValue],
): Edit {
  const style = styleOf(text, object);
  const separator = style.multiline ? `,${style.eol}${indentAt(text, next.offset)}` : ', ';
  const newText = `${JSON.stringify(key)}: ${writeValue(value, style)}${separator}`;
  return { span: { offset: next.offset, length: 0 }, newText };
}

export function renameKey(property: JsonProperty, key: string): Edit {
  return { span: property.key, newText: JSON.stringify(key) };
}

export function replaceValue(span: Span, value: NewValue): Edit {
  return { span, newText: writeInline(value) };
}

/** Puts a text inside of a string, whatever stands around it there. */
export function replaceInside(span: Span, text: string): Edit {
  return { span, newText: escapeInString(text) };
}

/** A text as it stands between the quotes of a JSON string (RFC 8259 §7). */
export function escapeInString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function cut(from: number, to: number): Edit {
  return { span: { offset: from, length: to - from }, newText: '' };
}

interface Style {
  readonly multiline: boolean;
  readonly eol: string;
  /** White space before an entry of the object, and before its closing bracket. */
  readonly indent: string;
  readonly outerIndent: string;
  readonly unit: string;
}

function styleOf(text: string, object: JsonObject): Style {
  const eol = lineEndOf(text);
  const outerIndent = indentAt(text, object.offset);
  const unit = indentUnit(text);
  const first = object.properties[0];
  if (first === undefined) {
    const multiline = unit !== undefined && beginsLine(text, object.offset);
    return { multiline, eol, outerIndent, indent: outerIndent + (unit ?? ''), unit: unit ?? '  ' };
  }
  const multiline = /[\r\n]/.test(text.slice(object.offset, first.offset));
  return { multiline, eol, outerIndent, indent: indentAt(text, first.offset), unit: unit ?? '  ' };
}

/** How the lines of a text end. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The white space at the start of the line that the offset lies in. */
function indentAt(text: string, offset: number): string {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** Whether nothing but its key stands before a value on its line: what stands around it is written on many lines. */
function beginsLine(text: string, offset: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*(?:"(?:[^"\\]|\\.)*"[ \t]*:[ \t]*)?$/.test(text.slice(lineStart, offset));
}

/** The first indentation that the text shows; undefined in a text of one line. */
export function indentUnit(text: string): string | undefined {
  return /[\r\n]([ \t]+)\S/.exec(text)?.[1];
}

/** Objects that hold objects go on lines of their own, the others stay on one, as people write flows. */
function writeValue(value: NewValue, style: Style): string {
  if (value instanceof WrittenValue) return style.multiline ? value.at(style) : writeInline(value.value);
  if (!style.multiline || !isObject(value) || !Object.values(value).some(takesLines)) return writeInline(value);
  const inner = { ...style, indent: style.indent + style.unit };
  const entries = Object.entries(value).map(
    ([key, item]) => `${inner.indent}${JSON.stringify(key)}: ${writeValue(item, inner)}`,
  );
  return `{${style.eol}${entries.join(`,${style.eol}`)}${style.eol}${style.indent}}`;
}

function takesLines(value: NewValue): boolean {
  return isObject(value) || value instanceof WrittenValue;
}

function writeInline(value: NewValue): string {
  if (value instanceof WrittenValue) return writeInline(value.value);
  if (Array.isArray(value)) return `[${value.map(writeInline).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${writeInline(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function isObject(value: NewValue): value is { readonly [key: string]: NewValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenValue);
}

/** A part of the tree as a value to write elsewhere. */
export function toNewValue(node: JsonNode): NewValue {
  if (node.kind === 'array') return node.items.map(toNewValue);
  if (node.kind !== 'object') return node.value;
  return Object.fromEntries(
    node.effective.map(({ name, value }) => [name, value === undefined ? null : toNewValue(value)]),
  );
}

/** A part of the tree to be put elsewhere as it is written; a text that nests as it is indented keeps its lines. */
export function takeAsWritten(text: string, node: JsonNode): WrittenValue {
  const lines = text.slice(node.offset, endOf(node)).split(/\r\n|\r|\n/);
  const from = { indent: indentAt(text, node.offset), unit: indentUnit(text) ?? '' };
  return new WrittenValue(lines, from, toNewValue(node));
}
