import type { ApiNode, Endpoint, Target } from '#core/model/flow';
import { type DefaultResponse, httpResponseCode } from '#core/model/vocabulary';
import type { Failure, Outcome, ResponseContent } from '#core/request/exchange';
import type { TakenBranch, TargetValue } from '#core/request/runResult';
import type { Evaluation } from '#core/response/evaluateContent';
import { asString } from '#core/syntax/tree';

/** What a run was judged by, and the branch that follows. */
export interface Verdict {
  readonly validation: { readonly expression: string; readonly value: string | null } | null;
  readonly branch: TakenBranch | null;
  /** One sentence that says why no branch is claimed; undefined where one is. */
  readonly reason: string | undefined;
}

type Ended = Exclude<Outcome, { kind: 'cancelled' }>;

/** The JSONPath that judges the endpoint's answers; undefined where the status code does, or nothing at all. */
export function judgingPath({ elementValidation }: Endpoint): string | undefined {
  const expression = asString(elementValidation?.value)?.value;
  return expression?.startsWith('$') ? expression : undefined;
}

/** The branch that the flow takes for an outcome. `evaluation` is needed only where a JSONPath judges. */
export function judge(node: ApiNode, endpoint: Endpoint, outcome: Ended, evaluation: Evaluation | undefined): Verdict {
  const expression = asString(endpoint.elementValidation?.value)?.value;
  if (outcome.kind === 'failure') {
    const validation = expression === undefined ? null : { expression, value: null };
    return {
      validation,
      branch: takeDefault(node, defaultFor(outcome.failure), outcome.failure.message),
      reason: undefined,
    };
  }
  if (expression === httpResponseCode) return judgeStatus(node, expression, String(outcome.response.statusCode));
  if (judgingPath(endpoint) === undefined || expression === undefined) {
    return {
      validation: null,
      branch: null,
      reason: 'the endpoint has no valid element validation, so no branch can be told',
    };
  }
  if (outcome.response.content.truncated && isOverLimit(outcome)) {
    const reason = 'the answer is larger than what is evaluated, so no branch is claimed';
    return { validation: { expression, value: null }, branch: null, reason };
  }
  return judgeByPath(node, expression, outcome.response.content, evaluation);
}

/** A connection that broke gives what came so far; a limit of ours says nothing about the platform. */
function isOverLimit({ response }: Extract<Ended, { kind: 'response' }>): boolean {
  return response.content.size > response.content.bytes.length;
}

function judgeStatus(node: ApiNode, expression: string, status: string): Verdict {
  const validation = { expression, value: status };
  const branch =
    takeResult(node, status, `status ${status} has its own result`) ??
    takeDefault(node, 'other', `no result for ${status}, so "other"`);
  return { validation, branch, reason: undefined };
}

/** What a broken connection left is not the answer, even where it happens to parse. */
function judgeByPath(
  node: ApiNode,
  expression: string,
  content: ResponseContent,
  evaluation: Evaluation | undefined,
): Verdict {
  const value = content.truncated ? undefined : evaluation?.value;
  const reason = content.truncated ? content.note : evaluation?.reason;
  const validation = { expression, value: value ?? null };
  const branch =
    value === undefined
      ? takeDefault(node, 'other', `${reason ?? 'the answer was not evaluated'}, so "other"`)
      : (takeResult(node, value, `${expression} is "${value}", which has its own result`) ??
        takeDefault(node, 'other', `no result for "${value}", so "other"`));
  return { validation, branch, reason: undefined };
}

function defaultFor({ kind }: Failure): DefaultResponse {
  if (kind === 'timeout') return 'timeout';
  return kind === 'pool' ? 'max-connection' : 'error';
}

/** Keys match exactly: `200` never stands for `201`, and case counts. */
function takeResult(node: ApiNode, key: string, why: string): TakenBranch | undefined {
  const result = node.results.find((branch) => branch.key === key);
  return result && { kind: 'result', key, target: toTargetValue(result.target), why };
}

function takeDefault(node: ApiNode, key: DefaultResponse, why: string): TakenBranch {
  const response = node.api.responses.find((branch) => branch.key === key);
  return { kind: 'default', key, target: response === undefined ? null : toTargetValue(response.target), why };
}

function toTargetValue(target: Target): TargetValue | null {
  if (target.kind === 'node') return target.id;
  if (target.kind !== 'flow') return null;
  return { flow: target.flow.value, ...(target.step === undefined ? {} : { step: target.step.value }) };
}
