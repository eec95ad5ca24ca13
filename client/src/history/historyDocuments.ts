import { commands, Uri, ViewColumn, window } from 'vscode';
import type { HistoryRun } from '../../../server/src/protocol';
import type { Server } from '../server';
import { placeOf } from '../view/findColumn';
import { createReadOnlyDocuments, toTitlePath } from '../view/readOnlyDocuments';

/** Runs of the history as read-only documents beside the flow; the focus stays where it is. */
export interface HistoryDocuments {
  open(run: HistoryRun): Promise<void>;
  /** Opens VS Code's comparison of two runs. */
  compare(older: HistoryRun, newer: HistoryRun): Promise<void>;
  dispose(): void;
}

const scheme = 'flow-lens-history';

/** What the query of such a document's URI holds. */
interface Reference {
  readonly id: string;
  readonly forComparison: boolean;
}

export function createHistoryDocuments(server: Server): HistoryDocuments {
  const gone = { text: 'This run is not in the history any more\n', language: 'plaintext' };
  const documents = createReadOnlyDocuments(scheme, async (uri) => {
    const reference: Reference = JSON.parse(uri.query);
    return (await server.request('flowLens/historyRun', reference)) ?? gone;
  });
  return {
    open: (run) => documents.show(toUri(run, false)),
    async compare(older, newer) {
      const [left, right] = [toUri(older, true), toUri(newer, true)];
      for (const uri of [left, right]) await documents.update(uri);
      const place = placeOf(right);
      const before = window.activeTextEditor;
      await commands.executeCommand('vscode.diff', left, right, toTitle(older, newer), place);
      // In a column that is there already VS Code makes a comparison active, whatever it was asked for.
      const wasActivated = place.viewColumn !== ViewColumn.Beside && place.viewColumn !== before?.viewColumn;
      if (before?.viewColumn !== undefined && wasActivated)
        await window.showTextDocument(before.document, before.viewColumn);
    },
    dispose: documents.dispose,
  };
}

function toUri({ id, node, localTime }: HistoryRun, forComparison: boolean): Uri {
  const query: Reference = { id, forComparison };
  return Uri.from({ scheme, path: toTitlePath(`${node} ${localTime}`), query: JSON.stringify(query) });
}

function toTitle(older: HistoryRun, newer: HistoryRun): string {
  if (older.node !== newer.node) return `${older.node} ${older.localTime} ↔ ${newer.node} ${newer.localTime}`;
  const [day = '', time = ''] = newer.localTime.split(' ');
  const isSameDay = older.localTime.startsWith(day);
  return `${newer.node}: ${older.localTime.slice(isSameDay ? day.length + 1 : 0)} ↔ ${isSameDay ? time : newer.localTime}`;
}
