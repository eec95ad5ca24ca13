import type { FlowDocument } from '#core/model/document';
import type { ApiNode, HeaderField } from '#core/model/flow';
import { type MediaType, toMediaType } from '#core/response/mediaType';
import type { RuleContext } from '#core/rules/rule';
import { type Filling, fillFromEnvironments } from '#core/rules/shared/fillFromEnvironments';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { findProperty, type JsonObject } from '#core/syntax/tree';

/** What the content of a node's request is said to be, as far as the flow tells. */
export type ContentType =
  /** Neither side says it. */
  | { readonly kind: 'absent' }
  /** Nobody can tell: half typed, set twice, not the same on both sides, or hanging on a value that is not known. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      /** The field that is sent: the node's where it has one. */
      readonly field: HeaderField;
      /** Where that field stands. */
      readonly document: FlowDocument;
      /** What each environment makes of it. */
      readonly types: readonly FilledType[];
    };

export interface FilledType extends Pick<Filling, 'environment'> {
  readonly mediaType: MediaType;
}

const unknown: ContentType = { kind: 'unknown' };

export function findContentType(node: ApiNode, context: RuleContext): ContentType {
  const found = context.endpointOf(node);
  const own = contentTypeFields(node.api.headers);
  const shared = contentTypeFields(found?.endpoint.headers ?? []);
  const [field] = [...own, ...shared];
  if (own.length > 1 || shared.length > 1) return unknown;
  if (field === undefined) {
    const isUnclear =
      found === undefined ||
      hidesHeaders(context.document, node.object) ||
      hidesHeaders(found.document, found.endpoint.object);
    return isUnclear ? unknown : { kind: 'absent' };
  }
  const [types, ...others] = [...own, ...shared].map((each) => readTypes(each, context));
  if (types === undefined || others.some((other) => essencesOf(other) !== essencesOf(types))) return unknown;
  const document = own.length === 0 && found !== undefined ? found.document : context.document;
  return { kind: 'known', field, document, types };
}

/** All fields called `Content-Type`: more than one is a fault of its own. */
export function contentTypeFields(fields: readonly HeaderField[]): readonly HeaderField[] {
  return fields.filter(({ name }) => name.toLowerCase() === 'content-type');
}

/** Headers of a wrong type, half typed, or under a misspelt key: which fields they have is anybody's guess. */
function hidesHeaders(document: FlowDocument, object: JsonObject | undefined): boolean {
  const headers = findProperty(object, 'headers');
  if (headers !== undefined) return headers.value?.kind !== 'object';
  return findMisspelling(document, object, 'headers') !== undefined;
}

/** Undefined where the value is not one text, or is no media type in some environment. */
function readTypes({ property, values }: HeaderField, context: RuleContext): readonly FilledType[] | undefined {
  const [value, ...more] = values;
  const written = property.value?.kind === 'array' ? property.value.items.length : 1;
  if (value === undefined || more.length > 0 || written !== 1) return undefined;
  const types = fillFromEnvironments(value.value, context).map(({ text, environment }) => ({
    environment,
    mediaType: toMediaType(text),
  }));
  return types.every(({ mediaType }) => mediaType.essence !== '') ? types : undefined;
}

function essencesOf(types: readonly FilledType[] | undefined): string {
  return [...new Set(types?.map(({ mediaType }) => mediaType.essence))].sort().join();
}
