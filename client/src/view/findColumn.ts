import {
  type Tab,
  TabInputText,
  TabInputTextDiff,
  type TextDocumentShowOptions,
  type Uri,
  ViewColumn,
  window,
} from 'vscode';

/** Where a read-only document is shown: where one of ours is already, else beside the flow; the focus stays where it is. */
export function placeOf(uri: Uri): TextDocumentShowOptions {
  return { viewColumn: findColumn(uri) ?? ViewColumn.Beside, preserveFocus: true, preview: true };
}

/** The column that shows the document already, else one that shows another of our read-only documents. */
function findColumn(uri: Uri): ViewColumn | undefined {
  const shown = window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap(urisOf).map((shownUri) => ({ uri: shownUri, viewColumn })),
  );
  const same = shown.find((tab) => tab.uri.toString() === uri.toString());
  const ours = shown.find((tab) => tab.uri.scheme.startsWith('flow-lens-'));
  return (same ?? ours)?.viewColumn;
}

function urisOf({ input }: Tab): readonly Uri[] {
  if (input instanceof TabInputText) return [input.uri];
  return input instanceof TabInputTextDiff ? [input.original, input.modified] : [];
}
