import { Blank, type Candidate, valueCandidate } from '#core/completion/candidate';
import { toDetail } from '#core/completion/shown';
import { endpointAround, type Surroundings } from '#core/completion/surroundings';
import { httpResponseCode } from '#core/model/vocabulary';
import type { Place } from '#core/place/place';
import { baseElementName, type CapturedAnswer, findCapturedValue } from '#core/request/capturedAnswer';

/** `HTTP_RESPONSE_CODE`, then what the last answer holds, then the beginning of any other JSONPath. */
export function validationCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  return [
    valueCandidate(httpResponseCode, 'value', 'the status code picks the branch'),
    ...capturedPaths(place, around).map(({ path, detail }) => valueCandidate(path, 'path', detail)),
    anyPath('a JSONPath: its value picks the branch'),
  ];
}

/** The objects and lists of the last answer. */
export function baseElementCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const containers = new Set(capturedPaths(place, around).flatMap(({ segments }) => ancestorsOf(segments)));
  return [
    valueCandidate('$', 'path', 'the whole answer'),
    ...[...containers].map((path) => valueCandidate(path, 'path', 'in the last answer')),
    anyPath('a JSONPath: what it contains becomes variables'),
  ];
}

function anyPath(detail: string): Candidate {
  return { label: '$.…', kind: 'path', detail, inserts: { kind: 'value', value: new Blank('name', [], ['$.', '']) } };
}

interface CapturedPath {
  readonly path: string;
  readonly segments: readonly string[];
  readonly detail: string | undefined;
}

/** As many as are worth making: the list is cut later. */
const mostPaths = 1_000;

/** Where the answer was read under a base element, its own path stands in front; where that can't be told, there are none. */
function capturedPaths(place: Place, around: Surroundings): readonly CapturedPath[] {
  const found = endpointAround(place, around);
  const answer = found && around.answerOf(found.endpoint.name);
  if (found === undefined || answer === undefined) return [];
  const base = baseOf(answer, found.endpoint.baseElement?.value);
  if (base === undefined) return [];
  return [...answer.values.keys()].slice(0, mostPaths).map((key) => {
    const segments = [...base, ...key.split('.')];
    return { path: toJsonPath(segments), segments, detail: shownValue(answer, key) };
  });
}

/** The members on the way to the base element, which the captured names leave out: `['order']` for `$.order`. */
function baseOf({ baseName }: CapturedAnswer, baseElement: string | undefined): readonly string[] | undefined {
  if (baseName === undefined) return [];
  const isPlain = baseElement !== undefined && /^\$(?:\.[^.[\]*?()@\s]+)+$/.test(baseElement);
  return isPlain && baseElementName(baseElement) === baseName ? baseElement.split('.').slice(1) : undefined;
}

/** A value beside its name, unless it is a credential. */
export function shownValue(answer: CapturedAnswer, path: string): string | undefined {
  const captured = findCapturedValue(answer, path);
  return captured === undefined || captured.isCredential ? undefined : toDetail(captured.value);
}

/** `order.items.1.sku` as a JSONPath, whose list positions are counted from 0: `$.order.items[0].sku` (RFC 9535 §2.3). */
function toJsonPath(segments: readonly string[]): string {
  const parts = segments.map((segment) => {
    if (/^[1-9]\d*$/.test(segment)) return `[${Number(segment) - 1}]`;
    const isName = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(segment);
    return isName ? `.${segment}` : `['${segment.replaceAll(/['\\]/g, '\\$&')}']`;
  });
  return `$${parts.join('')}`;
}

function ancestorsOf(segments: readonly string[]): readonly string[] {
  return segments.slice(1).map((_, index) => toJsonPath(segments.slice(0, index + 1)));
}
