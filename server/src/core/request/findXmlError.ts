import type { TextError } from '#core/request/findBodyError';
import { hole } from '#core/template/hole';

/**
 * The first fault that keeps a text from being well-formed (XML 1.0 §2.1), where holes stand for what is put in later: as
 * text, in an attribute value, as a name, as attributes, or as whole elements. fast-xml-parser, which reads answers, is too
 * lenient to check what others shall read: it passes `href="?a=1&b=2"`, `&nbsp;` and `<a/><b/>`, and knows no holes.
 */
export function findXmlError(text: string): TextError | undefined {
  const document: Scanned = { text, at: 0, open: [], hasRoot: false, hasHole: false, hasDoctype: false };
  const control = text.search(/(?![\t\n\r\u007F-\u009F])\p{Cc}/u);
  if (control >= 0) return { offset: control, reason: 'a control character stands there' };
  while (document.at < text.length) {
    const error = text[document.at] === '<' ? readMarkup(document) : readText(document);
    if (error !== undefined) return error;
  }
  const unclosed = document.open.at(-1);
  if (unclosed !== undefined)
    return { offset: unclosed.offset, reason: 'the element that begins there is never closed' };
  return document.hasRoot || document.hasHole ? undefined : { offset: 0, reason: 'there is no element' };
}

/** A document that is being read. */
interface Scanned {
  readonly text: string;
  at: number;
  /** The elements around the place, outermost first. */
  readonly open: { readonly name: string; readonly offset: number }[];
  hasRoot: boolean;
  /** Outside of the root element, which a hole may bring. */
  hasHole: boolean;
  /** It may declare entities. */
  hasDoctype: boolean;
}

function readText(document: Scanned): TextError | undefined {
  const { text, at, open } = document;
  const next = text.indexOf('<', at);
  const end = next < 0 ? text.length : next;
  const content = text.slice(at, end);
  document.at = end;
  if (open.length > 0) return findTextError(content, at, document);
  document.hasHole ||= content.includes(hole);
  const stray = content.replaceAll(hole, ' ').search(/\S/);
  return stray < 0 ? undefined : { offset: at + stray, reason: 'text stands outside of the root element' };
}

function findTextError(content: string, at: number, document: Scanned): TextError | undefined {
  const cdataEnd = content.indexOf(']]>');
  if (cdataEnd >= 0) return { offset: at + cdataEnd, reason: '"]]>" stands in text, where it is written "]]&gt;"' };
  return findReferenceError(content, at, document);
}

const references = new RegExp(
  `&(?:(#\\d+|#x[\\da-fA-F]+|amp|lt|gt|apos|quot|[^;]{0,99}${hole}[^;]{0,99})|([\\w:.-]{1,99}))?(;)?`,
  'g',
);

/** XML 1.0 §4.1: a reference to an entity that nothing declares is no well-formed one. */
function findReferenceError(content: string, at: number, { hasDoctype }: Scanned): TextError | undefined {
  for (const { index, 1: known, 2: other, 3: semicolon } of content.matchAll(references)) {
    const offset = at + index;
    if (semicolon === undefined || (known ?? other) === undefined) {
      return { offset, reason: '"&" stands alone, where it is written "&amp;"' };
    }
    if (other !== undefined && !hasDoctype) return { offset, reason: 'the entity is none that XML knows' };
  }
  return undefined;
}

function readMarkup(document: Scanned): TextError | undefined {
  const { text, at } = document;
  if (text.startsWith('<!--', at)) return readComment(document);
  if (text.startsWith('<![CDATA[', at)) {
    if (document.open.length === 0) return { offset: at, reason: 'a CDATA section stands outside of the root element' };
    return skipTo(document, ']]>', 9, 'the CDATA section is never closed');
  }
  if (text.startsWith('<?', at)) {
    const isDeclaration = /^<\?xml[\s?]/.test(text.slice(at, at + 6));
    if (isDeclaration && at > (text.startsWith('\uFEFF') ? 1 : 0))
      return { offset: at, reason: 'the XML declaration stands at the very beginning or not at all' };
    return skipTo(document, '?>', 2, 'the processing instruction is never closed');
  }
  if (text.startsWith('<!DOCTYPE', at)) return readDoctype(document);
  return text[at + 1] === '/' ? readEndTag(document) : readStartTag(document);
}

function skipTo(document: Scanned, end: string, openingLength: number, reason: string): TextError | undefined {
  const { text, at } = document;
  const found = text.indexOf(end, at + openingLength);
  if (found < 0) return { offset: at, reason };
  document.at = found + end.length;
  return undefined;
}

function readComment(document: Scanned): TextError | undefined {
  const start = document.at + 4;
  const error = skipTo(document, '-->', 4, 'the comment is never closed');
  const hyphens = document.text.indexOf('--', start);
  if (error !== undefined || hyphens === document.at - 3) return error;
  return { offset: hyphens, reason: '"--" stands in a comment' };
}

const doctype = /<!DOCTYPE(?:[^[\]"'>]|"[^"]*"|'[^']*')*(?:\[(?:[^\]"']|"[^"]*"|'[^']*')*\]\s*)?>/y;

function readDoctype(document: Scanned): TextError | undefined {
  const offset = document.at;
  if (document.hasRoot)
    return { offset, reason: 'a document type declaration stands before the root element or not at all' };
  document.hasDoctype = true;
  return match(document, doctype) === undefined
    ? { offset, reason: 'the document type declaration is never closed' }
    : undefined;
}

const name = `[\\p{L}_:${hole}][\\p{L}\\p{N}\\p{M}_:.·${hole}-]*`;
const endTag = new RegExp(`</(${name})\\s*>`, 'uy');
const startOfTag = new RegExp(`<(${name})`, 'uy');
const attribute = new RegExp(`\\s+(?:(${name})\\s*=\\s*(?:"([^"]*)"|'([^']*)')|${hole}+(?=[\\s/>]))`, 'uy');
const endOfTag = /\s*(\/?)>/y;
const cutTag = /\s*(?:<|$)/y;

function readEndTag(document: Scanned): TextError | undefined {
  const offset = document.at;
  const closed = match(document, endTag)?.[1];
  if (closed === undefined) return { offset, reason: 'the closing tag is not complete' };
  const opened = document.open.pop()?.name;
  if (opened === undefined) return { offset, reason: 'the closing tag closes nothing' };
  const isSame = opened === closed || opened.includes(hole) || closed.includes(hole);
  return isSame ? undefined : { offset, reason: 'the closing tag closes another element than the one that is open' };
}

function readStartTag(document: Scanned): TextError | undefined {
  const offset = document.at;
  const opened = match(document, startOfTag)?.[1];
  if (opened === undefined) return { offset, reason: '"<" begins no tag, and in text it is written "&lt;"' };
  if (document.open.length === 0 && document.hasRoot) return { offset, reason: 'there is more than one root element' };
  const error = readAttributes(document);
  if (error !== undefined) return error;
  const end = match(document, endOfTag);
  if (end === undefined) return findTagError(document);
  document.hasRoot = true;
  if (end[1] !== '/') document.open.push({ name: opened, offset });
  return undefined;
}

function findTagError(document: Scanned): TextError {
  const { at: offset } = document;
  const isCut = match(document, cutTag) !== undefined;
  return {
    offset,
    reason: isCut ? 'the tag is never closed' : 'name="value" is expected there, or the end of the tag',
  };
}

function readAttributes(document: Scanned): TextError | undefined {
  const names = new Set<string>();
  for (;;) {
    const offset = document.at;
    const found = match(document, attribute);
    if (found === undefined) return undefined;
    const [whole, key = '', double, single] = found;
    const value = double ?? single ?? '';
    if (names.has(key) && !key.includes(hole) && key !== '')
      return { offset, reason: 'the attribute stands there twice' };
    names.add(key);
    const valueAt = offset + whole.length - value.length - 1;
    if (value.includes('<'))
      return { offset: valueAt, reason: '"<" stands in an attribute value, where it is written "&lt;"' };
    const error = findReferenceError(value, valueAt, document);
    if (error !== undefined) return error;
  }
}

/** Reads what stands at the place, and goes on behind it. */
function match(document: Scanned, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = document.at;
  const found = pattern.exec(document.text) ?? undefined;
  if (found !== undefined) document.at += found[0].length;
  return found;
}
