import type { ExplainContext } from '#core/explain/explainContext';
import { type Block, type Content, code, paragraph, rfcLink, strong } from '#core/explain/explanation';
import { describeLeading } from '#core/explain/targets';
import type { ApiNode, Branch } from '#core/model/flow';
import { findEndpoint } from '#core/model/project';
import { validationKind } from '#core/model/validation';
import { type DefaultResponse, endpointDefaults, isDefaultResponse, isStatusCode } from '#core/model/vocabulary';
import { textAsWritten } from '#core/request/asWritten';
import { describeMoment } from '#core/request/observation';
import { toDuration, whatCame } from '#core/request/runLabel';
import { findStatusCode, statusClass } from '#core/request/statusCodes';
import { formatDuration } from '#core/response/formatAmount';
import { asString } from '#core/syntax/tree';

/** A key of `results`: what the status code means, or which value of the answer takes it. */
export function explainResult(branch: Branch, node: ApiNode, context: ExplainContext): readonly Block[] {
  const endpoint = findEndpoint(context.document, node, context.project)?.endpoint;
  const kind = endpoint === undefined ? 'unknown' : validationKind(endpoint);
  const path = kind === 'jsonpath' ? asString(endpoint?.elementValidation?.value)?.value : undefined;
  const about = path === undefined ? aboutStatus(branch.key) : aboutValue(branch.key, path);
  if (about.length === 0) return [];
  return [
    ...about,
    paragraph('It ', ...describeLeading(branch.target, context)),
    ...aboutRun(branch, 'result', node, context),
  ];
}

function aboutStatus(key: string): readonly Block[] {
  const known = findStatusCode(key);
  if (known !== undefined) {
    const title = known.reason === undefined ? key : `${key} ${known.reason}`;
    return [paragraph(strong(title)), paragraph(`${known.meaning}. `, rfcLink(known.reference))];
  }
  const family = isStatusCode(key) ? statusClass(key) : undefined;
  if (family === undefined) return [];
  return [paragraph(strong(key), ' is not registered'), paragraph(`${family.meaning}. `, rfcLink(family.reference))];
}

function aboutValue(key: string, path: string): readonly Block[] {
  return [paragraph(strong('Result'), ' taken where ', code(textAsWritten(path)), ' gives ', code(textAsWritten(key)))];
}

/** A default response: what triggers it. */
export function explainDefault(branch: Branch, node: ApiNode, context: ExplainContext): readonly Block[] {
  if (!isDefaultResponse(branch.key)) return [];
  const endpoint = findEndpoint(context.document, node, context.project)?.endpoint;
  const limits = {
    timeout: endpoint?.timeout?.value ?? endpointDefaults.timeout,
    maxConnections: endpoint?.maxConnections?.value ?? endpointDefaults.maxConnections,
  };
  return [
    paragraph(strong('Default response'), ' ', code(branch.key)),
    paragraph(triggers[branch.key](limits)),
    paragraph('It ', ...describeLeading(branch.target, context)),
    ...aboutRun(branch, 'default', node, context),
  ];
}

interface Limits {
  /** Milliseconds. */
  readonly timeout: number;
  readonly maxConnections: number;
}

const triggers: Readonly<Record<DefaultResponse, (limits: Limits) => string>> = {
  other: () =>
    'Taken where an answer came and the element validation gives a value that has no result of its own, or no value at all. An answer of 404 or 500 is an answer like any other',
  error: () =>
    'Taken where no usable answer came: the host was not found, the connection was refused or broken, TLS failed, or what came was no HTTP. A status of 4xx or 5xx is no such error',
  timeout: ({ timeout }) =>
    `Taken where the answer was not there in time, at whatever stage: after ${formatDuration(timeout)} with this endpoint`,
  'max-connection': ({ maxConnections }) =>
    `Taken where no connection was free: this endpoint has ${maxConnections} at once`,
};

/** What the last run showed, unless the client says so there itself. */
function aboutRun(
  branch: Branch,
  kind: 'result' | 'default',
  node: ApiNode,
  context: ExplainContext,
): readonly Block[] {
  const seen = context.observationOf(node.id);
  const taken = seen?.result.branch;
  if (seen === undefined || taken === undefined || taken === null) return [];
  const isThis = taken.kind === kind && taken.key === branch.key;
  if (isThis && context.showsTakenBranch) return [];
  const time = toDuration(seen.result.timings.total);
  const came = `${textAsWritten(whatCame(seen.result))} after ${time}`;
  const content: Content = isThis
    ? [`The last run, ${describeMoment(seen)}, took it: ${came}`]
    : [`The last run, ${describeMoment(seen)}, took `, code(taken.key), ` instead: ${came}`];
  return [paragraph(...content)];
}
