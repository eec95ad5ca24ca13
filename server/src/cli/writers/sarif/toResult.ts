import type { ArtifactLocation, Location, LogicalLocation, Result, Fix as SarifFix } from 'sarif';
import { escapeControls } from '#core/model/quote';
import type { RelatedPlace, ReportedFinding, ShownFix } from '../../check/reportedFinding';
import { toSarifRegion } from './locations';
import { findRuleIndex, levels } from './rules';

/** What a result says beyond its finding. */
export interface ResultParts {
  readonly artifact: ArtifactLocation;
  readonly locate: (place: RelatedPlace) => ArtifactLocation;
  readonly fingerprint: string;
  readonly hasBaseline: boolean;
}

/** One finding as a result of the log. */
export function toResult(finding: ReportedFinding, parts: ResultParts): Result {
  const { code, severity, suppressed, places, shownFixes, reason } = finding;
  const { artifact, locate, fingerprint, hasBaseline } = parts;
  const ruleIndex = findRuleIndex(code);
  const logicalLocations = toLogicalLocations(finding);
  const location: Location = {
    physicalLocation: { artifactLocation: artifact, region: toSarifRegion(finding.span) },
    ...(logicalLocations.length === 0 ? {} : { logicalLocations }),
  };
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: toMessage(finding) },
    locations: [location],
    ...(places.length === 0 ? {} : { relatedLocations: places.map((place, id) => toRelated(place, id + 1, locate)) }),
    ...(shownFixes.length === 0 ? {} : { fixes: shownFixes.map((fix) => toFix(fix, artifact)) }),
    // With the property on one result, its absence on another would mean that nobody knows (§3.27.23).
    suppressions: suppressed ? [{ kind: 'inSource', ...(reason === undefined ? {} : { justification: reason }) }] : [],
    partialFingerprints: { 'flowLensFinding/v1': fingerprint },
    ...(hasBaseline ? { baselineState: 'new' } : {}),
    properties: { severity },
  };
}

/** The message, with links to the related places: programs show those that it names (§3.11.6). */
function toMessage({ message, places }: ReportedFinding): string {
  const links = places.map((other, id) => `[${escapeBrackets(other.message)}](${id + 1})`);
  return [escapeLinks(message), ...links].join('; ');
}

/** A text that happens to look like a link must not become one. */
function escapeLinks(text: string): string {
  return escapeControls(text).replaceAll(/[[\]](?=[^[]*\]\(|\()/g, '\\$&');
}

function escapeBrackets(text: string): string {
  return escapeControls(text).replaceAll(/[\\[\]]/g, '\\$&');
}

function toLogicalLocations({ node, endpoint }: ReportedFinding): LogicalLocation[] {
  if (node !== undefined) return [{ name: node, fullyQualifiedName: `nodes/${node}`, kind: 'property' }];
  if (endpoint === undefined) return [];
  return [{ name: endpoint, fullyQualifiedName: `endpoints/${endpoint}`, kind: 'property' }];
}

function toRelated(place: RelatedPlace, id: number, locate: ResultParts['locate']): Location {
  return {
    id,
    message: { text: escapeLinks(place.message) },
    physicalLocation: { artifactLocation: locate(place), region: toSarifRegion(place.span) },
  };
}

function toFix({ title, replacements }: ShownFix, artifactLocation: ArtifactLocation): SarifFix {
  const replaced = replacements.map(({ span, newText }) => ({
    deletedRegion: toSarifRegion(span),
    ...(newText === '' ? {} : { insertedContent: { text: newText } }),
  }));
  return { description: { text: escapeLinks(title) }, artifactChanges: [{ artifactLocation, replacements: replaced }] };
}
