import type { Candidate, Draft } from '#core/completion/candidate';
import {
  apiNodeAround,
  endpointAround,
  nodeAround,
  type SeenAnswer,
  type Surroundings,
} from '#core/completion/surroundings';
import { targetBlanks } from '#core/completion/targets';
import { hasTokenShape } from '#core/model/tokenShape';
import { validationKind } from '#core/model/validation';
import { type DefaultResponse, defaultResponses, isStatusCode } from '#core/model/vocabulary';
import { ownerOf, type Place } from '#core/place/place';
import { redacted } from '#core/request/redact';
import { reasonPhrase, statusCodes } from '#core/request/statusCodes';

/** What a node can tell apart, and does not yet. */
export function resultCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const node = nodeAround(place, around);
  const target = targetBlanks(place, around)();
  return apiNodeAround(place, around)
    ? answerCandidates(place, around, target)
    : plainResults(node?.type?.value, target);
}

/** The default responses that are missing. */
export function responseCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const target = targetBlanks(place, around)();
  const seen = seenAnswers(place, around);
  return defaultResponses.map((name) => {
    const answer = seen.find(({ branch }) => branch === name);
    return toEntry(name, answer ? `${summaries[name]} · seen ${answer.time}` : summaries[name], target);
  });
}

const summaries: Readonly<Record<DefaultResponse, string>> = {
  other: 'an answer without a result of its own',
  error: 'nothing usable comes back',
  timeout: 'no answer in time',
  'max-connection': 'all connections are taken',
};

function toEntry(key: string, detail: string | undefined, value: Draft): Candidate {
  return { label: key, kind: 'key', detail, inserts: { kind: 'entry', key, value } };
}

/** What the platform gives these types of node to tell apart; the others have labels of their own. */
const fixedResults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  calculate: { yes: 'it is true', no: 'it is not' },
  'regular-expression': { yes: 'the value matches', no: 'it does not' },
  'switch-case': { other: 'every value that is not named' },
};

function plainResults(type: string | undefined, target: Draft): readonly Candidate[] {
  return Object.entries(fixedResults[type ?? ''] ?? {}).map(([key, detail]) => toEntry(key, detail, target));
}

/** What the API has answered first, then what APIs mostly answer, then every other status code. */
function answerCandidates(place: Place, around: Surroundings, target: Draft): readonly Candidate[] {
  const found = endpointAround(place, around);
  const byPath = found !== undefined && validationKind(found.endpoint) === 'jsonpath';
  const seen = new Map(
    seenAnswers(place, around).flatMap(({ value, time }) => (value === null ? [] : [[value, time]])),
  );
  const codes = byPath ? ['200'] : [...usualCodes, ...finalCodes()];
  return [...new Set([...seen.keys(), ...codes])]
    .filter((key) => !key.includes(redacted) && !hasTokenShape(key))
    .map((key) => {
      const time = seen.get(key);
      const reason = isStatusCode(key) && !(byPath && time !== undefined) ? reasonPhrase(key) : undefined;
      const parts = [reason, time === undefined ? undefined : `seen ${time}`].filter((part) => part !== undefined);
      return toEntry(key, parts.join(' · '), target);
    });
}

const usualCodes = [
  '200',
  '201',
  '202',
  '204',
  '400',
  '401',
  '403',
  '404',
  '409',
  '422',
  '429',
  '500',
  '502',
  '503',
  '504',
];

/** A flow goes by the final answer: those of 1xx come before it (RFC 9110 §15.2). */
function finalCodes(): readonly string[] {
  return [...statusCodes].flatMap(([code, { reason }]) => (code.startsWith('1') || reason === undefined ? [] : [code]));
}

function seenAnswers(place: Place, { seenBy }: Surroundings): readonly SeenAnswer[] {
  const owner = ownerOf(place);
  return owner?.kind === 'node' ? seenBy(owner.name) : [];
}
