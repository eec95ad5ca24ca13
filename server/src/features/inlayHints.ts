import { type InlayHint, InlayHintKind, type InlayHintLabelPart, type Range } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import { type ApiNode, type FlowNode, type HeaderField, isApiNode } from '#core/model/flow';
import { type FoundEndpoint, findEndpoint, type Project } from '#core/model/project';
import { validationKind } from '#core/model/validation';
import { fieldAsWritten, textAsWritten } from '#core/request/asWritten';
import { inheritedFields } from '#core/request/inheritedFields';
import { reasonPhrase } from '#core/request/statusCodes';
import { endOf, type Span } from '#core/syntax/span';
import { toRange, toSpan } from './ranges';

/** Which hints a person wants to see. */
export interface InlayHintSettings {
  /** `Not Found` beside `"404"`. */
  readonly reasonPhrases: boolean;
  /** `+ Accept: application/json` beside the endpoint of a node. */
  readonly inheritedFields: boolean;
}

/** The hints of the part of a flow that is in view. They depend on texts alone and not on runs, so nothing moves when one ends. */
export function inlayHints(
  document: FlowDocument,
  range: Range,
  project: Project | undefined,
  settings: InlayHintSettings,
): InlayHint[] {
  const view = toSpan(document.lines, range);
  return nodesIn(view, document).flatMap((node) => {
    const found = findEndpoint(document, node, project);
    const hints = [
      ...(settings.inheritedFields && found !== undefined ? hintsOfFields(node, found, document) : []),
      ...(settings.reasonPhrases ? hintsOfResults(node, found, document) : []),
    ];
    return hints.filter(({ offset }) => offset >= view.offset && offset <= endOf(view)).map(({ hint }) => hint);
  });
}

/** A hint with where it stands, in UTF-16 code units of the text. */
interface PlacedHint {
  readonly offset: number;
  readonly hint: InlayHint;
}

function nodesIn(view: Span, { flow }: FlowDocument): readonly ApiNode[] {
  const isInView = ({ property }: FlowNode): boolean =>
    property.offset <= endOf(view) && view.offset <= endOf(property);
  return [...flow.nodes.values()].filter(isApiNode).filter(isInView);
}

/** Where a JSONPath judges, a key of three digits is a value of the answer and no status code. */
function hintsOfResults(
  { results }: ApiNode,
  found: FoundEndpoint | undefined,
  document: FlowDocument,
): readonly PlacedHint[] {
  if (found !== undefined && validationKind(found.endpoint) === 'jsonpath') return [];
  return results.flatMap(({ key, property }) => {
    const label = reasonPhrase(key);
    if (label === undefined) return [];
    const offset = behind(document.text, endOf(property.key), ':');
    return [{ offset, hint: { position: document.lines.positionAt(offset), label, paddingLeft: true } }];
  });
}

/** Fields that are named; there may be more, which the tooltip of the hint lists. */
const mostFields = 3;
/** UTF-16 code units of a field's value. */
const longestValue = 40;

function hintsOfFields(
  node: ApiNode,
  { endpoint, document: home }: FoundEndpoint,
  document: FlowDocument,
): readonly PlacedHint[] {
  const fields = inheritedFields(node, endpoint);
  if (fields.length === 0 || node.endpoint === undefined) return [];
  const offset = behind(document.text, endOf(node.endpoint), ',');
  const rest = fields.length - mostFields;
  const label = [
    ...fields.slice(0, mostFields).map((field, index) => toPart(field, index === 0 ? '+ ' : ', ', home)),
    ...(rest > 0 ? [{ value: `, and ${rest} more` }] : []),
  ];
  const tooltip = ['From the endpoint:', ...fields.map((field) => describe(field, 200))].join('\n');
  const position = document.lines.positionAt(offset);
  return [{ offset, hint: { position, label, tooltip, kind: InlayHintKind.Parameter, paddingLeft: true } }];
}

function toPart(field: HeaderField, before: string, { uri, lines }: FlowDocument): InlayHintLabelPart {
  const location = { uri, range: toRange(lines, field.property.key) };
  return { value: before + describe(field, longestValue), location };
}

/** `Accept: application/json`, and of credentials no more than `Authorization: Bearer {{ORDERS_KEY}}`. */
function describe(field: HeaderField, longest: number): string {
  return `${textAsWritten(field.name, 40)}: ${fieldAsWritten(field, longest)}`;
}

/** Right behind a sign, where that follows; else where it would. */
function behind(text: string, offset: number, sign: string): number {
  const space = /^[ \t]*/.exec(text.slice(offset, offset + 40))?.[0].length ?? 0;
  return text[offset + space] === sign ? offset + space + 1 : offset;
}
