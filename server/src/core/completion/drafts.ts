import { Blank, type Candidate, type Draft, Entries } from '#core/completion/candidate';
import { type Surroundings, visibleEndpoints } from '#core/completion/surroundings';
import { mostChoices, targetBlanks, wantedNodes } from '#core/completion/targets';
import { definition } from '#core/model/schema';
import { defaultResponses, httpResponseCode, nodeTypes } from '#core/model/vocabulary';
import type { Place } from '#core/place/place';
import { supportedMethods } from '#core/request/methods';

/** Whole flows, for a file that has nothing yet. */
export function flowDrafts(_place: Place, { fileName }: Surroundings): readonly Candidate[] {
  const head = { version: 1, name: new Blank(fileName) };
  const first = new Blank('start');
  const greeting = { type: 'text-display', text: new Blank('Hello'), next: 'end' };
  const flow = {
    ...head,
    start: first,
    nodes: new Entries([
      [first, greeting],
      ['end', { type: 'end' }],
    ]),
  };
  const library = { ...head, endpoints: new Entries([[new Blank('orders'), endpointDraft()]]) };
  return [
    toDraft('flow', 'a flow with a first text', flow),
    toDraft('endpoint library', 'endpoints that flows import', library),
  ];
}

function toDraft(label: string, detail: string, value: Draft): Candidate {
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

/** A whole endpoint: under the name that is typed, under one that nodes call and nothing has, or under a new one. */
export function endpointEntries(place: Place, around: Surroundings): readonly Candidate[] {
  const known = new Set(visibleEndpoints(around).map(({ endpoint }) => endpoint.name));
  const called = [...around.flow.nodes.values()].flatMap(({ id, endpoint }) =>
    endpoint === undefined || endpoint.value === '' || known.has(endpoint.value) ? [] : [[endpoint.value, id] as const],
  );
  const wanted = [...new Map(called.reverse())].reverse();
  const { typed } = place.token;
  return [
    ...wanted.map(([name, id]) => toEntry(name, name, endpointDraft(), `called by ${id}, and set up nowhere yet`)),
    toEntry('endpoint', new Blank('orders'), endpointDraft(), 'a whole endpoint'),
    ...(typed === ''
      ? []
      : [{ ...toEntry(`${typed} (endpoint)`, typed, endpointDraft(), 'a whole endpoint'), filter: typed }]),
  ];
}

export function endpointBody(): readonly Candidate[] {
  return [toDraft('endpoint', 'a whole endpoint', endpointDraft())];
}

function toEntry(label: string, key: string | Blank, value: Draft, detail: string): Candidate {
  return { label, kind: 'draft', detail, inserts: { kind: 'entry', key, value } };
}

/** A whole node of each type: under the id that is typed, under one that branches lead to and nothing has, or under a new one. */
export function nodeEntries(place: Place, around: Surroundings): readonly Candidate[] {
  const wanted = wantedNodes(around);
  const drafts = nodeDrafts(place, around);
  const [suggested = 'node'] = wanted.keys();
  const id = new Blank(suggested, [...wanted.keys()].slice(0, mostChoices));
  const { typed } = place.token;
  return [
    ...[...wanted].flatMap(([name, from]) =>
      name === typed
        ? []
        : toEntry(name, name, { type: new Blank('', nodeTypes) }, `${from} leads there, and nothing has this id yet`),
    ),
    ...nodeTypes.map((type) => toEntry(type, id, drafts(type), describeType(type))),
    ...(typed === '' ? [] : nodeTypes).map((type) => ({
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
  const endpoints = visibleEndpoints(around).map(({ endpoint }) => endpoint.name);
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
