import type { ApiCredential } from '#core/openApi/apiDescription';
import type { DescriptionSource } from '#core/openApi/readServer';
import { asText, type Value } from '#core/openApi/values';

/** What a request signs in with, by the first of the ways that the operation, else the description, accepts. */
export function readCredentials(
  { root, values, isSwagger }: DescriptionSource,
  operation: Value,
): readonly ApiCredential[] {
  const [first] = values.items(values.get(operation, 'security') ?? values.get(root, 'security'));
  const schemes = isSwagger
    ? values.get(root, 'securityDefinitions')
    : values.get(root, 'components', 'securitySchemes');
  return values.entries(first).flatMap(([scheme]) => {
    const definition = values.get(schemes, scheme);
    const get = (key: string): string => asText(values.get(definition, key)) ?? '';
    return toCredential(scheme, { type: get('type'), place: get('in'), name: get('name'), scheme: get('scheme') });
  });
}

/** Tokens of OAuth 2.0 and OpenID Connect go as bearer tokens (RFC 6750 §2.1); how they are got is none of a request's. */
function toCredential(
  called: string,
  { type, place, name, scheme }: Readonly<Record<'type' | 'place' | 'name' | 'scheme', string>>,
): readonly ApiCredential[] {
  if (type === 'apiKey' && name !== '' && (place === 'header' || place === 'query'))
    return [{ scheme: called, place, name }];
  if (type === 'basic' || (type === 'http' && scheme.toLowerCase() === 'basic'))
    return [{ scheme: called, place: 'basic', name: '' }];
  const isBearer =
    type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && scheme.toLowerCase() === 'bearer');
  return isBearer ? [{ scheme: called, place: 'bearer', name: '' }] : [];
}
