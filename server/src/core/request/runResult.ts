import type { Failure, Timings } from '#core/request/exchange';

/** Where a branch leads: a node of this flow, or another flow (at its start, where there is no step). */
export type TargetValue = string | { readonly flow: string; readonly step?: string };

/** The branch that the flow takes, and why. */
export interface TakenBranch {
  /** `result` for an entry of `results`, `default` for one of the four default responses. */
  readonly kind: 'result' | 'default';
  readonly key: string;
  /** Null where the taken branch is not mapped: CT51 at run time. */
  readonly target: TargetValue | null;
  /** One sentence without a final stop: `status 404 has its own result`. */
  readonly why: string;
}

/** The request of a run as a person may see it: redacted. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  /** Field names in lower case. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
}

/** The response of a run as a person may see it: redacted, its content cut at the preview limit. */
export interface ShownResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Bytes of the whole content, content codings undone. */
  readonly bodyBytes: number;
  readonly truncated: boolean;
  readonly body: string;
  /** A charset's name, or `base64` for binary content. */
  readonly bodyEncoding: string;
}

/** What a run gives, for the editor, the command line and tests alike: `run --format json` prints it as it is. */
export interface RunResult {
  readonly version: 1;
  readonly file: string;
  readonly node: string;
  readonly endpoint: string;
  readonly environment: string | null;
  readonly request: ShownRequest;
  readonly response: ShownResponse | null;
  readonly failure: Failure | null;
  readonly validation: { readonly expression: string; readonly value: string | null } | null;
  /** Null where no branch can be claimed; `note` then says why. */
  readonly branch: TakenBranch | null;
  /** Sentences worth a look: fields left out, a content that was cut, why no branch is claimed. */
  readonly notes: readonly string[];
  readonly variables: Readonly<Record<string, string | number | boolean | null>>;
  readonly timings: Timings;
}
