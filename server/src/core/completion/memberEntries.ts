import { Blank, type Candidate, type Draft, Entries } from '#core/completion/candidate';
import { endpointDraft, responsesDraft } from '#core/completion/drafts';
import { memberOrder } from '#core/completion/members';
import { nodeAround, type Surroundings, visibleEndpoints } from '#core/completion/surroundings';
import { flowCandidates, mostChoices, rankedNodes, stepCandidates, targetBlanks } from '#core/completion/targets';
import { httpResponseCode, nodeTypes } from '#core/model/vocabulary';
import type { Place } from '#core/place/place';
import { supportedMethods } from '#core/request/methods';

/** Members of the flow with the values that they begin with; what is left out, the schema knows as well. */
export function flowMembers(place: Place, around: Surroundings): readonly Candidate[] {
  const ids = rankedNodes(place, around).map(({ id }) => id);
  return toMembers({
    version: 1,
    name: new Blank(around.fileName),
    imports: [choice(around.importable().map(({ path }) => path))],
    endpoints: new Entries([[new Blank('orders'), endpointDraft()]]),
    start: choice(ids, 'start'),
    suppressions: suppressionsDraft(place, around),
  });
}

export function endpointMembers(place: Place, around: Surroundings): readonly Candidate[] {
  return toMembers({
    url: new Blank('https://api.example.com'),
    method: choice(supportedMethods),
    headers: headersDraft(),
    elementValidation: new Blank(httpResponseCode),
    suppressions: suppressionsDraft(place, around),
  });
}

export function nodeMembers(place: Place, around: Surroundings): readonly Candidate[] {
  const type = nodeAround(place, around)?.type?.value;
  const target = targetBlanks(place, around);
  const endpoints = visibleEndpoints(around).map(({ name }) => name);
  const known = memberOrder(place.path, type) ?? [];
  return toMembers({
    type: choice(nodeTypes),
    endpoint: choice(endpoints, 'orders'),
    method: choice(supportedMethods),
    headers: headersDraft(),
    query: [{ name: new Blank(''), value: new Blank('') }],
    body: new Entries([[new Blank('name'), new Blank('')]]),
    next: target(),
    results: resultsDraft(type, target),
    responses: responsesDraft(target),
    suppressions: suppressionsDraft(place, around),
  }).filter(({ label }) => known.includes(label));
}

function resultsDraft(type: string | undefined, target: () => Blank): Draft {
  if (type === 'api-integration') return { '200': target() };
  if (type === 'calculate' || type === 'regular-expression') return { yes: target(), no: target() };
  return new Entries([[new Blank('result'), target()]]);
}

function headersDraft(): Draft {
  return new Entries([[new Blank('Accept'), new Blank('application/json')]]);
}

/** With the codes that are found there to choose from. */
function suppressionsDraft(place: Place, { foundCodes, rules }: Surroundings): Draft {
  const codes = new Set(foundCodes(place));
  const accepted = rules.flatMap(({ code }) => (codes.has(code) ? [code] : []));
  return [{ rule: choice(accepted), reason: new Blank('') }];
}

/** The members of a target in another flow. */
export function targetMembers(place: Place, around: Surroundings): readonly Candidate[] {
  const labels = (candidates: readonly Candidate[]) => candidates.map(({ label }) => label);
  return toMembers({
    flow: choice(labels(flowCandidates(place, around))),
    step: choice(labels(stepCandidates(place, around))),
  });
}

function toMembers(members: Readonly<Record<string, Draft>>): readonly Candidate[] {
  return Object.entries(members).map(([key, value]) => ({
    label: key,
    kind: 'key',
    inserts: { kind: 'entry', key, value },
  }));
}

function choice(choices: readonly string[], suggestion = ''): Blank {
  return new Blank(suggestion, choices.slice(0, mostChoices));
}
