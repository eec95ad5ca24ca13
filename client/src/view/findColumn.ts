import { TabInputText, type Uri, type ViewColumn, window } from 'vscode';

/** The column that shows the document already, else one that shows another of our read-only documents. */
export function findColumn(uri: Uri): ViewColumn | undefined {
  const shown = window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap(({ input }) => (input instanceof TabInputText ? [{ uri: input.uri, viewColumn }] : [])),
  );
  const same = shown.find((tab) => tab.uri.toString() === uri.toString());
  const ours = shown.find((tab) => tab.uri.scheme.startsWith('flow-lens-'));
  return (same ?? ours)?.viewColumn;
}
