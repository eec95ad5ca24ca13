/** What an OpenAPI description says of an API, as far as flows have a use for it. Plain data: it goes from one thread to another. */
export interface ApiDescription {
  readonly title: string;
  /** Where the paths begin: absolute, or a path where the description leaves the host open. Without a slash at the end. */
  readonly server: string;
  /** In the order of the description. */
  readonly operations: readonly ApiOperation[];
}

export interface ApiOperation {
  /** Method and path: `GET /orders/{id}`. No two operations of a description have the same. */
  readonly key: string;
  /** In capitals. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  /** Where it begins, where that is another place than that of the description. */
  readonly server: string | undefined;
  readonly id: string | undefined;
  readonly summary: string | undefined;
  readonly tag: string | undefined;
  readonly isDeprecated: boolean;
  /** As they are documented: `404`, `5XX` for a class, `default` for all others. */
  readonly statuses: readonly string[];
  readonly parameters: readonly ApiParameter[];
  readonly content: ApiContent | undefined;
  /** The media type that its successes have; undefined where it names none. */
  readonly accept: string | undefined;
  readonly credentials: readonly ApiCredential[];
}

export interface ApiParameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header';
  readonly isRequired: boolean;
  readonly description: string | undefined;
  readonly example: string | number | boolean | undefined;
}

/** What a request sends. */
export interface ApiContent {
  readonly mediaType: string;
  /** JSON, or a form, with a value wherever one is required. */
  readonly sample: string;
}

/** What a request signs in with. */
export interface ApiCredential {
  /** What the description calls the way to sign in. */
  readonly scheme: string;
  readonly place: 'bearer' | 'basic' | 'header' | 'query';
  /** The field or the parameter; empty where `Authorization` is meant. */
  readonly name: string;
}

/** What became of reading a text as a description. */
export type ReadDescription =
  | { readonly kind: 'found'; readonly description: ApiDescription }
  /** What is the matter, as the end of a sentence. */
  | { readonly kind: 'unreadable'; readonly reason: string };
