import type { CodeLens, Command, Range } from 'vscode-languageserver-protocol';
import { counted } from '#core/model/counted';
import type { FlowDocument } from '#core/model/document';
import { type FlowNode, isApiNode } from '#core/model/flow';
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

/**
 * Two lenses for each API node, without titles: those are made when the editor is about to draw them. Which there are
 * depends on the nodes alone, so nothing moves when a run ends or a finding comes. While the text is broken the nodes of the last
 * good text count, so nothing jumps while somebody types.
 */
export function codeLenses(document: FlowDocument, lastGood: FlowDocument | undefined): CodeLens[] {
  const steady = document.syntaxErrors.length > 0 && lastGood !== undefined ? lastGood : document;
  const place = document === steady ? keyOf : toLocator(document, steady);
  return [...steady.flow.nodes.values()]
    .filter(isApiNode)
    .slice(0, mostLenses / 2)
    .flatMap((node) => toLenses(document.uri, node.id, toRange(document.lines, place(node))));
}

function toLenses(uri: string, node: string, range: Range): CodeLens[] {
  const data = (kind: LensData['kind']): LensData => ({ uri, node, kind });
  return [
    { range, data: data('run') },
    { range, data: data('preview') },
  ];
}

function keyOf({ property }: FlowNode): Span {
  return property.key;
}

/** Where a node of the last good text is now: where it still can be read, else where the edit has moved it. */
function toLocator(document: FlowDocument, steady: FlowDocument): (node: FlowNode) => Span {
  const edited = commonPrefix(steady.text, document.text);
  const grown = document.text.length - steady.text.length;
  return (node) => {
    const now = document.flow.nodes.get(node.id);
    if (now !== undefined) return keyOf(now);
    const { offset, length } = keyOf(node);
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
