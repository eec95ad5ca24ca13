import type { SemanticTokensLegend } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import { noEnvironmentFiles } from '#core/model/environment';
import type { Project } from '#core/model/project';
import { meaningOf } from '#core/names/meaning';
import type { Mention } from '#core/names/mention';
import { mentionsIn } from '#core/names/mentionsIn';
import { findUnresolved } from '#core/names/unresolved';
import { secretTeller, sensitiveVariables } from '#core/request/secretNames';
import { endOf } from '#core/syntax/span';
import type { Analysis } from './analysis';

/**
 * Nodes are what a flow calls, so they look like functions; endpoints are what they are made from, like classes; flows are
 * namespaces, and rule codes members of an enumeration. The types are those of the protocol; `secret` and `unresolved` are ours.
 */
const types = ['namespace', 'function', 'class', 'variable', 'enumMember'] as const;
const modifiers = ['declaration', 'readonly', 'secret', 'unresolved'] as const;

export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

type TokenType = (typeof types)[number];
type TokenModifier = (typeof modifiers)[number];

/** A name with what it looks like: zero-based line and column in UTF-16 code units, indices into the legend. */
export interface SemanticToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: number;
  /** A bit for each modifier. */
  readonly modifiers: number;
}

/** What tokens rest on besides the analysis. */
export interface TokenContext {
  readonly project: Project | undefined;
  /** Whether the configuration names an environment value as a secret. */
  isSecret(name: string): boolean;
}

/** The names of a file that no grammar can tell apart, in the order of the text. Linear in their number. */
export function semanticTokens({ document, result }: Analysis, context: TokenContext): readonly SemanticToken[] {
  const mentions = mentionsIn(document);
  const unresolved = findUnresolved(mentions, result.all);
  const typeOf = typeTeller(document, context.project);
  const isSecret = secrecyTeller(document, context);
  return mentions.flatMap((mention) => {
    const type = typeOf(mention);
    if (type === undefined || mention.span.length === 0) return [];
    const marks: readonly (TokenModifier | false)[] = [
      mention.role === 'definition' && 'declaration',
      mention.kind === 'value' && 'readonly',
      isSecret(mention) && 'secret',
      unresolved.has(mention) && 'unresolved',
    ];
    return toToken(document, mention, type, marks);
  });
}

/** Undefined for what is no name of a thing: paths of imports, and prefixes that stand for nothing here. */
function typeTeller(document: FlowDocument, project: Project | undefined): (mention: Mention) => TokenType | undefined {
  const prefixes = new Map<string, TokenType | undefined>();
  const ofPrefix = (mention: Mention): TokenType | undefined => {
    const key = `${mention.name} ${mention.path === 'value'}`;
    if (!prefixes.has(key)) {
      const meaning = meaningOf(mention, document, project);
      prefixes.set(key, meaning && typesByKind[meaning.kind]);
    }
    return prefixes.get(key);
  };
  return (mention) => (mention.kind === 'prefix' ? ofPrefix(mention) : typesByKind[mention.kind]);
}

const typesByKind: Readonly<Partial<Record<Mention['kind'], TokenType>>> = {
  flow: 'namespace',
  node: 'function',
  endpoint: 'class',
  variable: 'variable',
  value: 'variable',
  rule: 'enumMember',
};

function secrecyTeller(document: FlowDocument, { project, isSecret }: TokenContext): (mention: Mention) => boolean {
  const files = project?.environmentFiles(document.uri) ?? noEnvironmentFiles;
  const isSecretValue = secretTeller(files, isSecret);
  const sensitive = sensitiveVariables(document.flow);
  return ({ kind, name }) => (kind === 'value' ? isSecretValue(name) : kind === 'variable' && sensitive.has(name));
}

/** A string that is never closed may go on behind the end of its line, and no token may. */
function toToken(
  { lines, text }: FlowDocument,
  { span }: Mention,
  type: TokenType,
  marks: readonly (TokenModifier | false)[],
): readonly SemanticToken[] {
  if (/[\r\n]/.test(text.slice(span.offset, endOf(span)))) return [];
  const { line, character } = lines.positionAt(span.offset);
  const bits = marks.reduce((sum, mark) => (mark === false ? sum : sum | (1 << modifiers.indexOf(mark))), 0);
  return [{ line, character, length: span.length, type: types.indexOf(type), modifiers: bits }];
}
