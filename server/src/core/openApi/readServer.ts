import { asText, type DocumentValues, type Value } from '#core/openApi/values';

/** A description as it was parsed. */
export interface DescriptionSource {
  readonly root: Value;
  readonly values: DocumentValues;
  /** Swagger 2.0 says many things elsewhere. */
  readonly isSwagger: boolean;
}

/** Where the paths of a description begin, by the first of its servers. */
export function readServer({ root, values, isSwagger }: DescriptionSource): string {
  if (!isSwagger) return readFirstServer(root, values) ?? '';
  const host = asText(values.get(root, 'host'));
  const schemes = values.items(values.get(root, 'schemes'));
  const scheme = schemes.includes('https') || !schemes.includes('http') ? 'https' : 'http';
  return withoutSlash(
    `${host === undefined ? '' : `${scheme}://${host}`}${asText(values.get(root, 'basePath')) ?? ''}`,
  );
}

/** The first server of a description, a path or an operation, its variables at their defaults; undefined where there is none. */
export function readFirstServer(owner: Value, values: DocumentValues): string | undefined {
  const [server] = values.items(values.get(owner, 'servers'));
  const url = asText(values.get(server, 'url'));
  const filled = url?.replaceAll(/\{([^{}]+)\}/g, (found, name: string) => {
    return asText(values.get(server, 'variables', name, 'default')) ?? found;
  });
  return filled === undefined ? undefined : withoutSlash(filled);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
