import { type Disposable, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { HistoryRun } from '../../../server/src/protocol';
import { runNodeInView } from '../nextSteps';
import type { Server } from '../server';
import { goToNode } from './goToNode';
import type { HistoryDocuments } from './historyDocuments';
import { compareButton, goToNodeButton, type HistoryItem, toHistoryItems } from './historyItems';
import { sayNothingIsKept } from './sayNothingIsKept';

/** Lists the runs that are kept, the newest first; the one that is picked opens, or is compared with another, or leads to its node. */
export async function showRunHistory(server: Server, documents: HistoryDocuments): Promise<void> {
  const { enabled, runs } = await server.request('flowLens/history', {});
  if (runs.length === 0) {
    sayNothingIsKept(enabled, 'No run is kept yet', runNodeInView);
    return;
  }
  const choice = await chooseFromHistory(runs);
  if (choice === undefined) return;
  const { run, action } = choice;
  if (action === 'open') await documents.open(run);
  else if (action === 'go to node') await goToNode(run);
  else await compareWithAnother(run, runs, documents);
}

interface Choice {
  readonly run: HistoryRun;
  readonly action: 'open' | 'compare' | 'go to node';
}

const compareTwo: HistoryItem = {
  label: 'Compare Two Runs…',
  iconPath: new ThemeIcon('diff'),
};

/** A button of an item needs the mouse, so that there is an entry for the same at the end of the list. */
async function chooseFromHistory(runs: readonly HistoryRun[]): Promise<Choice | undefined> {
  const buttons = runs.length > 1 ? [compareButton, goToNodeButton] : [goToNodeButton];
  const more = runs.length > 1 ? [{ label: '', kind: QuickPickItemKind.Separator }, compareTwo] : [];
  const items = [...toHistoryItems(runs, buttons), ...more];
  const picked = await pickWithButtons(items, 'Run History', 'Open a run, or find one by node, file, status or branch');
  if (picked?.item === compareTwo) {
    const run = await pickRun(runs, 'Compare Two Runs: the First');
    return run && { run, action: 'compare' };
  }
  const run = picked?.item.run;
  if (run === undefined) return undefined;
  if (picked?.button === goToNodeButton) return { run, action: 'go to node' };
  return { run, action: picked?.button === compareButton ? 'compare' : 'open' };
}

async function compareWithAnother(
  run: HistoryRun,
  runs: readonly HistoryRun[],
  documents: HistoryDocuments,
): Promise<void> {
  const others = runs.filter((other) => other !== run);
  const isSameNode = (other: HistoryRun): boolean => other.node === run.node && other.uri === run.uri;
  const closestFirst = [...others.filter(isSameNode), ...others.filter((other) => !isSameNode(other))];
  const other = await pickRun(closestFirst, `Compare ${run.node}, ${run.localTime}, with`);
  if (other === undefined) return;
  const isOlder = runs.indexOf(other) > runs.indexOf(run);
  await documents.compare(isOlder ? other : run, isOlder ? run : other);
}

async function pickRun(runs: readonly HistoryRun[], title: string): Promise<HistoryRun | undefined> {
  return (await pickWithButtons(toHistoryItems(runs, []), title))?.item.run;
}

interface Picked {
  readonly item: HistoryItem;
  /** Where a button of the item was pressed instead of the item itself. */
  readonly button?: unknown;
}

/** Undefined where the person goes elsewhere. */
function pickWithButtons(items: readonly HistoryItem[], title: string, placeholder = ''): Promise<Picked | undefined> {
  const pick = window.createQuickPick<HistoryItem>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.items = items;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const listeners: Disposable[] = [];
  return new Promise<Picked | undefined>((resolve) => {
    listeners.push(
      pick.onDidTriggerItemButton(resolve),
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        resolve(item && { item });
      }),
      pick.onDidHide(() => resolve(undefined)),
    );
    pick.show();
  }).finally(() => {
    for (const disposable of [...listeners, pick]) disposable.dispose();
  });
}
