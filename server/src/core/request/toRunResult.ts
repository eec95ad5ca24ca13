import type { Verdict } from '#core/request/branch';
import type { Field, Outcome, Request, Response } from '#core/request/exchange';
import { findFieldValue } from '#core/request/fieldNames';
import type { Plan } from '#core/request/plan';
import type { Redactor } from '#core/request/redact';
import type { RunResult, ShownRequest, ShownResponse } from '#core/request/runResult';
import type { ShownPlan } from '#core/request/toRequestText';
import type { Evaluation } from '#core/response/evaluateContent';
import { toMediaType } from '#core/response/mediaType';
import { showContent } from '#core/response/shownContent';
import type { ScalarValue } from '#core/response/tree';

/** What is known of a run without its exchange. */
export interface RunContext {
  readonly file: string;
  readonly node: string;
  readonly endpoint: string;
  readonly environment: string | null;
  /** Bytes of the response's content to show. */
  readonly previewLimit: number;
}

export interface SentRequest {
  readonly plan: { readonly request: Request; readonly notes: readonly string[] };
  readonly redactor: Redactor;
}

/** Puts a run together for people and programs: every text that came from outside goes through the redactor here. */
export function toRunResult(
  { previewLimit, ...context }: RunContext,
  { plan, redactor }: SentRequest,
  outcome: Exclude<Outcome, { kind: 'cancelled' }>,
  { validation, branch, reason }: Verdict,
  evaluation: Evaluation | undefined,
): RunResult {
  const response = outcome.kind === 'response' ? outcome.response : undefined;
  const failure = outcome.kind === 'failure' ? outcome.failure : undefined;
  const notes = [...plan.notes, ...(outcome.notes ?? []), reason, response?.content.note, ...(evaluation?.notes ?? [])];
  const variables = (evaluation?.variables ?? []).map(
    ([name, value]) => [redactor.text(name), redactValue(value, redactor)] as const,
  );
  return {
    version: 1,
    ...context,
    request: toShownRequest(plan.request, redactor),
    response: response === undefined ? null : toShownResponse(response, previewLimit, redactor),
    failure: failure === undefined ? null : { ...failure, message: redactor.text(failure.message) },
    validation: validation && {
      ...validation,
      value: validation.value === null ? null : redactor.text(validation.value),
    },
    branch: branch && { ...branch, why: redactor.text(branch.why) },
    notes: notes.flatMap((note) => (note === undefined ? [] : [redactor.text(note)])),
    variables: Object.fromEntries(variables),
    timings: outcome.timings,
  };
}

/** Names in lower case, as they compare (RFC 9110 §5.1): whoever reads a result by program finds a field by its name. */
function toShownFields(fields: readonly Field[], redactor: Redactor): readonly Field[] {
  return redactor.fields(fields).map(([name, value]) => [name.toLowerCase(), value]);
}

/** A number that is a secret must not pass as one. */
function redactValue(value: ScalarValue, redactor: Redactor): ScalarValue {
  const text = String(value);
  const shown = redactor.text(text);
  return shown === text ? value : shown;
}

/** A plan for people: what can't be sent as it is, and what is worth a look, are both sentences to read. */
export function toShownPlan({ request, missing, problems, notes }: Plan, redactor: Redactor): ShownPlan {
  return {
    request: toShownRequest(request, redactor),
    missing,
    notes: [...problems, ...notes].map(redactor.text),
  };
}

export function toShownRequest({ method, targetUri, fields, content }: Request, redactor: Redactor): ShownRequest {
  return {
    method,
    url: redactor.text(targetUri),
    headers: toShownFields(fields, redactor),
    body: content === undefined ? null : redactor.text(content),
  };
}

function toShownResponse(
  { statusCode, reason, fields, content }: Response,
  previewLimit: number,
  redactor: Redactor,
): ShownResponse {
  const { text, encoding } = showContent(content.bytes, {
    mediaType: toMediaType(findFieldValue(fields, 'content-type')),
    limit: previewLimit,
    isCut: content.truncated,
    redactor,
  });
  return {
    status: statusCode,
    reason: redactor.text(reason),
    headers: toShownFields(fields, redactor),
    bodyBytes: content.size,
    truncated: content.truncated || content.bytes.length > previewLimit,
    body: text,
    bodyEncoding: redactor.text(encoding),
  };
}
