import type { ApiContent } from '#core/openApi/apiDescription';
import type { DescriptionSource } from '#core/openApi/readServer';
import { toSample } from '#core/openApi/sample';
import { asScalar, isObject, type Value } from '#core/openApi/values';

/** What a request sends, by its first media type that a flow can write: JSON, a form, else any text. */
export function readContent({ values }: DescriptionSource, requestBody: Value): ApiContent | undefined {
  const offered = values.entries(values.get(requestBody, 'content'));
  const [mediaType, media] = chooseMediaType(offered) ?? [];
  if (mediaType === undefined) return undefined;
  const [, named] = values.entries(values.get(media, 'examples'))[0] ?? [];
  const example = values.get(media, 'example') ?? values.get(named, 'value');
  return write(mediaType, example ?? toSample(values.get(media, 'schema'), values));
}

/** Swagger 2.0 calls the content a parameter, and each field of a form. */
export function readSwaggerContent(
  { root, values }: DescriptionSource,
  operation: Value,
  parameters: readonly Value[],
): ApiContent | undefined {
  const body = parameters.find((parameter) => values.get(parameter, 'in') === 'body');
  const fields = parameters.filter((parameter) => values.get(parameter, 'in') === 'formData');
  const consumed = values.items(values.get(operation, 'consumes') ?? values.get(root, 'consumes'));
  const types = consumed
    .filter((type): type is string => typeof type === 'string')
    .map((type) => [type, undefined] as const);
  if (body !== undefined) {
    const [mediaType = 'application/json'] = chooseMediaType(types) ?? [];
    return write(mediaType, toSample(values.get(body, 'schema'), values));
  }
  if (fields.length === 0) return undefined;
  const required = fields.filter((field) => values.get(field, 'required') === true);
  const sample = Object.fromEntries(
    required.map((field) => [String(values.get(field, 'name')), toSample(field, values)]),
  );
  return write(formType, sample);
}

const formType = 'application/x-www-form-urlencoded';

function chooseMediaType<T>(offered: readonly (readonly [string, T])[]): readonly [string, T] | undefined {
  return (
    offered.find(([type]) => /[/+]json\b/.test(type)) ??
    offered.find(([type]) => type === formType) ??
    offered.find(([type]) => !type.includes('*') && !type.startsWith('multipart/'))
  );
}

function write(mediaType: string, sample: Value): ApiContent {
  if (/[/+]json\b/.test(mediaType)) return { mediaType, sample: JSON.stringify(sample ?? {}) };
  if (mediaType !== formType || !isObject(sample)) return { mediaType, sample: String(asScalar(sample) ?? '') };
  const pairs = Object.entries(sample).map(([name, value]): [string, string] => [name, String(asScalar(value) ?? '')]);
  return { mediaType, sample: new URLSearchParams(pairs).toString() };
}
