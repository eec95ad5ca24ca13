/** A media type (RFC 9110 §8.3.1), everything that is compared without regard to case in lower case. */
export interface MediaType {
  /** `type/subtype`, or empty where the field is missing or is none. */
  readonly essence: string;
  /** Parameter name to its value, unquoted. The first of a repeated name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

const essencePattern = /^\s*([\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)\s*(?:;|$)/;
const parameterPattern = /;\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

/** Reads the value of a `Content-Type` field. What is malformed is left out; nothing is thrown. */
export function toMediaType(field: string | undefined): MediaType {
  const essence = essencePattern.exec(field ?? '')?.[1]?.toLowerCase() ?? '';
  const parameters = new Map<string, string>();
  if (essence === '') return { essence, parameters };
  for (const [, name = '', quoted, token = ''] of (field ?? '').matchAll(parameterPattern)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? token);
  }
  return { essence, parameters };
}

export function isJson({ essence }: MediaType): boolean {
  return essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json');
}

/** XHTML is served as `application/xhtml+xml` and counts as HTML, as it does for its authors. */
export function isXml(mediaType: MediaType): boolean {
  const { essence } = mediaType;
  if (isHtml(mediaType)) return false;
  return essence === 'application/xml' || essence === 'text/xml' || essence.endsWith('+xml');
}

export function isHtml({ essence }: MediaType): boolean {
  return essence === 'text/html' || essence === 'application/xhtml+xml';
}
