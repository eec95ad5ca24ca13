import { isAbsolute, join } from 'node:path';
import {
  type CompletionClientCapabilities,
  type InitializeParams,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import type { CompletionAbilities } from '../features/completionItems';
import { type ClientFeature, clientFeatures, type InitializationOptions } from '../protocol';
import { toPath } from '../workspace/uri';

/** What the client on the other side can do, told once at `initialize`. */
export interface Client {
  readonly features: ReadonlySet<ClientFeature>;
  /** Whether it is our own, which alone lists features of ours. */
  readonly isOurs: boolean;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesTokens: boolean;
  readonly refreshesHints: boolean;
  /** How many folding ranges of a document it takes. */
  readonly mostFoldings: number;
  readonly hasConfiguration: boolean;
  /** Whether it lets the server ask to be told when settings change. */
  readonly registersConfiguration: boolean;
  /** Whether it tells of files that change on disk, where the server asks it to. */
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
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** Whether it tells of folders that are added and removed. */
  readonly changesFolders: boolean;
  readonly options: InitializationOptions;
}

export function toClient(params: InitializeParams): Client {
  const { capabilities, initializationOptions } = params;
  const { workspace, textDocument, experimental } = capabilities;
  const listed: unknown = Object(experimental).flowLens;
  const features = new Set(clientFeatures.filter((feature) => Array.isArray(listed) && listed.includes(feature)));
  const isOurs = features.size > 0;
  const options: InitializationOptions = Object(initializationOptions);
  const registersWatchers = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  return {
    features,
    isOurs,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    mostFoldings: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: isOurs || workspace?.didChangeConfiguration?.dynamicRegistration === true,
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
    linksDefinitions: textDocument?.definition?.linkSupport === true,
    linksDeclarations: textDocument?.declaration?.linkSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    markup: textDocument?.hover?.contentFormat?.includes('markdown') ? MarkupKind.Markdown : MarkupKind.PlainText,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    // Our own watches by itself.
    watchesFiles: isOurs || (registersWatchers && options.watchesFiles !== false),
    folders: findFolders(params),
    changesFolders: workspace?.workspaceFolders === true,
    options,
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

/** Older clients know of one folder, and the oldest name it by its path. */
function findFolders({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : undefined);
  if (uris !== undefined) return uris.flatMap((uri) => toPath(uri) ?? []);
  return rootPath && isAbsolute(rootPath) ? [rootPath] : [];
}

/** The path of a file or folder of that name in the folder that the client lends; undefined where it lends none. */
export function findInStorage({ options: { storage } }: Client, name: string): string | undefined {
  return typeof storage === 'string' && isAbsolute(storage) ? join(storage, name) : undefined;
}
