import type { DocumentSymbol, Position, SymbolInformation } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import { branchesOf, type Flow, type FlowNode, type Target } from '#core/model/flow';
import { endpointDefaults } from '#core/model/vocabulary';
import { insideOf } from '#core/names/mention';
import type { Lines } from '#core/syntax/lines';
import type { Span } from '#core/syntax/span';
import { asObject, findProperty, type JsonProperty } from '#core/syntax/tree';
import type { Analysis } from './analysis';
import { toRange } from './ranges';
import { shownName, symbolKinds } from './symbols';

/** With more of them in a file, the outline ends at the nodes: it is drawn anew with every edit. */
const mostBranches = 10_000;

/**
 * The flow with its variables, endpoints and nodes, these with their branches, in the order of the text. A key that comes again
 * is listed each time, with its parts where it counts. Empty for a text that is no object.
 */
export function documentSymbols({ document }: Pick<Analysis, 'document'>): DocumentSymbol[] {
  const { flow, lines } = document;
  if (flow.object === undefined) return [];
  const nameSpan = flow.name === undefined ? { offset: flow.object.offset, length: 1 } : insideOf(flow.name);
  const root = toSymbol(lines, 'flow', flow.name?.value ?? 'flow', flow.object, nameSpan);
  return [{ ...root, children: partsOf(document) }];
}

/** The same, one after another, for clients that know no hierarchy: each is named with what holds it. */
export function flatDocumentSymbols(analysis: Pick<Analysis, 'document'>): SymbolInformation[] {
  const { uri } = analysis.document;
  const flatten = (symbols: readonly DocumentSymbol[], container: string | undefined): SymbolInformation[] =>
    symbols.flatMap(({ name, kind, range, children = [] }) => [
      { name, kind, location: { uri, range }, ...(container === undefined ? {} : { containerName: container }) },
      ...flatten(children, name),
    ]);
  return flatten(documentSymbols(analysis), undefined);
}

function partsOf({ flow, lines }: FlowDocument): DocumentSymbol[] {
  const branches = [...flow.nodes.values()].reduce((count, node) => count + branchesOf(node).length, 0);
  const symbolOf: SymbolOf = (kind, { key, offset, length }, detail) =>
    toSymbol(lines, kind, key.value, { offset, length }, insideOf(key), detail);
  return [
    ...entriesOf(flow, 'variables').map((entry) => symbolOf('variable', entry.property, detailOf(entry, undefined))),
    ...entriesOf(flow, 'endpoints').map((entry) => {
      const method = flow.endpoints.get(entry.property.name)?.method?.value ?? endpointDefaults.method;
      return symbolOf('endpoint', entry.property, detailOf(entry, method));
    }),
    ...entriesOf(flow, 'nodes').map((entry) => {
      const node = entry.counts ? flow.nodes.get(entry.property.name) : undefined;
      const symbol = symbolOf('node', entry.property, detailOf(entry, node && typeOf(node)));
      const listed = node === undefined || branches > mostBranches ? [] : branchesOf(node);
      return {
        ...symbol,
        children: listed.map(({ property, target }) => symbolOf('branch', property, wordsOf(target))),
      };
    }),
  ].sort((a, b) => compare(a.range.start, b.range.start));
}

type SymbolOf = (kind: keyof typeof symbolKinds, property: JsonProperty, detail: string | undefined) => DocumentSymbol;

function toSymbol(
  lines: Lines,
  kind: keyof typeof symbolKinds,
  name: string,
  whole: Span,
  nameSpan: Span,
  detail?: string,
): DocumentSymbol {
  return {
    name: shownName(name),
    kind: symbolKinds[kind],
    range: toRange(lines, whole),
    selectionRange: toRange(lines, nameSpan),
    ...(detail === undefined ? {} : { detail }),
  };
}

interface Entry {
  readonly property: JsonProperty;
  /** False where the same key comes again: then that one counts. */
  readonly counts: boolean;
}

function entriesOf({ object }: Flow, key: 'variables' | 'endpoints' | 'nodes'): readonly Entry[] {
  const entries = asObject(findProperty(object, key)?.value);
  if (entries === undefined) return [];
  const counting = new Set(entries.effective);
  return entries.properties.map((property) => ({ property, counts: counting.has(property) }));
}

function detailOf({ counts }: Entry, detail: string | undefined): string | undefined {
  return counts ? detail : 'does not count, as the key comes again';
}

/** `api-integration · orders` */
function typeOf({ type, endpoint }: FlowNode): string {
  return [type, endpoint].flatMap((part) => part?.value || []).join(' · ');
}

/** Where a branch leads: a node's id, or `other-flow › its-node`. Undefined where nobody has said so yet. */
function wordsOf(target: Target): string | undefined {
  if (target.kind === 'node') return `→ ${target.id}`;
  if (target.kind !== 'flow') return undefined;
  return `→ ${[target.flow, target.step].flatMap((part) => part?.value || []).join(' › ')}`;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
