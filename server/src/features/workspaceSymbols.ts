import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver-protocol';
import { compareText } from '#core/model/compareText';
import type { FlowDocument } from '#core/model/document';
import { matchName } from '#core/names/matchName';
import { type NamedPart, namedParts } from '#core/names/namedParts';
import { toRange } from './ranges';
import { shownName, symbolKinds } from './symbols';

/** More than anybody reads; whoever types on gets those that were left out. */
const mostWorkspaceSymbols = 500;

/**
 * The flows, endpoints and nodes whose names have the letters of the query in their order, in either case, the closest first: at
 * most {@link mostWorkspaceSymbols}. Complete as they are, so there is nothing to resolve.
 */
export function workspaceSymbols(
  flows: readonly FlowDocument[],
  { query }: Pick<WorkspaceSymbolParams, 'query'>,
): SymbolInformation[] {
  const letters = query.toLowerCase().replaceAll(/\s/g, '');
  return flows
    .flatMap((document) => findMatches(document, letters))
    .sort(compare)
    .slice(0, mostWorkspaceSymbols)
    .map(toSymbol);
}

interface Match {
  readonly document: FlowDocument;
  readonly part: NamedPart;
  /** As `matchName` has it: the lower, the closer. */
  readonly closeness: number;
}

function findMatches(document: FlowDocument, letters: string): readonly Match[] {
  return namedParts(document).flatMap((part) => {
    const closeness = matchName(part.name, letters);
    return closeness === undefined ? [] : [{ document, part, closeness }];
  });
}

/** The closest first. Flows are known in any order: where nothing else decides, names and then URIs do. */
function compare(a: Match, b: Match): number {
  return (
    a.closeness - b.closeness ||
    a.part.name.length - b.part.name.length ||
    compareText(a.part.name, b.part.name) ||
    compareText(a.document.uri, b.document.uri)
  );
}

function toSymbol({ document: { uri, lines, flow }, part: { kind, name, span } }: Match): SymbolInformation {
  return {
    name: shownName(name),
    kind: symbolKinds[kind],
    location: { uri, range: toRange(lines, span) },
    ...(kind === 'flow' || flow.name === undefined ? {} : { containerName: flow.name.value }),
  };
}
