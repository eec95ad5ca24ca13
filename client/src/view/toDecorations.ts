import { type DecorationOptions, Range, type TextDocument, ThemeColor } from 'vscode';
import type { NodeRunState, Range as ProtocolRange, RunMark } from '../../../server/src/protocol';
import { toHover } from './branchHover';
import type { Layer } from './layers';
import { toRange } from './toRange';

/** What each layer shows in one document. */
export type Decorations = Record<Layer, DecorationOptions[]>;

export interface Appearance {
  /** False shows no verdicts, only what is running (`flowLens.inlineResult.enabled`). */
  readonly results: boolean;
  /** False in high contrast themes. */
  readonly dimming: boolean;
}

export function noDecorations(): Decorations {
  return {
    success: [],
    fallback: [],
    failure: [],
    none: [],
    stale: [],
    label: [],
    dimmed: [],
    running: [],
    asking: [],
  };
}

/** The layers for the runs of one document. The ranges must belong to the document's present version. */
export function toDecorations(
  document: TextDocument,
  nodes: readonly NodeRunState[],
  appearance: Appearance,
): Decorations {
  const decorations = noDecorations();
  for (const node of nodes) {
    if (node.phase !== 'finished') decorations[node.phase].push({ range: endOfLine(document, node.range) });
    if (appearance.results) addResult(decorations, document, node, appearance.dimming);
  }
  return decorations;
}

function addResult(to: Decorations, document: TextDocument, node: NodeRunState, dimming: boolean): void {
  const { mark, stale, dimmed } = node;
  if (mark === undefined) return;
  const reference = { uri: document.uri.toString(), node: node.node };
  const hoverMessage = toHover(reference, mark, stale);
  to[stale ? 'stale' : mark.outcome].push({ range: toRange(mark.range), hoverMessage });
  to.label.push(toLabel(mark, stale));
  // After an edit the verdict is history and no longer rules the other branches out.
  if (dimming && !stale) to.dimmed.push(...dimmed.map((range) => ({ range: toRange(range) })));
}

function toLabel(mark: RunMark, stale: boolean): DecorationOptions {
  const { line } = mark.range.start;
  const color = new ThemeColor(stale ? 'flowLens.neutralForeground' : foregrounds[mark.outcome]);
  const contentText = stale ? `${mark.label} · before your edit` : mark.label;
  const after = { contentText, color, margin: '0 0 0 2em', ...(stale ? { fontStyle: 'italic' } : {}) };
  return { range: new Range(line, 0, line, 0), renderOptions: { after } };
}

const foregrounds: Readonly<Record<RunMark['outcome'], string>> = {
  success: 'flowLens.successForeground',
  fallback: 'flowLens.fallbackForeground',
  failure: 'flowLens.failureForeground',
  none: 'flowLens.neutralForeground',
};

function endOfLine(document: TextDocument, range: ProtocolRange): Range {
  const { end } = document.lineAt(range.start.line).range;
  return new Range(end, end);
}
