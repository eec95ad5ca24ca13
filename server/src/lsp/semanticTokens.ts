import {
  type Connection,
  type SemanticTokens,
  SemanticTokensBuilder,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Analysis } from '../features/analysis';
import { type SemanticToken, semanticTokens, semanticTokensLegend } from '../features/semanticTokens';
import { projectOf } from '../workspace/workspace';
import type { Session } from './session';

export function semanticTokensCapabilities(): ServerCapabilities {
  return { semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true } };
}

export function registerSemanticTokens(connection: Connection, session: () => Session): void {
  /** By URI, for as long as the document is open: what was sent last, of which the next answer tells the difference. */
  const builders = new Map<string, SemanticTokensBuilder>();
  const { semanticTokens: requests } = connection.languages;
  requests.on(({ textDocument: { uri } }) => {
    const builder = new SemanticTokensBuilder();
    for (const known of builders.keys()) if (session().versionOf(known) === null) builders.delete(known);
    builders.set(uri, builder);
    return push(builder, tokensOf(session(), uri)).build();
  });
  requests.onDelta(({ textDocument: { uri }, previousResultId }) => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.set(uri, builder);
    builder.previousResult(previousResultId);
    return push(builder, tokensOf(session(), uri)).buildEdits();
  });
  requests.onRange(({ textDocument: { uri }, range }): SemanticTokens => {
    const seen = tokensOf(session(), uri).filter(({ line }) => line >= range.start.line && line <= range.end.line);
    return push(new SemanticTokensBuilder(), seen).build();
  });
}

/** Made once for an analysis: a client asks for a part, for all, and for the difference. */
const byAnalysis = new WeakMap<Analysis, readonly SemanticToken[]>();

function tokensOf({ analyses, configurations, workspace }: Session, uri: string): readonly SemanticToken[] {
  const analysis = analyses.find(uri);
  if (analysis === undefined) return [];
  const project = projectOf(workspace, uri);
  const isSecret = (name: string): boolean => configurations.isSecret(uri, name);
  const tokens = byAnalysis.get(analysis) ?? semanticTokens(analysis, { project, isSecret });
  byAnalysis.set(analysis, tokens);
  return tokens;
}

function push(builder: SemanticTokensBuilder, tokens: readonly SemanticToken[]): SemanticTokensBuilder {
  for (const { line, character, length, type, modifiers } of tokens)
    builder.push(line, character, length, type, modifiers);
  return builder;
}
