import { cut } from '#core/model/quote';
import type { ApiOperation, ApiParameter } from '#core/openApi/apiDescription';
import { readContent, readSwaggerContent } from '#core/openApi/readContent';
import { readCredentials } from '#core/openApi/readCredentials';
import { type DescriptionSource, readFirstServer } from '#core/openApi/readServer';
import { asScalar, asText, type Value } from '#core/openApi/values';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** All operations of a description, path by path. */
export function readOperations(source: DescriptionSource): readonly ApiOperation[] {
  const { root, values } = source;
  return values.entries(values.get(root, 'paths')).flatMap(([path, item]) => {
    const own = values.entries(item).filter(([method, operation]) => methods.includes(method) && isPresent(operation));
    return own.map(([method, operation]) => readOperation(source, { path, method, item, operation }));
  });
}

function isPresent(operation: Value): boolean {
  return typeof operation === 'object' && operation !== null;
}

/** An operation with the path that it stands at. */
export interface PlacedOperation {
  readonly path: string;
  /** As it is written: in lower case. */
  readonly method: string;
  readonly item: Value;
  readonly operation: Value;
}

function readOperation(source: DescriptionSource, placed: PlacedOperation): ApiOperation {
  const { values, isSwagger } = source;
  const { path, operation, item } = placed;
  const method = placed.method.toUpperCase();
  const get = (...keys: readonly string[]): Value => values.get(operation, ...keys);
  const raw = allParameters(source, placed);
  return {
    key: `${method} ${path}`,
    method,
    path,
    server: isSwagger ? undefined : (readFirstServer(operation, values) ?? readFirstServer(item, values)),
    id: asText(get('operationId')),
    summary: toLine(asText(get('summary')) ?? asText(get('description'))),
    tag: asText(values.items(get('tags'))[0]),
    isDeprecated: get('deprecated') === true,
    statuses: readStatuses(source, operation),
    parameters: raw.flatMap((parameter) => readParameter(source, parameter) ?? []),
    content: isSwagger ? readSwaggerContent(source, operation, raw) : readContent(source, get('requestBody')),
    accept: readAccept(source, operation),
    credentials: readCredentials(source, operation),
  };
}

/** Those of the operation come before those of its path, which they replace where they are the same. */
function allParameters({ values }: DescriptionSource, { item, operation }: PlacedOperation): readonly Value[] {
  const byPlace = new Map<string, Value>();
  for (const owner of [item, operation]) {
    for (const parameter of values.items(values.get(owner, 'parameters'))) {
      byPlace.set(`${values.get(parameter, 'in')} ${values.get(parameter, 'name')}`, parameter);
    }
  }
  return [...byPlace.values()];
}

function readParameter({ values }: DescriptionSource, parameter: Value): ApiParameter | undefined {
  const name = asText(values.get(parameter, 'name'));
  const place = values.get(parameter, 'in');
  if (name === undefined || (place !== 'path' && place !== 'query' && place !== 'header')) return undefined;
  return {
    name,
    place,
    isRequired: place === 'path' || values.get(parameter, 'required') === true,
    description: toLine(asText(values.get(parameter, 'description'))),
    example: findExample(values, parameter),
  };
}

/** The first of what may be said of a value that is one: an example, a default, a choice. */
function findExample(values: DescriptionSource['values'], parameter: Value): ApiParameter['example'] {
  const schema = values.get(parameter, 'schema');
  const [, named] = values.entries(values.get(parameter, 'examples'))[0] ?? [];
  const said = [
    values.get(parameter, 'example'),
    values.get(parameter, 'x-example'),
    values.get(named, 'value'),
    ...[schema, parameter].flatMap((owner) => [
      values.get(owner, 'example'),
      values.items(values.get(owner, 'examples'))[0],
      values.get(owner, 'default'),
      values.items(values.get(owner, 'enum'))[0],
    ]),
  ];
  return said.map(asScalar).find((value) => value !== undefined);
}

/** A status code, a class of them, or `default`; YAML reads codes as numbers, which keys are not. */
function readStatuses({ values }: DescriptionSource, operation: Value): readonly string[] {
  const keys = values.entries(values.get(operation, 'responses')).map(([key]) => key.toUpperCase());
  return keys.flatMap((key) => {
    if (key === 'DEFAULT') return 'default';
    return /^[1-5](?:\d\d|XX)$/.test(key) ? key : [];
  });
}

/** JSON before anything else that a success has. */
function readAccept({ root, values, isSwagger }: DescriptionSource, operation: Value): string | undefined {
  const successes = values.entries(values.get(operation, 'responses')).filter(([status]) => status.startsWith('2'));
  const produced = values.items(values.get(operation, 'produces') ?? values.get(root, 'produces'));
  const offered = isSwagger
    ? produced.filter((type): type is string => typeof type === 'string')
    : successes.flatMap(([, response]) => values.entries(values.get(response, 'content')).map(([type]) => type));
  return offered.find((type) => /[/+]json\b/.test(type)) ?? offered.find((type) => !type.includes('*'));
}

/** UTF-16 code units. */
const longestLine = 160;

/** The first line of a text, without what Markdown writes around words. */
function toLine(text: string | undefined): string | undefined {
  const [line = ''] = (text ?? '').trim().split(/[\r\n]/, 1);
  return line === '' ? undefined : cut(line.trim(), longestLine);
}
