import { Blank, type Candidate, type Draft, Entries } from '#core/completion/candidate';
import { type Surroundings, visibleEndpoints } from '#core/completion/surroundings';
import { mostChoices, targetBlanks, wantedNodes } from '#core/completion/targets';
import { findFreeName } from '#core/model/freeName';
import { definition } from '#core/model/schema';
import { defaultResponses, httpResponseCode, nodeTypes } from '#core/model/vocabulary';
import type { Place } from '#core/place/place';
import { keysBeside } from '#core/place/scan';
import { supportedMethods } from '#core/request/methods';

/** Something whole, which stands as a value. */
export function toDraft(label: string, detail: string, value: Draft): Candidate {
  return { label, kind: 'draft', detail, inserts: { kind: 'value', value } };
}

export function endpointDraft(): Draft {
  return {
    url: new Blank('https://api.example.com/orders'),
    method: new Blank('GET', supportedMethods),
    headers: { Accept: new Blank('application/json') },
    elementValidation: new Blank(httpResponseCode),
  };
}

/**
 * A whole endpoint: under the name that is typed, under one that nodes call and nothing has, or under a new one. For a key that has its
 * value, the names alone that it may be meant to have.
 */
export function endpointEntries(place: Place, around: Surroundings): readonly Candidate[] {
  const beside = hiddenKeys(place, around);
  const known = new Set([...visibleEndpoints(around).map(({ name }) => name), ...beside]);
  const called = [...around.flow.nodes.values()].flatMap(({ id, endpoint }) =>
    endpoint === undefined || endpoint.value === '' || known.has(endpoint.value) ? [] : [[endpoint.value, id] as const],
  );
  const wanted = [...new Map(called.reverse())].reverse().map(([name, id]) => {
    return toEntry(name, name, endpointDraft(), `called by ${id}, and set up nowhere yet`);
  });
  if (!place.lacks.valueAfter) return wanted;
  const { typed } = place.token;
  const free = findFreeName('orders', '-', (name) => !known.has(name));
  return [
    ...wanted,
    toEntry('endpoint', new Blank(free), endpointDraft(), 'a whole endpoint'),
    ...(typed === '' || beside.has(typed)
      ? []
      : [{ ...toEntry(`${typed} (endpoint)`, typed, endpointDraft(), 'a whole endpoint'), filter: typed }]),
  ];
}

/** The other keys of the object that a place is in, where the text is broken, which hides some of them. */
function hiddenKeys(place: Place, { document }: Surroundings): ReadonlySet<string> {
  return new Set(document.syntaxErrors.length === 0 ? [] : keysBeside(place, document.text));
}

export function endpointBody(): readonly Candidate[] {
  return [toDraft('endpoint', 'a whole endpoint', endpointDraft())];
}

function toEntry(label: string, key: string | Blank, value: Draft, detail: string): Candidate {
  return { label, kind: 'draft', detail, inserts: { kind: 'entry', key, value } };
}

/**
 * A whole node of each type: under the id that is typed, under one that branches lead to and nothing has, or under a new one. For a key
 * that has its value, the ids alone that it may be meant to have.
 */
export function nodeEntries(place: Place, around: Surroundings): readonly Candidate[] {
  const beside = hiddenKeys(place, around);
  const wanted = [...wantedNodes(around)].filter(([id]) => !beside.has(id));
  const { typed } = place.token;
  const led = wanted.flatMap(([id, from]) =>
    id === typed
      ? []
      : toEntry(id, id, { type: new Blank('', nodeTypes) }, `${from} leads there, and nothing has this id yet`),
  );
  if (!place.lacks.valueAfter) return led;
  const drafts = nodeDrafts(place, around);
  const free = findFreeName('node', '-', (id) => !around.flow.nodes.has(id) && !beside.has(id));
  const ids = wanted.slice(0, mostChoices).map(([id]) => id);
  return [
    ...led,
    ...nodeTypes.map((type) => toEntry(type, new Blank(free, ids), drafts(type), describeType(type))),
    ...(typed === '' || beside.has(typed) ? [] : nodeTypes).map((type) => ({
      ...toEntry(`${typed} (${type})`, typed, drafts(type), describeType(type)),
      filter: typed,
    })),
  ];
}

/** The body of a node that has its id. */
export function nodeBodies(place: Place, around: Surroundings): readonly Candidate[] {
  const drafts = nodeDrafts(place, around);
  return nodeTypes.map((type) => ({
    ...toDraft(type, describeType(type), drafts(type)),
    documentation: definition(type).description,
  }));
}

export function describeType(type: string): string {
  return (definition(type).description ?? '').replaceAll('`', '').replace(/\.$/, '');
}

/** What the types need, in the order people write it: what is required, and where it goes from there. */
function nodeDrafts(place: Place, around: Surroundings): (type: string) => Draft {
  const target = targetBlanks(place, around);
  const endpoints = visibleEndpoints(around).map(({ name }) => name);
  const endpoint = new Blank(endpoints[0] ?? 'orders', endpoints.slice(0, mostChoices));
  const variable = new Blank('variable');
  const members: Readonly<Record<string, () => Readonly<Record<string, Draft>>>> = {
    'api-integration': () => ({ endpoint, results: { '200': target() }, responses: responsesDraft(target) }),
    'text-display': () => ({ text: new Blank(''), next: target() }),
    'request-input': () => ({ text: new Blank(''), variable, example: new Blank(''), next: target() }),
    menu: () => ({ text: new Blank(''), results: new Entries([[new Blank('label'), target()]]) }),
    'multiple-choice-input': () => ({
      text: new Blank(''),
      variable,
      results: new Entries([[new Blank('choice'), target()]]),
    }),
    'dynamic-list': () => ({ endpoint, text: new Blank(''), variable, next: target() }),
    'switch-case': () => ({
      variable,
      results: new Entries([
        [new Blank('value'), target()],
        ['other', target()],
      ]),
    }),
    'set-variable': () => ({ variable, value: new Blank(''), next: target() }),
    calculate: () => ({ expression: new Blank(''), results: { yes: target(), no: target() } }),
    'regular-expression': () => ({ variable, pattern: new Blank(''), results: { yes: target(), no: target() } }),
    'wait-for-callback': () => ({ results: new Entries([[new Blank('result'), target()]]) }),
    'send-template': () => ({ next: target() }),
  };
  return (type) => ({ type, ...members[type]?.() });
}

export function responsesDraft(target: () => Blank): Draft {
  return Object.fromEntries(defaultResponses.map((name) => [name, target()]));
}
