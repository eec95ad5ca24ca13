import type { Flow, FlowNode } from '#core/model/flow';
import { readFlow } from '#core/model/readFlow';
import { schema } from '#core/model/schema';
import { findShapeErrors, type ShapeError } from '#core/model/shapeErrors';
import { type Lines, toLines } from '#core/syntax/lines';
import { isLossy, type JsonError, parseJson } from '#core/syntax/parseJson';
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
  readonly flow: Flow;
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
  return {
    uri,
    text,
    lines: toLines(text),
    root,
    syntaxErrors,
    shapeErrors: root === undefined ? [] : findShapeErrors(root, schema),
    flow: readFlow(root),
  };
}

/** Whether all of a file was read. */
export function isReadWhole({ syntaxErrors }: Pick<FlowDocument, 'syntaxErrors'>): boolean {
  return !syntaxErrors.some(isLossy);
}

function invalidUtf8(offset: number): JsonError {
  return { kind: 'encoding', offset, length: 1, message: 'Not UTF-8 from here on, and JSON is UTF-8 (RFC 8259 §8.1)' };
}
