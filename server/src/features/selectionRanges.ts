import type { Position, SelectionRange } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import { spansAround } from '#core/names/spansAround';
import { toRange } from './ranges';

/** What grows around each cursor, step by step: name, placeholder, text, string, property, object, and on to the whole. */
export function selectionRanges(document: FlowDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => toSelectionRange(document, document.lines.offsetAt(position)));
}

function toSelectionRange(document: FlowDocument, offset: number): SelectionRange {
  const here = { range: toRange(document.lines, { offset, length: 0 }) };
  return (
    spansAround(document, offset).reduce<SelectionRange | undefined>((parent, span) => {
      return { range: toRange(document.lines, span), ...(parent === undefined ? {} : { parent }) };
    }, undefined) ?? here
  );
}
