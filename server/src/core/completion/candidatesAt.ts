import { type Candidate, valueCandidate } from '#core/completion/candidate';
import { describeType, endpointBody, endpointEntries, nodeBodies, nodeEntries } from '#core/completion/drafts';
import { endpointCandidates, methodCandidates } from '#core/completion/endpoints';
import { fieldCandidates, fieldValueCandidates } from '#core/completion/fields';
import { flowDrafts } from '#core/completion/flowDrafts';
import { baseElementCandidates, validationCandidates } from '#core/completion/jsonPaths';
import { endpointMembers, flowMembers, nodeMembers, targetMembers } from '#core/completion/memberEntries';
import { responseCandidates, resultCandidates } from '#core/completion/results';
import { variableNameCandidates } from '#core/completion/sessionNames';
import type { Surroundings } from '#core/completion/surroundings';
import { flowCandidates, startCandidates, stepCandidates, targetCandidates } from '#core/completion/targets';
import { placeholderCandidates, takesPlaceholders } from '#core/completion/templates';
import { definition } from '#core/model/schema';
import { nodeTypes } from '#core/model/vocabulary';
import { hasForm, type Place } from '#core/place/place';

type Find = (place: Place, around: Surroundings) => Iterable<Candidate>;

const targetForms = ['nodes.*.next', 'nodes.*.results.*', 'nodes.*.responses.*'];
const owners = ['', 'endpoints.*', 'nodes.*'];
const headerForms = ['endpoints.*.headers', 'nodes.*.headers'];

/** Who knows what can be a value, by the form of its path. */
const valuesByForm: readonly (readonly [forms: readonly string[], find: Find])[] = [
  [[''], (_, { fileName }) => flowDrafts(fileName)],
  [['name'], (_, { fileName }) => [valueCandidate(fileName, 'value', "the file's own name")]],
  [['start'], startCandidates],
  [['imports.*'], importCandidates],
  [['endpoints.*'], endpointBody],
  [['endpoints.*.method', 'nodes.*.method'], methodCandidates],
  [['endpoints.*.elementValidation'], validationCandidates],
  [['endpoints.*.baseElement'], baseElementCandidates],
  [headerForms.flatMap((form) => [`${form}.*`, `${form}.*.*`]), fieldValueCandidates],
  [['nodes.*'], nodeBodies],
  [['nodes.*.type'], typeCandidates],
  [['nodes.*.endpoint'], endpointCandidates],
  [['nodes.*.variable'], variableNameCandidates],
  [targetForms, targetCandidates],
  [targetForms.map((form) => `${form}.flow`), flowCandidates],
  [targetForms.map((form) => `${form}.step`), stepCandidates],
  [owners.map((form) => (form === '' ? 'suppressions.*.rule' : `${form}.suppressions.*.rule`)), ruleCandidates],
];

/** Who knows what can be a key, by the form of its object's path. */
const keysByForm: readonly (readonly [forms: readonly string[], find: Find])[] = [
  [[''], flowMembers],
  [['endpoints.*'], endpointMembers],
  [['nodes.*'], nodeMembers],
  [targetForms, targetMembers],
  [['endpoints'], endpointEntries],
  [['nodes'], nodeEntries],
  [headerForms, fieldCandidates],
  [['nodes.*.results'], resultCandidates],
  [['nodes.*.responses'], responseCandidates],
];

/**
 * What can be put in at a place, the likeliest first. In a placeholder, what that can ask for; where placeholders may stand and none
 * is begun, `isAsked` tells whether they are offered too: somebody who writes a text does not want a list at each word.
 */
export function* candidatesAt(place: Place, around: Surroundings, isAsked: boolean): Iterable<Candidate> {
  const isTemplate =
    takesPlaceholders(place) || (hasForm(place.path, 'nodes.*.variable') && place.placeholder !== undefined);
  if (place.placeholder !== undefined && isTemplate) {
    yield* placeholderCandidates(place.placeholder.kind, place, around);
    return;
  }
  const byForm = place.role === 'value' ? valuesByForm : keysByForm;
  for (const [forms, find] of byForm) {
    if (forms.some((form) => hasForm(place.path, form))) yield* find(place, around);
  }
  if (!isTemplate || !isAsked) return;
  const kinds = hasForm(place.path, 'nodes.*.text')
    ? (['session', 'environment'] as const)
    : (['environment', 'session'] as const);
  for (const kind of kinds) yield* placeholderCandidates(kind, place, around);
}

function typeCandidates(): readonly Candidate[] {
  return nodeTypes.map((type) => ({
    ...valueCandidate(type, 'node-type', describeType(type)),
    documentation: definition(type).description,
  }));
}

/** What is found here and can be accepted comes first. */
function ruleCandidates(place: Place, { rules, foundCodes }: Surroundings): readonly Candidate[] {
  const found = new Set(foundCodes(place));
  const ordered = [...rules.filter(({ code }) => found.has(code)), ...rules.filter(({ code }) => !found.has(code))];
  return ordered.map(({ code, title }) =>
    valueCandidate(code, 'rule', found.has(code) ? `found here · ${title}` : title),
  );
}

/** Files with endpoints, by their path from this one; those that are imported already have no second use. */
function importCandidates(place: Place, { importable, document }: Surroundings): readonly Candidate[] {
  const others = document.flow.imports.filter((_, index) => index !== place.path[1]).map(({ value }) => value);
  return importable()
    .filter(({ path }) => !others.includes(path))
    .map(({ path, document: { flow } }) =>
      valueCandidate(path, 'file', [...flow.endpoints.keys()].slice(0, 5).join(', ')),
    );
}
