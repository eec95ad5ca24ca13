import type { Flow } from '#core/model/flow';
import { endpointNames } from '#core/model/project';
import { definition, type Schema } from '#core/model/schema';
import { findShapeErrors, type ShapeError } from '#core/model/shapeErrors';
import { isReservedName, nodeTypes, platformPrefixes } from '#core/model/vocabulary';
import { type Fix, fix, quote, type Rule, type RuleContext } from '#core/rules/rule';
import { findUnsetVariable } from '#core/rules/shared/findUnsetVariable';
import { correctSpelling, findMisspelling, hintAt } from '#core/rules/shared/misspelling';
import { goesOn } from '#core/rules/shared/standstill';
import { addProperties, type NewValue } from '#core/syntax/editJson';
import { asString, findProperty, type JsonObject } from '#core/syntax/tree';

type Missing = Extract<ShapeError, { kind: 'missing' }>;

export const schemaRule: Rule = {
  code: 'schema',
  title: 'Values have the type and the range that the format gives them',
  severity: 'error',
  basis: 'T',
  explanation:
    'A value has a wrong type or lies outside its set, or a required key is missing. Nobody can tell what was meant, ' +
    'so that part of the flow can be neither checked nor run as it stands. The contract is ' +
    '`schemas/flow.schema.json`, where every property is described. Give the value the type and the range that the ' +
    'message names, or add the key.',
  example: {
    wrong: `{
  "version": 1,
  "name": "order-status",
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE", "timeout": "5 s" }
  }
}`,
    right: `{
  "version": 1,
  "name": "order-status",
  "endpoints": {
    "orders": { "url": "https://api.example.com/orders", "elementValidation": "HTTP_RESPONSE_CODE", "timeout": 5000 }
  }
}`,
  },
  fixable: true,
  suppressible: false,
  checkFile(context, report) {
    for (const error of context.document.shapeErrors) {
      if (error.kind === 'unknown' || isReportedElsewhere(error, context.flow)) continue;
      if (error.kind === 'missing') report(missingKey(error, context));
      else report({ span: error.span, message: messageOf(error) });
    }
  },
};

/** One fault, one finding: where a rule of its own knows more, this one is silent. */
function isReportedElsewhere(error: ShapeError, { nodes }: Flow): boolean {
  const [top, , inside] = error.path;
  const depth = error.path.length;
  if (error.kind === 'missing') {
    return specificMissing.has(error.key) || (top === 'nodes' && depth === 3 && inside === 'responses');
  }
  if (depth === 1 && top === 'version') return true;
  if (depth === 1 && top === 'start') return isEmpty(error) && nodes.size > 0;
  if (namesThings(error.path) && error.kind === 'value' && error.node.kind === 'string' && isReserved(error.node.value))
    return true;
  if (depth === 3 && (inside === 'method' || inside === 'url') && isWrongText(error)) return true;
  if (depth === 3 && top === 'endpoints') return inside === 'elementValidation';
  return (isTarget(error.path) || isReason(error.path)) && isEmpty(error);
}

/** `elementValidation`, `reason`, `responses`, `results` and `start` have rules of their own that say what happens without them. */
const specificMissing = new Set(['elementValidation', 'reason', 'responses', 'results', 'start']);

/** Whether a name is there: of the flow, of an entry, or of the variable that a node is about. */
function namesThings([top, , inside, ...rest]: readonly string[]): boolean {
  if (inside === undefined) return true;
  return top === 'nodes' && inside === 'variable' && rest.length === 0;
}

/** Of what may not stand for a name, only this has a rule of its own, `reserved-name`. */
function isReserved(name: string): boolean {
  return isReservedName(name) || platformPrefixes.includes(name);
}

/** A text that is none of a set is `unsupported-method`, and an empty one for a URL is `invalid-url`. */
function isWrongText(error: ShapeError): boolean {
  return error.kind === 'value' && error.node.kind === 'string';
}

/** A place that the author has yet to fill is `unmapped-response`, `unknown-start`, or `suppression-without-reason`. */
function isEmpty(error: ShapeError): boolean {
  if (error.kind !== 'type' && error.kind !== 'value') return false;
  return error.node.kind === 'null' || (error.node.kind === 'string' && error.node.value === '');
}

function isTarget([top, , inside, ...rest]: readonly string[]): boolean {
  if (top !== 'nodes') return false;
  return inside === 'next' ? rest.length === 0 : rest.length === 1 && (inside === 'results' || inside === 'responses');
}

/** Of a suppression: of the flow, or of a node or endpoint. */
function isReason(path: readonly string[]): boolean {
  const [list, , key, ...rest] = path[0] === 'suppressions' ? path : path.slice(2);
  return list === 'suppressions' && key === 'reason' && rest.length === 0;
}

function messageOf(error: Extract<ShapeError, { kind: 'type' | 'value' }>): string {
  const { node, path } = error;
  if (error.kind === 'type') {
    return `${subjectOf(path)} must be ${error.expected.map(named).join(' or ')}, not ${named(node.kind)}`;
  }
  const value = node.kind === 'object' || node.kind === 'array' ? '' : `, not ${quote(String(node.value))}`;
  return `${isName(path) ? 'A name' : subjectOf(path)} must be ${error.expected}${value}`;
}

/** Of what has a name of its own, only the name has a set of values. */
function isName([top, ...rest]: readonly string[]): boolean {
  return rest.length === 1 && (top === 'nodes' || top === 'endpoints' || top === 'variables');
}

function subjectOf(path: readonly string[]): string {
  const name = path.at(-1);
  const list = path.at(-2) ?? '';
  if (name === undefined) return 'A flow definition';
  const isEntry = lists.has(list) || (path.length === 5 && path[2] === 'headers');
  return isEntry && /^\d+$/.test(name) ? `An entry of ${quote(list)}` : quote(name);
}

const lists = new Set(['imports', 'query', 'suppressions']);

function named(type: string): string {
  if (type === 'null') return 'null';
  const name = type === 'array' ? 'list' : type;
  return /^[aeio]/.test(name) ? `an ${name}` : `a ${name}`;
}

function missingKey(error: Missing, context: RuleContext) {
  const { document } = context;
  const { key, object } = error;
  const misspelt = findMisspelling(document, object, key);
  const message = `${subjectOf(error.path)} must have the key ${quote(key)}${hintAt(misspelt, key)}`;
  const fixes = () => (misspelt ? correctSpelling(document, misspelt, key) : addMissing(error, context));
  return { span: misspelt?.key ?? error.span, message, fixes };
}

function addMissing(error: Missing, context: RuleContext): readonly Fix[] {
  const { key, object } = error;
  return firstValues(error, context).flatMap((value) => {
    const written = typeof value === 'string' ? quote(value) : JSON.stringify(value);
    const shown = value === '' ? quote(key) : `${quote(key)}: ${written}`;
    return fix(context.document, `Add ${shown}`, [addProperties(context.document.text, object, [[key, value]])]);
  });
}

const mostChoices = 10;

/** Values to start from, such that adding the key leaves nothing else to report; none where only the author can tell. */
function firstValues({ key, path, object, schema }: Missing, context: RuleContext): readonly NewValue[] {
  const { document, project } = context;
  if (key === 'name' && path.length === 0) return [fileName(document.uri)];
  if (key === 'endpoint') return endpointNames(document, project).slice(0, mostChoices);
  if (key === 'type') return nodeTypes.filter((type) => isShapedLike(object, type));
  if (key === 'flow') return flowsWithStep(object, context).slice(0, mostChoices);
  if (key === 'rule') return [];
  if (key === 'variable') return [findUnsetVariable(context.flow) ?? 'answer'];
  return [startingPoints[key] ?? constantOf(schema) ?? ''];
}

function fileName(uri: string): string {
  return decodeURIComponent(/([^/\\]+?)(?:\.flow\.json)?$/.exec(uri)?.[1] ?? 'flow');
}

function isShapedLike(object: JsonObject, type: string): boolean {
  const errors = findShapeErrors(object, definition(type));
  return errors.every((error) => error.kind === 'missing' && error.key === 'type') && goesOn(object, type);
}

/** The flows that have the step that a target names without a flow. */
function flowsWithStep(target: JsonObject, { project }: RuleContext): readonly string[] {
  const step = asString(findProperty(target, 'step')?.value)?.value;
  const names = (project?.flows() ?? []).flatMap(({ flow }) =>
    flow.name !== undefined && step !== undefined && flow.nodes.has(step) ? [flow.name.value] : [],
  );
  return [...new Set(names)];
}

const startingPoints: Readonly<Record<string, NewValue>> = {
  name: 'name',
  url: 'https://example.com',
};

function constantOf(schema: Schema | undefined): NewValue | undefined {
  const constant = schema?.const ?? schema?.enum?.[0];
  return typeof constant === 'string' || typeof constant === 'number' ? constant : undefined;
}
