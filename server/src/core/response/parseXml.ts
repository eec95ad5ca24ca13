import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { toXmlTree } from '#core/response/toXmlTree';
import type { Tree } from '#core/response/tree';

/** How many elements may stand one in another. Deeper documents are refused with a reason. */
const maxDepth = 500;

export type ParsedXml = { readonly tree: Tree } | { readonly reason: string };

/**
 * Parses an XML document into a tree for JSONPath, or says in one sentence why it can't. A document type declaration is
 * never followed: no entity it declares is expanded, and a document that declares an external one is refused.
 */
export function parseXml(text: string): ParsedXml {
  try {
    const checked = XMLValidator.validate(text);
    if (checked !== true) {
      const { msg, line, col } = checked.err;
      return { reason: `the answer is not well-formed XML (line ${line}, column ${col}: ${toDetail(msg)})` };
    }
    const tree = toXmlTree(createParser().parse(text));
    // The check counts root elements by their closing tags and misses `<a/><b/>`.
    const [root, ...others] = Object.values(tree);
    if (others.length > 0 || Array.isArray(root)) {
      return { reason: 'the answer is not well-formed XML (more than one root element)' };
    }
    return { tree };
  } catch (error) {
    return { reason: `the answer can't be read as XML (${toDetail(error instanceof Error ? error.message : '')})` };
  }
}

/**
 * The parser keeps order, space and references as they are: `toXmlTree` gives them their meaning. Element names get a
 * `<` in front, so that none of them is a reserved word of the parser or of JavaScript (`constructor`, `__proto__`).
 */
function createParser(): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#text',
    cdataPropName: '#cdata',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: maxDepth,
    jPath: false,
    transformTagName: (name) => (name.startsWith('<') ? name : `<${name}`),
  });
}

/** The parser's messages may quote the document at length, and end with a stop. */
function toDetail(message: string): string {
  const line = message.replace(/\s+/g, ' ').replace(/\.$/, '');
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
