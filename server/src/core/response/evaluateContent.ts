import { evaluate } from '#core/response/evaluate';
import { readContent } from '#core/response/readContent';
import { responseVariables } from '#core/response/responseVariables';
import type { ScalarValue } from '#core/response/tree';

/** What is to be found out about the content of a response. Plain data, so that it can go to a worker. */
export interface EvaluationJob {
  readonly bytes: Uint8Array;
  /** The value of the `Content-Type` field. */
  readonly contentType: string | undefined;
  /** The JSONPath of the element validation; undefined where the status code decides. */
  readonly elementValidation: string | undefined;
  readonly baseElement: string | undefined;
  /** What the names of the variables begin with: the name of the endpoint. */
  readonly prefix: string;
}

export interface Evaluation {
  /** The value of the element validation: a key of `results`. */
  readonly value: string | undefined;
  /** One sentence that says why there is no value, where one was asked for. */
  readonly reason: string | undefined;
  readonly variables: readonly (readonly [name: string, value: ScalarValue])[];
  /** False where there may be values that are not among the variables: the content is broken, or has too many. */
  readonly isWhole: boolean;
  /** Sentences worth a look: a charset that is unknown, variables that were left out. */
  readonly notes: readonly string[];
}

/** Reads a content once, for the value of the element validation and for the response variables. */
export function evaluateContent(job: EvaluationJob): Evaluation {
  const content = readContent(job.bytes, job.contentType);
  const notes = content.note === undefined ? [] : [content.note];
  if ('reason' in content) {
    if (job.baseElement !== undefined) notes.push(`no variables, as ${content.reason}`);
    const reason = job.elementValidation === undefined ? undefined : content.reason;
    return { value: undefined, reason, variables: [], isWhole: !content.isBroken, notes };
  }
  const { variables, isWhole, reason: missing } = responseVariables(content.tree, job.baseElement, job.prefix);
  if (missing !== undefined) notes.push(missing);
  const judged = job.elementValidation === undefined ? undefined : evaluate(content.tree, job.elementValidation);
  return { value: undefined, reason: undefined, ...judged, variables: [...variables], isWhole, notes };
}
