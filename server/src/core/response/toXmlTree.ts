import type { Tree } from '#core/response/tree';

/** One item of the parser's ordered form: `<name` → items with `:@` → attributes, `#text` → string, `#cdata` → items. */
export type OrderedItem = Readonly<Record<string, unknown>>;

/** An element whose content is being read. */
interface Open {
  readonly name: string;
  readonly items: Iterator<OrderedItem>;
  readonly members: Map<string, Tree>;
  text: string;
}

/**
 * Gives the tree of an XML document: the root element is a member of it, an element with nothing but text is that text,
 * attributes are members `@name`, text beside attributes or elements is `#text` unless it is only white space, and a
 * repeated element is a list. Works without recursion, so that depth is no matter.
 */
export function toXmlTree(document: readonly OrderedItem[]): { [name: string]: Tree } {
  const root: Open = { name: '', items: document.values(), members: new Map(), text: '' };
  const path = [root];
  for (let open = path.at(-1); open !== undefined; open = path.at(-1)) {
    const { value: item, done } = open.items.next();
    if (done !== true) {
      const inner = readItem(open, item);
      if (inner !== undefined) path.push(inner);
      continue;
    }
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) addElement(parent.members, open.name, toValue(open));
  }
  return Object.fromEntries(root.members);
}

/** Takes a text into the open element, or gives the element that begins here. */
function readItem(open: Open, item: OrderedItem): Open | undefined {
  const { '#text': text, '#cdata': cdata } = item;
  if (typeof text === 'string') open.text += decodeReferences(text);
  if (Array.isArray(cdata)) open.text += cdata.map((part: OrderedItem) => part['#text']).join('');
  const key = Object.keys(item).find((name) => name.startsWith('<'));
  const items = key === undefined ? undefined : item[key];
  if (key === undefined || !Array.isArray(items)) return undefined;
  return { name: key.slice(1), items: items.values(), members: readAttributes(item[':@']), text: '' };
}

/** Line breaks and tabs in an attribute value count as spaces (XML 1.0 §3.3.3). */
function readAttributes(attributes: unknown): Map<string, Tree> {
  const entries = typeof attributes === 'object' && attributes !== null ? Object.entries(attributes) : [];
  return new Map(entries.map(([name, value]) => [name, decodeReferences(String(value).replace(/[\t\n\r]/g, ' '))]));
}

function toValue({ members, text }: Open): Tree {
  if (members.size === 0) return text;
  if (text.trim() !== '') members.set('#text', text);
  return Object.fromEntries(members);
}

/** Only repetition makes a list here, so a member that is one already has a repeated element. */
function addElement(members: Map<string, Tree>, name: string, value: Tree): void {
  const present = members.get(name);
  if (present === undefined) members.set(name, value);
  else if (Array.isArray(present)) present.push(value);
  else members.set(name, [present, value]);
}

const predefined: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Expands the predefined entities and character references, in one pass (XML 1.0 §4.1, §4.6). Others stay as they are. */
function decodeReferences(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([\da-fA-F]+));/g, (written, name, decimal, hexadecimal) => {
    if (name !== undefined) return predefined.get(name) ?? written;
    const codePoint = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number.parseInt(decimal, 10);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : written;
  });
}
