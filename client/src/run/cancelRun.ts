import { window } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import type { NodeReference } from '../../../server/src/protocol';
import type { Runs } from './runs';

/** Cancels the run of the named node, else the only run there is, else the one the person picks. A late cancel does nothing. */
export async function cancelRun(runs: Runs, uri: unknown, node: unknown): Promise<void> {
  const named = typeof uri === 'string' && typeof node === 'string';
  const chosen = named ? { uri, node } : await chooseRun(runs.underWay());
  if (chosen !== undefined) runs.cancel(chosen);
}

async function chooseRun(underWay: readonly NodeReference[]): Promise<NodeReference | undefined> {
  const [first, ...others] = underWay;
  if (others.length === 0) return first;
  const items = underWay.map((run) => ({ label: withoutIcons(run.node), run }));
  const picked = await window.showQuickPick(items, { title: 'Cancel which run?' });
  return picked?.run;
}
