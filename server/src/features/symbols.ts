import { SymbolKind } from 'vscode-languageserver-protocol';

/** The parts of a flow in the protocol's words, and so with an editor's icons, the same wherever they are listed. */
export const symbolKinds = {
  flow: SymbolKind.Module,
  endpoint: SymbolKind.Interface,
  /** It has a hierarchy of calls. */
  node: SymbolKind.Function,
  /** One of the outcomes that a node lists. */
  branch: SymbolKind.EnumMember,
  variable: SymbolKind.Variable,
} as const satisfies Readonly<Record<string, SymbolKind>>;

/** The name of a symbol. Editors refuse a whole list for one without a name: an empty one is shown in its quotes. */
export function shownName(name: string): string {
  return name.trim() === '' ? JSON.stringify(name) : name;
}
