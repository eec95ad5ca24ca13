import { isAbsolute, join } from 'node:path';
import {
  type CompletionClientCapabilities,
  type InitializeParams,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import type { CompletionAbilities } from '../features/completionItems';
import { type ClientFeature, clientFeatures, type InitializationOptions } from '../protocol';

/** What the client on the other side can do, told once at `initialize`. */
export interface Client {
  readonly features: ReadonlySet<ClientFeature>;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesTokens: boolean;
  readonly refreshesHints: boolean;
  /** How many folding ranges of a document it takes. */
  readonly mostFoldings: number;
  readonly hasConfiguration: boolean;
  readonly watchesFiles: boolean;
  /** Whether it lets the server say which files it formats. */
  readonly registersFormatting: boolean;
  /** What it can do with a completion. */
  readonly completion: CompletionAbilities;
  /** Whether a workspace edit may create a file. */
  readonly createsFiles: boolean;
  /** Whether a workspace edit may say which version of a document it is for. */
  readonly checksVersions: boolean;
  /** Whether it asks what can be renamed before it asks for the new name. */
  readonly preparesRename: boolean;
  /** Whether it asks what else changes before a file gets another name. */
  readonly asksBeforeFileRename: boolean;
  /** Whether it asks for the edit of a code action only once somebody has chosen it. */
  readonly resolvesEdits: boolean;
  /** Whether it takes links to definitions, and to declarations, which tell more than places do. */
  readonly linksDefinitions: boolean;
  readonly linksDeclarations: boolean;
  /** Whether it takes symbols of a document within each other. */
  readonly nestsSymbols: boolean;
  /** How it shows what is told of a place. */
  readonly markup: MarkupKind;
  readonly folders: readonly string[];
  /** Whether it tells of folders that are added and removed. */
  readonly changesFolders: boolean;
  readonly options: InitializationOptions;
}

export function toClient({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): Client {
  const listed: unknown = (capabilities.experimental as { flowLens?: unknown } | undefined)?.flowLens;
  const { workspace, textDocument } = capabilities;
  return {
    features: new Set(clientFeatures.filter((feature) => Array.isArray(listed) && listed.includes(feature))),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    mostFoldings: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    hasConfiguration: workspace?.configuration === true,
    registersFormatting: [textDocument?.formatting, textDocument?.rangeFormatting].every(
      (formatting) => formatting?.dynamicRegistration === true,
    ),
    completion: toCompletionAbilities(textDocument?.completion),
    checksVersions: workspace?.workspaceEdit?.documentChanges === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    asksBeforeFileRename: workspace?.fileOperations?.willRename === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    linksDefinitions: textDocument?.definition?.linkSupport === true,
    linksDeclarations: textDocument?.declaration?.linkSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    markup: textDocument?.hover?.contentFormat?.includes('markdown') ? MarkupKind.Markdown : MarkupKind.PlainText,
    folders: workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []),
    changesFolders: workspace?.workspaceFolders === true,
    options: (initializationOptions ?? {}) as InitializationOptions,
  };
}

function toCompletionAbilities(completion: CompletionClientCapabilities | undefined): CompletionAbilities {
  const { snippetSupport, documentationFormat, insertTextModeSupport } = completion?.completionItem ?? {};
  return {
    snippets: snippetSupport === true,
    markdown: documentationFormat?.includes(MarkupKind.Markdown) === true,
    indents: insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) === true,
  };
}

/** The path of a file or folder of that name in the folder that the client lends; undefined where it lends none. */
export function findInStorage({ options: { storage } }: Client, name: string): string | undefined {
  return typeof storage === 'string' && isAbsolute(storage) ? join(storage, name) : undefined;
}
