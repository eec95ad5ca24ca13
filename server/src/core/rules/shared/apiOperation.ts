import type { Endpoint, FlowNode } from '#core/model/flow';
import type { FoundEndpoint } from '#core/model/project';
import { validationKind } from '#core/model/validation';
import type { ApiOperation } from '#core/openApi/apiDescription';
import type { RuleContext } from '#core/rules/rule';

/** The operation that an endpoint names of an API description; undefined where it names none, or nobody can tell what it is. */
export function findOperation(
  { endpoint, document }: FoundEndpoint,
  { project }: RuleContext,
): ApiOperation | undefined {
  const { file, operation } = endpoint.openapi ?? {};
  if (file === undefined || operation === undefined) return undefined;
  const lookup = project?.apiDescription(document.uri, file.value);
  if (lookup?.kind !== 'found') return undefined;
  return lookup.description.operations.find(({ key }) => key === operation.value);
}

/** The operation behind a node whose results are status codes: of others, a description tells nothing. */
export function findCalledOperation(node: FlowNode, context: RuleContext): ApiOperation | undefined {
  const found = context.endpointOf(node);
  return found && isJudgedByStatus(found.endpoint) ? findOperation(found, context) : undefined;
}

function isJudgedByStatus(endpoint: Endpoint): boolean {
  return validationKind(endpoint) === 'status';
}

/** Whether a status is documented: by itself, by its class, or with all others. */
export function documents({ statuses }: ApiOperation, status: string): boolean {
  return [status, `${status[0]}XX`, 'default'].some((key) => statuses.includes(key));
}

/** The status codes that are documented by themselves, but those that no final answer has (RFC 9110 §15.2). */
export function documentedCodes({ statuses }: ApiOperation): readonly string[] {
  return statuses.filter((status) => /^[2-5]\d\d$/.test(status)).sort();
}
