import { type FlowDocument, isReadWhole, readDocument } from '#core/model/document';
import type { DocumentEdit } from '#core/model/documentEdit';
import { environmentNames, noEnvironmentFiles } from '#core/model/environment';
import { findFreeName } from '#core/model/freeName';
import { endpointNames, type Project } from '#core/model/project';
import { isEndpointName, isNodeId } from '#core/model/vocabulary';
import { addParts, type FlowParts } from '#core/refactorings/flowParts';
import { hideCredentials } from '#core/refactorings/hideCredentials';
import type { RefactoringContext } from '#core/refactorings/refactoring';
import type { RequestDraft } from '#core/refactorings/requestDraft';
import { setUpSecrets } from '#core/refactorings/setUpSecrets';
import { findStartingTargets } from '#core/refactorings/startingTargets';
import { withoutNode, writeEndpoint, writeNode, writeVariables } from '#core/refactorings/writeRequest';
import { addEnvironmentValues } from '#core/rules/shared/addEnvironmentValue';
import { applyEdits, type Edit } from '#core/syntax/edit';
import type { Span } from '#core/syntax/span';
import { placeholderNames } from '#core/template/fill';

/** Where requests are added, and what of them. */
export interface AddOptions {
  /** Where the cursor stands, in UTF-16 code units. */
  readonly offset: number;
  /** Whether each endpoint gets a node that calls it. An endpoint library has none. */
  readonly withNodes: boolean;
  /** What the flow is called where there is none yet. */
  readonly flowName: string;
  /** Values for the committed environment file, by the name of their placeholder. */
  readonly environmentValues?: ReadonlyMap<string, string>;
}

/** What adding requests to a flow changes. */
export interface AddedRequests {
  readonly edits: readonly DocumentEdit[];
  /** Names of secrets that have no value yet: somebody has to set them. */
  readonly unset: readonly string[];
  /** Names of secrets whose values go to the private environment file. */
  readonly kept: readonly string[];
  /** Names of other environment values that have none yet. */
  readonly open: readonly string[];
  /** Sentences on what is left out, without a final stop. */
  readonly notes: readonly string[];
  /** The first key that is new, in the text as it is afterwards. */
  readonly added: Span;
  /** The id of the first node that is new; undefined where only endpoints are. */
  readonly node: string | undefined;
}

/** Why nothing can be added, as a sentence without a final stop. */
export interface NothingAdded {
  readonly refused: string;
}

export type AddContext = Pick<RefactoringContext, 'document' | 'project' | 'isSecret'>;

/**
 * Adds endpoints, and nodes that call them, to a flow in its own style, or writes a flow where the document is empty. Literal credentials
 * become secrets. A node has `200` and the four default responses with targets, those that the flow has for them where there are any.
 */
export function addRequests(
  drafts: readonly RequestDraft[],
  options: AddOptions,
  context: AddContext,
): AddedRequests | NothingAdded {
  const { document } = context;
  const isEmpty = document.text.trim() === '';
  const base = isEmpty ? readDocument(document.uri, writeEmptyFlow(options.flowName)) : document;
  if (!isReadWhole(base))
    return { refused: 'The flow is no valid JSON, and nothing can be added before that is mended' };
  const { values, hidden } = hideAll(drafts, context);
  const isLibrary = base.flow.nodes.size === 0 && base.flow.endpoints.size > 0;
  const parts = toParts(hidden, base, context.project, options.withNodes && !isLibrary, options.withNodes);
  const edits = addParts(base, parts, options.offset);
  const whole = edits.flatMap((edit) => edit ?? []);
  if (whole.length < edits.length) return { refused: 'The flow has no object of endpoints or of nodes to add to' };
  const text = applyEdits(base.text, whole);
  const secrets = [...values.keys(), ...drafts.flatMap((draft) => draft.secrets)];
  const setUp = setUpSecrets(values, secrets, context);
  const committed = addCommitted(options.environmentValues ?? new Map(), context);
  return {
    edits: [
      ...(isEmpty ? [replaceAll(document.text, text)] : whole).map((edit) => ({ ...edit, document })),
      ...committed,
      ...setUp.edits,
    ],
    unset: [...new Set(secrets)].filter((name) => !setUp.kept.includes(name) && !hasValue(name, context)),
    kept: setUp.kept,
    open: openValues(hidden, [...secrets, ...(options.environmentValues?.keys() ?? [])], context),
    notes: isLibrary && options.withNodes ? lostInLibrary(drafts) : [],
    added: findAdded(text, parts),
    node: parts.nodes[0]?.[0],
  };
}

/** In every environment; what is there already keeps its value. */
function addCommitted(values: ReadonlyMap<string, string>, { document, project }: AddContext): readonly DocumentEdit[] {
  const file = project?.sideFile('environment', document.uri);
  if (project === undefined || file === undefined || values.size === 0) return [];
  const names = environmentNames(project.environmentFiles(document.uri));
  return addEnvironmentValues(file, names.length > 0 ? names : ['dev'], [...values]) ?? [];
}

function replaceAll(text: string, newText: string): Edit {
  return { span: { offset: 0, length: text.length }, newText };
}

function writeEmptyFlow(name: string): string {
  return `{\n  "version": 1,\n  "name": ${JSON.stringify(name)}\n}\n`;
}

/** One draft after the other: what one has taken for a secret, no other takes for another one. */
function hideAll(
  drafts: readonly RequestDraft[],
  { document, project, isSecret }: AddContext,
): { readonly hidden: readonly RequestDraft[]; readonly values: ReadonlyMap<string, string> } {
  const files = project?.environmentFiles(document.uri) ?? noEnvironmentFiles;
  const values = new Map<string, string>();
  const taken = new Set(drafts.flatMap((draft) => draft.secrets));
  const hidden = drafts.map((draft) => {
    const one = hideCredentials(draft, files, (name) => values.has(name) || taken.has(name) || isSecret(name));
    for (const [name, value] of one.values) values.set(name, value);
    return one.draft;
  });
  return { hidden, values };
}

/** What the requests name and nothing has a value for: what a command has from its shell, where a description does not say where the API is. */
function openValues(drafts: readonly RequestDraft[], known: readonly string[], context: AddContext): readonly string[] {
  const texts = drafts.flatMap(({ url, headers, query, body }) => [
    url,
    ...headers.map(([, value]) => value),
    ...query.map(({ value }) => value),
    body?.text ?? '',
  ]);
  const names = new Set(texts.flatMap((text) => placeholderNames(text).environment));
  return [...names].filter((name) => !known.includes(name) && !context.isSecret(name) && !hasValue(name, context));
}

function hasValue(name: string, { document, project }: AddContext): boolean {
  const { committed, private: own } = project?.environmentFiles(document.uri) ?? noEnvironmentFiles;
  return [...committed.values(), ...own.values()].some((values) => values.has(name));
}

/**
 * @param hasNodes whether nodes are added
 * @param wantsNodes whether they were asked for: what they would have said is then said by the endpoint, as far as it can
 */
function toParts(
  drafts: readonly RequestDraft[],
  base: FlowDocument,
  project: Project | undefined,
  hasNodes: boolean,
  wantsNodes: boolean,
): FlowParts {
  const names = createNames(base, project);
  const named = drafts.map((draft) => ({ draft, endpoint: names.endpoint(draft.endpoint) }));
  const endpoints = named.map(({ draft, endpoint }) => {
    return [endpoint, writeEndpoint(wantsNodes && !hasNodes ? withoutNode(draft) : draft)] as const;
  });
  if (!hasNodes) return { variables: writeVariables(drafts, base.flow), endpoints, nodes: [] };
  const targets = findStartingTargets(base.flow, names.node);
  const nodes = named.map(
    ({ draft, endpoint }) => [names.node(draft.node), writeNode(draft, endpoint, targets)] as const,
  );
  const [first] = nodes;
  return {
    variables: writeVariables(drafts, base.flow),
    endpoints,
    ...(first === undefined ? {} : { start: first[0] }),
    nodes: [...nodes, ...targets.added],
  };
}

/** Names that nothing in the flow has yet, each given once. */
function createNames(base: FlowDocument, project: Project | undefined) {
  const endpoints = new Set(endpointNames(base, project));
  const nodes = new Set(base.flow.nodes.keys());
  const take = (wanted: string, taken: Set<string>, isName: (name: string) => boolean, otherwise: string): string => {
    const name = findFreeName(isName(wanted) ? wanted : otherwise, '-', (free) => !taken.has(free));
    taken.add(name);
    return name;
  };
  return {
    endpoint: (wanted: string) => take(wanted, endpoints, isEndpointName, 'endpoint'),
    node: (wanted: string) => take(wanted, nodes, isNodeId, 'node'),
  };
}

function lostInLibrary(drafts: readonly RequestDraft[]): readonly string[] {
  const hasBody = drafts.some(({ body }) => body !== undefined);
  return [
    'The file has endpoints and no nodes, so the endpoint alone was added',
    ...(hasBody ? ['The content is left out: a node says it'] : []),
  ];
}

function findAdded(text: string, { nodes: [node], endpoints: [endpoint] }: FlowParts): Span {
  const { flow } = readDocument('', text);
  const property = (node && flow.nodes.get(node[0])) ?? (endpoint && flow.endpoints.get(endpoint[0]));
  return property?.property.key ?? { offset: 0, length: 0 };
}
