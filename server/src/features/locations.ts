import type { Location, LocationLink, Position } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import type { Definition } from '#core/names/definitions';
import type { Meaning } from '#core/names/meaning';
import type { Analysis } from './analysis';
import { findName } from './namePlace';
import { toRange } from './ranges';

/** Where a name leads, as the client takes it; null where it leads nowhere. */
export type Destinations = Location[] | LocationLink[] | null;

/** How places are found for what a name means. */
export type Finder = (meaning: Meaning, document: FlowDocument, project: Project | undefined) => readonly Definition[];

/**
 * Where the name under the cursor leads.
 *
 * @param takesLinks whether the client takes links: they say how far the name reaches, and how much to show of where it leads. A
 * plain location is the other name alone.
 */
export function followName(
  analysis: Analysis,
  position: Position,
  project: Project | undefined,
  takesLinks: boolean,
  findPlaces: Finder,
): Destinations {
  const { document } = analysis;
  const name = findName(analysis, position, project);
  const places = name === undefined ? [] : findPlaces(name.meaning, document, project);
  if (name === undefined || places.length === 0) return null;
  if (!takesLinks) return places.map(({ source: { uri, lines }, name: at }) => ({ uri, range: toRange(lines, at) }));
  const originSelectionRange = toRange(document.lines, name.mention.span);
  return places.map(({ source: { uri, lines }, name: at, whole }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: toRange(lines, whole),
    targetSelectionRange: toRange(lines, at),
  }));
}
