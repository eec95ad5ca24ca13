import { type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import type { HistoryRun } from '../../../server/src/protocol';

/** A run in a quick pick. */
export interface HistoryItem extends QuickPickItem {
  readonly run?: HistoryRun;
}

export const compareButton: QuickInputButton = {
  iconPath: new ThemeIcon('diff'),
  tooltip: 'Compare with Another Run',
};

export const goToNodeButton: QuickInputButton = {
  iconPath: new ThemeIcon('go-to-file'),
  tooltip: 'Go to the Node',
};

/** The runs in the order given, under the days that they were on. */
export function toHistoryItems(
  runs: readonly HistoryRun[],
  buttons: readonly QuickInputButton[],
): readonly HistoryItem[] {
  const dayOf = ({ localTime }: HistoryRun): string => localTime.slice(0, localTime.indexOf(' '));
  return runs.flatMap((run, at) => {
    const before = runs[at - 1];
    const item = toHistoryItem(run, buttons);
    if (before !== undefined && dayOf(before) === dayOf(run)) return [item];
    return [{ label: dayOf(run), kind: QuickPickItemKind.Separator }, item];
  });
}

function toHistoryItem(run: HistoryRun, buttons: readonly QuickInputButton[]): HistoryItem {
  const time = run.localTime.slice(run.localTime.indexOf(' ') + 1);
  const where = [time, run.file, ...(run.environment === null ? [] : [run.environment])];
  return {
    label: withoutIcons(run.label),
    description: withoutIcons(run.node),
    detail: withoutIcons(where.join(' · ')),
    buttons: [...buttons],
    run,
  };
}
