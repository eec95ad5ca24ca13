/** A request from somewhere else, on its way to be an endpoint and a node that calls it. */
export interface RequestDraft {
  /** What the endpoint and the node might be called, in any characters. */
  readonly endpoint: string;
  readonly node: string;
  readonly method: string;
  /** Absolute, as a template. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly query: readonly { readonly name: string; readonly value: string }[];
  /** Undefined where the request has no content. */
  readonly body: DraftBody | undefined;
  /** Milliseconds; undefined where the format's default counts. */
  readonly timeout: number | undefined;
  readonly description: string | undefined;
  /** The operation of an API description that it is, as an endpoint names it; undefined where it comes from elsewhere. */
  readonly openapi: { readonly file: string; readonly operation: string } | undefined;
  /** Status codes that are to have a result beside `200`. */
  readonly statuses: readonly string[];
  /** Session variables in it that the flow has to get from somewhere. */
  readonly variables: readonly DraftVariable[];
  /** Names of environment values in it that are secrets, and that nothing has a value for yet. */
  readonly secrets: readonly string[];
}

/** The content of a request: a text that is sent as it is, or JSON as it is written, with the digits of its numbers. */
export interface DraftBody {
  readonly kind: 'text' | 'json';
  readonly text: string;
}

export interface DraftVariable {
  readonly name: string;
  readonly description: string | undefined;
  readonly example: string | number | boolean | undefined;
}
