import type { Flow, FlowNode } from '#core/model/flow';
import { type KeyErrorsOf, toKeyErrors } from '#core/model/keyErrors';
import { readFlow } from '#core/model/readFlow';
import { schema } from '#core/model/schema';
import { findShapeErrors, refindShapeErrors, type ShapeError } from '#core/model/shapeErrors';
import type { Edit } from '#core/syntax/edit';
import { type Lines, toLines } from '#core/syntax/lines';
import { isLossy, type JsonError, parseJson } from '#core/syntax/parseJson';
import type { Slices } from '#core/syntax/piecedText';
import { reparse } from '#core/syntax/reparse';
import { asString, type JsonNode } from '#core/syntax/tree';

/** A flow file, read once: text, tree, flow, and what is wrong with its syntax and its shape. */
export interface FlowDocument {
  /** What names the file; opaque here. */
  readonly uri: string;
  readonly text: string;
  readonly lines: Lines;
  readonly root: JsonNode | undefined;
  readonly syntaxErrors: readonly JsonError[];
  readonly shapeErrors: readonly ShapeError[];
  readonly keyErrorsOf: KeyErrorsOf;
  readonly flow: Flow;
  /** One for all versions of a text that came from one another by edits: what is made of one can be kept up for the next. */
  readonly lineage: object;
  /** How many of these came before. */
  readonly edits: number;
}

/** A node with the file that it stands in. */
export interface PlacedNode<Node extends FlowNode = FlowNode> {
  readonly document: FlowDocument;
  readonly node: Node;
}

/** The node that a flow starts with; undefined where it names none of its own. */
export function startOf(document: FlowDocument): PlacedNode | undefined {
  const node = document.flow.nodes.get(asString(document.flow.start?.value)?.value ?? '');
  return node && { document, node };
}

/**
 * Reads any text. `encodingError` is the offset at which bytes stopped being UTF-8, where the text was decoded from a file.
 */
export function readDocument(uri: string, text: string, encodingError?: number): FlowDocument {
  const { root, errors } = parseJson(text);
  const syntaxErrors = encodingError === undefined ? errors : [invalidUtf8(encodingError), ...errors];
  const shapeErrors = root === undefined ? [] : findShapeErrors(root, schema);
  return {
    uri,
    text,
    lines: toLines(text),
    root,
    syntaxErrors,
    shapeErrors,
    keyErrorsOf: toKeyErrors(shapeErrors),
    flow: readFlow(root),
    lineage: {},
    edits: 0,
  };
}

/** The next version of a document, where all of its text was read anew. */
export function readAnew({ uri, lineage, edits }: FlowDocument, text: string): FlowDocument {
  return { ...readDocument(uri, text), lineage, edits: edits + 1 };
}

/** Whether all of a file was read. */
export function isReadWhole({ syntaxErrors }: Pick<FlowDocument, 'syntaxErrors'>): boolean {
  return !syntaxErrors.some(isLossy);
}

/** What is known of a text that an edit left, before anything is read of it. */
export interface KnownText {
  /** The same text, of which small parts can be had for less. */
  readonly pieces: Slices;
  readonly lines: Lines;
}

/**
 * The document that an edit leaves: as if its text were read anew, at the cost of the entry that the edit falls into. Places of the
 * old one move along where they are still there, so it must not be looked at any more. Undefined, and nothing has moved, where
 * the edit reaches further than one entry: then the text has to be read anew.
 *
 * @param text the whole text after the edit
 * @param known what whoever made the text knows of it already
 */
export function editDocument(
  document: FlowDocument,
  edit: Edit,
  text: string,
  known: KnownText = { pieces: text, lines: document.lines.edited(edit, text) },
): FlowDocument | undefined {
  const { uri, root: oldRoot, syntaxErrors, flow } = document;
  const reparsed = reparse({ root: oldRoot, errors: syntaxErrors }, known.pieces, edit);
  if (reparsed === undefined) return undefined;
  const { root, errors } = reparsed;
  const shapeErrors = refindShapeErrors(document.shapeErrors, reparsed, schema);
  return {
    uri,
    text,
    lines: known.lines,
    root,
    syntaxErrors: errors,
    shapeErrors,
    keyErrorsOf: toKeyErrors(shapeErrors),
    flow: readFlow(root, { before: flow, read: reparsed }),
    lineage: document.lineage,
    edits: document.edits + 1,
  };
}

function invalidUtf8(offset: number): JsonError {
  return { kind: 'encoding', offset, length: 1, message: 'Not UTF-8 from here on, and JSON is UTF-8 (RFC 8259 §8.1)' };
}
