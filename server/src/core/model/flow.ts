import type { EntryMap } from '#core/model/entryMap';
import type { JsonBoolean, JsonNode, JsonNumber, JsonObject, JsonProperty, JsonString } from '#core/syntax/tree';

/**
 * A flow as its text means it. Every part is a node of the tree, so it knows its place; a part that is missing or of the wrong
 * type is undefined. Of duplicate keys only the last counts.
 */
export interface Flow {
  readonly object: JsonObject | undefined;
  readonly name: JsonString | undefined;
  readonly imports: readonly JsonString[];
  readonly variables: readonly Variable[];
  readonly endpoints: EntryMap<Endpoint>;
  readonly start: JsonProperty | undefined;
  /** Empty in an endpoint library. */
  readonly nodes: EntryMap<FlowNode>;
  readonly suppressions: readonly Suppression[];
}

export interface Variable {
  readonly name: string;
  readonly property: JsonProperty;
  readonly example: Scalar | undefined;
}

export type Scalar = JsonString | JsonNumber | JsonBoolean;

export interface Endpoint {
  readonly name: string;
  readonly property: JsonProperty;
  readonly object: JsonObject | undefined;
  readonly url: JsonString | undefined;
  readonly method: JsonString | undefined;
  readonly headers: readonly HeaderField[];
  readonly elementValidation: JsonProperty | undefined;
  readonly baseElement: JsonString | undefined;
  readonly timeout: JsonNumber | undefined;
  readonly maxConnections: JsonNumber | undefined;
  /** The operation of an API description that it is; undefined where it names none. */
  readonly openapi: OpenApiPart | undefined;
  readonly suppressions: readonly Suppression[];
}

/** Where an endpoint comes from. */
export interface OpenApiPart {
  /** The path of the description as seen from the file of the endpoint, `/` between its parts. */
  readonly file: JsonString | undefined;
  /** Method and path as the description has them: `GET /orders/{id}`. */
  readonly operation: JsonString | undefined;
}

/** One entry of `headers`: a field name with the value or values it is sent with. */
export interface HeaderField {
  readonly name: string;
  readonly property: JsonProperty;
  readonly values: readonly JsonString[];
}

export interface FlowNode {
  readonly id: string;
  readonly property: JsonProperty;
  readonly object: JsonObject | undefined;
  readonly type: JsonString | undefined;
  readonly entry: boolean;
  /** The session variable that the node sets, with a typical value of it. */
  readonly variable: JsonString | undefined;
  readonly example: Scalar | undefined;
  readonly sensitive: boolean;
  readonly next: Branch | undefined;
  readonly results: readonly Branch[];
  readonly resultsProperty: JsonProperty | undefined;
  readonly endpoint: JsonString | undefined;
  readonly suppressions: readonly Suppression[];
  /** Present on API Integration nodes. */
  readonly api: ApiPart | undefined;
}

/** What only an API Integration node has. */
export interface ApiPart {
  readonly method: JsonString | undefined;
  readonly headers: readonly HeaderField[];
  readonly query: readonly QueryParameter[];
  readonly querySeparator: string;
  readonly body: JsonNode | undefined;
  readonly responses: readonly Branch[];
  readonly responsesProperty: JsonProperty | undefined;
}

export interface ApiNode extends FlowNode {
  readonly api: ApiPart;
}

export interface QueryParameter {
  readonly name: JsonString | undefined;
  readonly value: JsonString | undefined;
}

/** A key that leads somewhere: an entry of `results` or `responses`, or `next`. */
export interface Branch {
  readonly key: string;
  readonly property: JsonProperty;
  readonly target: Target;
}

export type Target =
  | { readonly kind: 'node'; readonly id: string; readonly at: JsonString }
  | { readonly kind: 'flow'; readonly flow: JsonString; readonly step: JsonString | undefined; readonly at: JsonObject }
  /** An empty text or null: a place that the author has yet to fill. */
  | { readonly kind: 'empty'; readonly at: JsonNode }
  /** Half typed, or of a wrong type: what is wrong is said elsewhere. */
  | { readonly kind: 'broken' };

export interface Suppression {
  readonly object: JsonObject;
  readonly rule: JsonString | undefined;
  readonly reason: JsonString | undefined;
  readonly until: JsonString | undefined;
}

export function isApiNode(node: FlowNode): node is ApiNode {
  return node.api !== undefined;
}

/** Every branch of a node, in the order of the text's parts: `next`, `results`, `responses`. */
export function branchesOf(node: FlowNode): readonly Branch[] {
  const responses = node.api?.responses ?? [];
  if (node.next === undefined) return responses.length === 0 ? node.results : [...node.results, ...responses];
  return [node.next, ...node.results, ...responses];
}
