import type { ArtifactLocation, Location, LogicalLocation, Result, Fix as SarifFix } from 'sarif';
import { escapeControls } from '#core/model/quote';
import type { TextSource } from '#core/model/textSource';
import type { Finding } from '#core/rules/finding';
import type { Fix, Related } from '#core/rules/rule';
import type { Lines } from '#core/syntax/lines';
import { toRegion } from './locations';
import { findRuleIndex, levels } from './rules';

/** What a result says beyond its finding. */
export interface ResultParts {
  readonly lines: Lines;
  readonly artifact: ArtifactLocation;
  readonly locate: (source: TextSource) => ArtifactLocation;
  /** Why the finding is accepted, where that may be shown. */
  readonly reason: string | undefined;
  readonly fingerprint: string;
  /** Those that may be shown, all of them in the file of the finding. */
  readonly fixes: readonly Fix[];
  readonly hasBaseline: boolean;
}

/** One finding as a result of the log. */
export function toResult(finding: Finding, parts: ResultParts): Result {
  const { code, severity, suppressed, related = [] } = finding;
  const { lines, artifact, locate, reason, fingerprint, fixes, hasBaseline } = parts;
  const ruleIndex = findRuleIndex(code);
  const logicalLocations = toLogicalLocations(finding);
  const location: Location = {
    physicalLocation: { artifactLocation: artifact, region: toRegion(lines, finding.span) },
    ...(logicalLocations.length === 0 ? {} : { logicalLocations }),
  };
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: toMessage(finding) },
    locations: [location],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((other, id) => toRelated(other, id + 1, locate)) }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => toFix(fix, parts)) }),
    // With the property on one result, its absence on another would mean that nobody knows (§3.27.23).
    suppressions: suppressed ? [{ kind: 'inSource', ...(reason === undefined ? {} : { justification: reason }) }] : [],
    partialFingerprints: { 'flowLensFinding/v1': fingerprint },
    ...(hasBaseline ? { baselineState: 'new' } : {}),
    properties: { severity },
  };
}

/** The message, with links to the related places: programs show those that it names (§3.11.6). */
function toMessage({ message, related = [] }: Finding): string {
  const links = related.map((other, id) => `[${escapeBrackets(other.message)}](${id + 1})`);
  return [escapeLinks(message), ...links].join('; ');
}

/** A text that happens to look like a link must not become one. */
function escapeLinks(text: string): string {
  return escapeControls(text).replaceAll(/[[\]](?=[^[]*\]\(|\()/g, '\\$&');
}

function escapeBrackets(text: string): string {
  return escapeControls(text).replaceAll(/[\\[\]]/g, '\\$&');
}

function toLogicalLocations({ node, endpoint }: Finding): LogicalLocation[] {
  if (node !== undefined) return [{ name: node, fullyQualifiedName: `nodes/${node}`, kind: 'property' }];
  if (endpoint === undefined) return [];
  return [{ name: endpoint, fullyQualifiedName: `endpoints/${endpoint}`, kind: 'property' }];
}

function toRelated({ document, span, message }: Related, id: number, locate: ResultParts['locate']): Location {
  return {
    id,
    message: { text: escapeLinks(message) },
    physicalLocation: { artifactLocation: locate(document), region: toRegion(document.lines, span) },
  };
}

function toFix({ title, edits }: Fix, { lines, artifact }: ResultParts): SarifFix {
  const ordered = [...edits].sort((a, b) => a.span.offset - b.span.offset);
  const replacements = ordered.map(({ span, newText }) => ({
    deletedRegion: toRegion(lines, span),
    ...(newText === '' ? {} : { insertedContent: { text: newText } }),
  }));
  return { description: { text: escapeLinks(title) }, artifactChanges: [{ artifactLocation: artifact, replacements }] };
}
