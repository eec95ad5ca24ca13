import type { Place } from '#core/graph/flowGraph';
import type { Picture } from '#core/graph/picture';
import { toSvg } from '#core/graph/toSvg';
import { counted } from '#core/model/counted';
import type { FlowDocument } from '#core/model/document';
import type { GraphPicture, GraphPlace } from '../protocol';
import { toRange } from './ranges';

/** As many nodes as a view shows at once: more take long to draw, and nobody finds their way among them. */
export const mostShown = 2_500;

/**
 * The text that a picture is made from: as it is now, however broken, and only where it is no object at all, the last one that
 * was right.
 */
export function chooseText(document: FlowDocument, lastGood: FlowDocument | undefined): FlowDocument {
  return document.flow.object === undefined ? (lastGood ?? document) : document;
}

/** A picture for a view. `document` is the text as it is now, `shown` the one that the picture was made from. */
export function toGraphPicture(
  picture: Picture,
  { document, shown }: { readonly document: FlowDocument; readonly shown: FlowDocument },
  version: number | null,
): GraphPicture {
  const { graph, parts } = picture;
  const drawn = new Set(parts.flatMap(({ part }) => part.nodes));
  const places: Record<string, GraphPlace> = {};
  const locate = (key: string, place: Place | undefined): void => {
    if (place === undefined) return;
    places[key] = { uri: place.document.uri, range: toRange(place.document.lines, place.span) };
  };
  for (const node of drawn) locate(`n${node}`, graph.nodes[node]?.place);
  for (const { part } of parts) {
    for (const edge of [...part.inner, ...part.leaving]) locate(`e${edge}`, graph.edges[edge]?.place);
    for (const edge of part.leaving) locate(`r${edge}`, graph.nodes[graph.edges[edge]?.to ?? 0]?.place);
  }
  return {
    version,
    svg: toSvg(picture, { standsAlone: false }),
    places,
    nodes: [...shown.flow.nodes.values()].map(({ id, property }, index) => ({
      id,
      key: drawn.has(index) ? `n${index}` : null,
      range: toRange(shown.lines, property),
    })),
    note: toNote(picture, document, shown),
  };
}

function toNote({ own, shown: drawn }: Picture, document: FlowDocument, shown: FlowDocument): string | null {
  if (document !== shown) return 'The text is no JSON object just now: this is the flow as it was before';
  if (document.flow.object === undefined) return 'The text is no JSON object, so there is nothing to draw';
  if (own === 0) return 'The flow has no nodes yet: completion in its text offers whole ones';
  if (drawn < own) return `${drawn} of ${counted(own, 'node')} are drawn, those around the cursor`;
  if (document.syntaxErrors.length > 0) return 'The text has syntax errors: what could be read of it is drawn';
  return null;
}
