import { Blank, type Candidate, type Detail } from '#core/completion/candidate';
import { shownValue } from '#core/completion/jsonPaths';
import { nodeAround, type Surroundings, visibleEndpoints } from '#core/completion/surroundings';
import { callersOf } from '#core/model/callers';
import type { FlowDocument } from '#core/model/document';
import type { Flow } from '#core/model/flow';
import { findEndpointNamed } from '#core/model/project';
import {
  type Fact,
  readsItsVariable,
  sessionNamesIn,
  settableVariables,
  toReading,
  values,
  variable,
  variableSetBy,
} from '#core/paths/facts';
import { jointGraph, numberOf } from '#core/paths/jointGraph';
import type { NodeOutline } from '#core/paths/outline';
import { settersBefore } from '#core/paths/settersBefore';
import { ownerOf, type Place } from '#core/place/place';
import { placeholderNames } from '#core/template/fill';
import { platformFunctions } from '#core/template/placeholderFaults';
import { nodeTemplates } from '#core/template/placeholders';

/**
 * What `[[…]]` can ask for: what is set on a way to here, the nearest first, then what is set elsewhere, then the platform's own. Behind a
 * prefix, what has that one.
 */
export function sessionCandidates(place: Place, around: Surroundings): Iterable<Candidate> {
  const [, prefix] = /^([^:]*:)/.exec(place.placeholder?.typed ?? '') ?? [];
  const all = allCandidates(place, around);
  return prefix === undefined ? all : [...all].filter(({ filter, label }) => (filter ?? label).startsWith(prefix));
}

function* allCandidates(place: Place, around: Surroundings): Iterable<Candidate> {
  const before = setBefore(place, around);
  yield* variableCandidates(before, around);
  yield* answerCandidates(before, place, around);
  yield* platformCandidates();
}

/** Names of session variables alone, for a node that looks at one or sets one. */
export function variableNameCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const node = nodeAround(place, around);
  const isRead = node !== undefined && readsItsVariable(node);
  const before = setBefore(place, around);
  const names = isRead ? variableNames(before, around) : wantedNames(around);
  return names.map(({ name, detail }) => ({
    label: name,
    kind: 'variable',
    detail,
    inserts: { kind: 'value', value: name },
  }));
}

type Setters = ReadonlyMap<Fact, NodeOutline>;

interface VariableName {
  readonly name: string;
  readonly detail: string;
  /** Whether the platform has the text of the chosen option too, as `[[name:value]]`. */
  readonly isChoice: boolean;
}

/** Those that come from outside, those set on a way to here, and those set elsewhere. */
function variableNames(before: Setters, { flow }: Surroundings): readonly VariableName[] {
  const declared = flow.variables.map(({ name }) => ({ name, detail: 'from outside the flow', isChoice: false }));
  const here = [...before].flatMap(([fact, node]) =>
    fact.startsWith(variablePrefix) ? toName(node.type, fact.slice(variablePrefix.length), `set by ${node.id}`) : [],
  );
  const elsewhere = [...flow.nodes.values()].flatMap((node) => {
    const name = variableSetBy(node)?.value;
    return name === undefined ? [] : toName(node.type?.value, name, `set by ${node.id}, on no way to here`);
  });
  const names = new Map([...elsewhere, ...declared, ...here].map((each) => [each.name, each]));
  const order = new Set([...here, ...declared, ...elsewhere].map(({ name }) => name));
  return [...order].flatMap((name) => names.get(name) ?? []).filter(({ name }) => canStandInBrackets(name));
}

const variablePrefix = variable('');

function toName(type: string | undefined, name: string, detail: string): VariableName {
  return { name, detail, isChoice: type === 'multiple-choice-input' };
}

function canStandInBrackets(name: string): boolean {
  return name !== '' && !/[[\]{}",\r\n:]/.test(name);
}

function* variableCandidates(before: Setters, around: Surroundings): Iterable<Candidate> {
  for (const { name, detail, isChoice } of variableNames(before, around)) {
    yield toCandidate(name, 'variable', detail);
    if (isChoice) yield toCandidate(`${name}:value`, 'variable', `the text of the chosen option, ${detail}`);
  }
}

function toCandidate(name: string, kind: Candidate['kind'], detail: Detail): Candidate {
  return { label: name, kind, detail, inserts: { kind: 'placeholder', of: 'session', parts: [name] } };
}

/** Names that texts of the flow ask for, and that nothing sets yet. */
function wantedNames({ flow }: Surroundings): readonly VariableName[] {
  const set = new Set(settableVariables(flow));
  const texts = [...flow.nodes.values()].flatMap((node) => [...nodeTemplates(node)]);
  const asked = texts.flatMap(({ string }) => sessionNamesIn(string.value)).map(toReading);
  const wanted = asked.flatMap((reading) =>
    reading?.kind === 'variable' && !set.has(reading.name) ? [reading.name] : [],
  );
  return [...new Set(wanted)].map((name) => ({ name, detail: 'asked for, and set nowhere yet', isChoice: false }));
}

/** What was answered, or is calculated, on a way to here, then the other endpoints. */
function* answerCandidates(before: Setters, place: Place, around: Surroundings): Iterable<Candidate> {
  const { flow } = around;
  const endpoints = visibleEndpoints(around).map(({ name }) => name);
  const here = [...before.keys()].flatMap((fact) =>
    fact.startsWith(valuesPrefix) ? [fact.slice(valuesPrefix.length)] : [],
  );
  const typed = place.placeholder?.typed ?? '';
  const isFirst = (name: string): boolean => endpoints.includes(name);
  const nodeIds = here.filter((name) => !isFirst(name));
  for (const prefix of new Set([...here.filter(isFirst), ...nodeIds, ...endpoints])) {
    if (flow.nodes.get(prefix)?.type?.value === 'calculate') {
      yield toCandidate(`${prefix}:result`, 'variable', 'calculated on a way to here');
      continue;
    }
    const isHere = here.includes(prefix);
    // A node's id says the same as its endpoint's name: its values are listed when it is typed.
    if (isFirst(prefix) || typed.startsWith(`${prefix}:`)) yield* pathCandidates(prefix, isHere, around);
    const parts = [`${prefix}:`, new Blank('field')];
    const detail = isHere ? 'answered on a way to here' : 'answered on no way to here';
    yield {
      label: `${prefix}:…`,
      kind: 'path',
      filter: `${prefix}:`,
      detail,
      inserts: { kind: 'placeholder', of: 'session', parts },
    };
  }
}

const valuesPrefix = values('');

/** What the last answer holds, else what texts of the flow ask for by this prefix. */
function* pathCandidates(prefix: string, isHere: boolean, around: Surroundings): Iterable<Candidate> {
  const answer = around.answerOf(prefix);
  const doubt = isHere ? undefined : 'answered on no way to here';
  if (answer !== undefined) {
    for (const path of answer.values.keys()) {
      if (/[[\]{}",\r\n]/.test(path)) continue;
      yield toCandidate(`${prefix}:${path}`, 'path', () => shownValue(answer, path) ?? doubt);
    }
    return;
  }
  for (const path of pathsUsed(prefix, around.flow)) {
    yield toCandidate(`${prefix}:${path}`, 'path', doubt ?? 'used in this flow');
  }
}

/** The paths that texts of nodes read by a prefix: of the first of them, for all of a long flow are too many to read. */
function pathsUsed(prefix: string, { nodes }: Flow): ReadonlySet<string> {
  const paths = new Set<string>();
  let left = mostTexts;
  for (const node of nodes.values()) {
    for (const { string } of nodeTemplates(node)) {
      if (left === 0 || !string.value.includes(`[[${prefix}:`)) continue;
      left--;
      for (const name of placeholderNames(string.value).session) {
        if (name.startsWith(`${prefix}:`)) paths.add(name.slice(prefix.length + 1));
      }
    }
  }
  return paths;
}

const mostTexts = 200;

/** What the platform's documentation names: the customer's number, and functions of a text. */
function* platformCandidates(): Iterable<Candidate> {
  yield toCandidate('session:msisdn', 'variable', "the customer's number");
  for (const [name, { numbers, usage }] of Object.entries(platformFunctions)) {
    const counts = ['0', '1'].slice(0, numbers).flatMap((count) => [new Blank(count), ':']);
    const parts = [`${name}:`, ...counts, '[[', new Blank('name'), ']]'];
    yield {
      label: `${name}:…`,
      kind: 'function',
      filter: `${name}:`,
      detail: usage,
      inserts: { kind: 'placeholder', of: 'session', parts },
    };
  }
}

/** What is set before the node that the place lies in, or before those that call its endpoint. */
function setBefore(place: Place, around: Surroundings): Setters {
  const owner = ownerOf(place);
  if (owner === undefined) return new Map();
  const own = [around.document, around.lastGood].find((version) =>
    owner.kind === 'node'
      ? version?.syntaxErrors.length === 0 && version.flow.nodes.has(owner.name)
      : version?.flow.endpoints.has(owner.name),
  );
  const document = own ?? around.document;
  if (owner.kind === 'node') return settersIn(document, [owner.name], around);
  const found = findEndpointNamed(document, owner.name, around.project);
  const callers = found === undefined ? [] : callersOf(found, around.project).slice(0, mostCallers);
  const files = new Set(callers.map((caller) => caller.document));
  const sets = [...files].map((file) =>
    settersIn(
      file,
      callers.flatMap((caller) => (caller.document === file ? [caller.node.id] : [])),
      around,
    ),
  );
  return new Map(sets.reverse().flatMap((set) => [...set]));
}

/** What a hundred callers have before them is enough to choose from. */
const mostCallers = 100;

function settersIn(document: FlowDocument, ids: readonly string[], { project }: Surroundings): Setters {
  const graph = jointGraph(document, project ?? { flows: () => [document] });
  return settersBefore(
    graph,
    ids.flatMap((id) => numberOf(id, document, graph) ?? []),
  );
}
