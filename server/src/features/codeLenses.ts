import type { CodeLens, Command, Range } from 'vscode-languageserver-protocol';
import { counted } from '#core/model/counted';
import type { FlowDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { withoutIcons } from '#core/model/quote';
import { summarise } from '#core/request/runLabel';
import type { RunResult } from '#core/request/runResult';
import type { Span } from '#core/syntax/span';
import { toRange } from './ranges';

export interface LensData {
  readonly uri: string;
  readonly node: string;
  readonly kind: 'run' | 'preview';
}

const mostLenses = 1_000;

/** Where the API nodes of a text without syntax errors are: what must not jump while somebody breaks it and mends it again. */
export interface SteadyNodes {
  readonly nodes: readonly { readonly id: string; readonly key: Span }[];
  /** The text that their places count in. */
  readonly text: string;
}

export function toSteadyNodes({ flow, text }: FlowDocument): SteadyNodes {
  const nodes: { id: string; key: Span }[] = [];
  for (const node of flow.nodes.values()) {
    if (isApiNode(node)) nodes.push({ id: node.id, key: node.property.key });
    if (nodes.length === mostLenses / 2) break;
  }
  return { nodes, text };
}

/**
 * Two lenses for each API node, without titles: those are made when the editor is about to draw them. Which there are
 * depends on the nodes alone, so nothing moves when a run ends or a finding comes. While the text is broken the nodes of the last
 * good text count, so nothing jumps while somebody types.
 */
export function codeLenses(document: FlowDocument, steady: SteadyNodes | undefined): CodeLens[] {
  const isBroken = document.syntaxErrors.length > 0 && steady !== undefined;
  const { nodes, text } = isBroken ? steady : toSteadyNodes(document);
  const find = text === document.text ? ({ key }: SteadyNode) => key : toLocator(document, text);
  return nodes.flatMap((node) => toLenses(document.uri, node.id, toRange(document.lines, find(node))));
}

type SteadyNode = SteadyNodes['nodes'][number];

function toLenses(uri: string, node: string, range: Range): CodeLens[] {
  const data = (kind: LensData['kind']): LensData => ({ uri, node, kind });
  return [
    { range, data: data('run') },
    { range, data: data('preview') },
  ];
}

/** Where a node of another text is now: where it still can be read, else where the edit has moved it. */
function toLocator(document: FlowDocument, text: string): (node: SteadyNode) => Span {
  const edited = commonPrefix(text, document.text);
  const grown = document.text.length - text.length;
  return ({ id, key }) => {
    const now = document.flow.nodes.get(id);
    if (now !== undefined) return now.property.key;
    const { offset, length } = key;
    return { offset: Math.max(0, offset < edited ? offset : offset + grown), length };
  };
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** What a lens may say besides what is in the text. */
export interface LensState {
  readonly trusted: boolean;
  readonly running: boolean;
  readonly result: RunResult | undefined;
  readonly stale: boolean;
}

/** Names of the commands that a lens calls: VS Code registers its own, other editors call the server's. */
export interface LensCommands {
  readonly run: string;
  readonly cancel: string;
  readonly preview: string;
  /** Whether the editor draws `$(name)` in a title as an icon, as VS Code does. */
  readonly drawsIcons: boolean;
}

/**
 * Between an icon and the words behind it. VS Code lays a lens out as a flex box, in which a plain space at the beginning of the words
 * is dropped (CSS Flexible Box Layout §4).
 */
const gap = '\u00a0';

export function lensCommand(
  { uri, node, kind }: LensData,
  errors: number,
  state: LensState,
  commands: LensCommands,
): Command {
  const to = (command: string, title: string, tooltip: string): Command => ({
    title,
    tooltip,
    command,
    arguments: [uri, node],
  });
  const icon = (name: string): string => (commands.drawsIcons ? `$(${name})${gap}` : '');
  if (kind === 'preview')
    return to(commands.preview, 'Preview Request', 'Shows the request as it would be sent, without sending it');
  if (!state.trusted)
    return to(
      commands.run,
      `${icon('shield')}Run is off: the workspace is not trusted`,
      'Nothing is sent from an untrusted workspace',
    );
  if (state.running) return to(commands.cancel, `${icon('debug-stop')}Cancel`, `Cancels the run of ${node}`);
  const trouble = errors === 0 ? '' : ` · ${counted(errors, 'error')}`;
  return to(
    commands.run,
    `${icon('play')}Run${trouble}${toLast(state, commands)}`,
    `Sends the request of ${node} to its live endpoint and shows the branch that the flow takes`,
  );
}

function toLast({ result, stale }: LensState, { drawsIcons }: LensCommands): string {
  if (result === undefined) return '';
  const summary = summarise(result);
  return ` · ${drawsIcons ? withoutIcons(summary) : summary}${stale ? ' (before your edit)' : ''}`;
}
