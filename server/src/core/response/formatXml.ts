import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * Lays XML out for reading, two spaces a level; texts, attributes and references stay as they were written, but for
 * space around texts. What is not well-formed, or nests too deeply, comes back as it is.
 */
export function formatXml(text: string): string {
  if (XMLValidator.validate(text) !== true) return text;
  try {
    const asWritten = { preserveOrder: true, ignoreAttributes: false, processEntities: false, suppressEmptyNode: true };
    const special = { commentPropName: '#comment', cdataPropName: '#cdata' };
    const values = { parseTagValue: false, parseAttributeValue: false, trimValues: true };
    const tree = new XMLParser({ ...asWritten, ...special, ...values }).parse(text);
    const formatted: string = new XMLBuilder({ ...asWritten, ...special, format: true, indentBy: '  ' }).build(tree);
    return formatted.trim();
  } catch {
    return text;
  }
}
