import type { Schema } from '#core/model/schema';
import type { ShapeError } from '#core/model/shapeErrors';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { addProperties, type NewValue } from '#core/syntax/editJson';

export const schemaRule: Rule = {
  code: 'schema',
  title: 'Values have the type and the range that the format gives them',
  severity: 'error',
  basis: 'T',
  explanation:
    'A value of a wrong type, a required key that is missing, or a value outside its set. The contract is ' +
    '`schemas/flow.schema.json`, where every property is described.',
  fixable: true,
  suppressible: false,
  *checkFile({ document }) {
    for (const error of document.shapeErrors) {
      if (error.kind === 'unknown' || isReportedElsewhere(error)) continue;
      const { span } = error;
      yield { span, message: messageOf(error), fixes: () => addMissing(error, document) };
    }
  },
};

/** One fault, one finding: where a rule of its own knows more, this one is silent. */
function isReportedElsewhere(error: ShapeError): boolean {
  const { path } = error;
  const last = path.at(-1) ?? '';
  if (error.kind === 'missing') return specificMissing.has(error.key) || path.at(-1) === 'responses';
  if (path.length === 1) return last === 'version' || (last === 'start' && isEmpty(error));
  if (last === 'elementValidation' && path[0] === 'endpoints') return true;
  return isTarget(path) && isEmpty(error);
}

/** `elementValidation`, `responses`, `results` and `start` have rules of their own that say what happens without them. */
const specificMissing = new Set(['elementValidation', 'responses', 'results', 'start']);

/** A place that the author has yet to fill is `unmapped-response`, and `unknown-start`. */
function isEmpty(error: ShapeError): boolean {
  if (error.kind !== 'type' && error.kind !== 'value') return false;
  return error.node.kind === 'null' || (error.node.kind === 'string' && error.node.value === '');
}

function isTarget(path: readonly string[]): boolean {
  if (path[0] !== 'nodes') return false;
  return path[2] === 'next' || (path.length === 4 && (path[2] === 'results' || path[2] === 'responses'));
}

function messageOf(error: Exclude<ShapeError, { kind: 'unknown' }>): string {
  const name = error.path.at(-1);
  const subject = name === undefined ? 'A flow definition' : quote(name);
  if (error.kind === 'missing') return `${subject} must have the key ${quote(error.key)}`;
  const { node } = error;
  if (error.kind === 'type')
    return `${subject} must be ${error.expected.map(named).join(' or ')}, not ${named(node.kind)}`;
  if (node === error.span && node.kind === 'string' && name === node.value)
    return `A name must be ${error.expected}, not ${quote(node.value)}`;
  const value = node.kind === 'object' || node.kind === 'array' ? '' : `, not ${quote(String(node.value))}`;
  return `${subject} must be ${error.expected}${value}`;
}

function named(type: string): string {
  if (type === 'null') return 'null';
  const name = type === 'array' ? 'list' : type;
  return /^[aeio]/.test(name) ? `an ${name}` : `a ${name}`;
}

function addMissing(error: ShapeError, document: RuleContext['document']): readonly Fix[] {
  if (error.kind !== 'missing') return [];
  const edit = addProperties(document.text, error.object, [[error.key, firstValue(error, document.uri)]]);
  return fix(document, `Add ${quote(error.key)}`, [edit]);
}

/** A value to start from: one that the schema accepts, so that adding the key leaves nothing else to report. */
function firstValue({ key, path, schema }: Extract<ShapeError, { kind: 'missing' }>, uri: string): NewValue {
  if (key === 'name' && path.length === 0)
    return decodeURIComponent(/([^/\\]+?)(?:\.flow\.json)?$/.exec(uri)?.[1] ?? 'flow');
  return startingPoints[key] ?? constantOf(schema) ?? '';
}

const startingPoints: Readonly<Record<string, NewValue>> = {
  url: 'https://example.com',
  variable: 'answer',
  type: 'text-display',
  flow: 'other-flow',
  reason: 'to be explained',
};

function constantOf(schema: Schema | undefined): NewValue | undefined {
  const constant = schema?.const ?? schema?.enum?.[0];
  return typeof constant === 'string' || typeof constant === 'number' ? constant : undefined;
}
