import { Blank, type Candidate, type Draft, valueCandidate } from '#core/completion/candidate';
import { environmentValueNames } from '#core/completion/environmentValueNames';
import { endpointAround, type Surroundings } from '#core/completion/surroundings';
import { apiCallersOf } from '#core/model/callers';
import type { HeaderField } from '#core/model/flow';
import { isSameName, isWhole } from '#core/model/headers';
import { hasTokenShape } from '#core/model/tokenShape';
import { ownerOf, type Place } from '#core/place/place';
import { keysBeside } from '#core/place/scan';
import { isCredentialField } from '#core/request/credentials';
import { findInField } from '#core/request/literalCredentials';

const jsonType = 'application/json';

/** Fields that requests of flows carry, with what they say and usual values, the likeliest first. */
const requestFields: Readonly<Record<string, { readonly means: string; readonly values: readonly string[] }>> = {
  Accept: {
    means: 'media types that the answer may have (RFC 9110 §12.5.1)',
    values: [jsonType, 'application/xml', 'text/xml', 'text/plain', '*/*'],
  },
  Authorization: { means: 'a scheme and credentials (RFC 9110 §11.6.2)', values: [] },
  'Content-Type': {
    means: 'the media type of the body (RFC 9110 §8.3)',
    values: [
      jsonType,
      'application/xml',
      'application/x-www-form-urlencoded',
      'text/xml; charset=utf-8',
      'text/plain; charset=utf-8',
    ],
  },
  'X-API-Key': { means: 'an API key, by the name that most services use', values: [] },
  'Accept-Language': { means: 'languages that the answer may be in (RFC 9110 §12.5.4)', values: ['en', 'en-GB', 'de'] },
  'Cache-Control': { means: 'what caches may do (RFC 9111 §5.2)', values: ['no-cache', 'no-store'] },
  Cookie: { means: 'pairs that the server has set (RFC 6265 §4.2)', values: [] },
  'Content-Language': { means: 'the language of the body (RFC 9110 §8.5)', values: ['en', 'en-GB', 'de'] },
  'Idempotency-Key': { means: 'tells a repeated request from a new one', values: [] },
  'If-Match': { means: 'only where the resource is still this version (RFC 9110 §13.1.1)', values: ['*'] },
  'If-None-Match': { means: 'only where the resource is another version (RFC 9110 §13.1.2)', values: ['*'] },
  Origin: { means: 'where the request comes from (RFC 6454 §7)', values: [] },
  Prefer: { means: 'how the server should answer (RFC 7240)', values: ['return=minimal', 'return=representation'] },
  Referer: { means: 'what the request came from (RFC 9110 §10.1.3)', values: [] },
  SOAPAction: { means: 'what a SOAP 1.1 message is for', values: [] },
  'User-Agent': { means: 'the program that sends it (RFC 9110 §10.1.5)', values: [] },
  'X-Correlation-ID': { means: 'ties the records of several systems together', values: [] },
  'X-Request-ID': { means: 'names this request in records', values: [] },
};

/** The names of fields that are not there yet; those that the other side sets stand last, for one side is enough. */
export function fieldCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const present = keysBeside(place, around.document.text);
  const shared = sharedFields(place, around);
  const known = Object.keys(requestFields).map((name) => toFieldCandidate(name, requestFields[name]?.means, around));
  const others = [...new Set(shared.map(({ name }) => name))].map((name) =>
    toFieldCandidate(name, ownerOf(place)?.kind === 'node' ? 'set on the endpoint' : 'set on a node', around),
  );
  const isShared = ({ label }: Candidate): boolean => others.some((other) => isSameName(other.label, label));
  return [...known.filter((candidate) => !isShared(candidate)), ...others].filter(
    ({ label }) => !present.some((name) => isSameName(name, label)),
  );
}

function toFieldCandidate(name: string, detail: string | undefined, around: Surroundings): Candidate {
  return { label: name, kind: 'field', detail, inserts: { kind: 'entry', key: name, value: draftValue(name, around) } };
}

function draftValue(name: string, around: Surroundings): Draft {
  const [first = '', ...others] = requestFields[name]?.values ?? [];
  if (!isCredentialField(name)) return new Blank(first, others.length === 0 ? [] : [first, ...others]);
  const secrets = environmentValueNames(around).flatMap(({ name: secret, isSecret }) => (isSecret ? [secret] : []));
  const scheme = isSameName(name, 'Authorization') ? 'Bearer ' : '';
  return new Blank(secrets[0] ?? 'API_KEY', secrets, [`${scheme}{{`, '}}']);
}

/** Values of the field: what the other side of the call says first, since both have to say the same. */
export function fieldValueCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const name = String(place.path[3] ?? '');
  const side = ownerOf(place)?.kind === 'node' ? 'as on the endpoint' : 'as on a node that calls it';
  const same = sharedFields(place, around).filter((field) => isSameName(field.name, name) && isWhole(field));
  const theirs = [...new Set(same.flatMap(({ values }) => values.map(({ value }) => value)))].filter((value) =>
    mayBeShown(name, value),
  );
  const [, usual] = Object.entries(requestFields).find(([known]) => isSameName(known, name)) ?? [];
  const own = isCredentialField(name) ? credentialCandidates(name, around) : [];
  const others = (usual?.values ?? []).filter((value) => !theirs.includes(value));
  return [
    ...theirs.map((value) => valueCandidate(value, 'value', side)),
    ...own.filter(({ label }) => !theirs.includes(label)),
    ...others.map((value) => valueCandidate(value, 'value')),
  ];
}

/** No literal credential is copied from one place to another, or shown. */
function mayBeShown(name: string, value: string): boolean {
  return value.trim() !== '' && findInField(name, value) === undefined && !hasTokenShape(value);
}

/** Authentication schemes of the IANA registry that APIs of today use, and what is not in it and used all the same. */
const schemes: Readonly<Record<string, string>> = {
  Bearer: 'a token (RFC 6750)',
  Basic: 'user and password in base64 (RFC 7617)',
  Digest: 'a digest of the password (RFC 7616)',
  ApiKey: 'an API key; not registered',
  Token: 'a token; not registered',
};

function credentialCandidates(name: string, around: Surroundings): readonly Candidate[] {
  const secrets = environmentValueNames(around).filter(({ isSecret }) => isSecret);
  if (!/authorization$/i.test(name)) {
    return secrets.map((secret) => valueCandidate(`{{${secret.name}}}`, 'environment-value', secret.detail));
  }
  const [bearer = 'Bearer', ...others] = Object.keys(schemes);
  const filled = secrets.map((secret) => valueCandidate(`${bearer} {{${secret.name}}}`, 'value', secret.detail));
  const open = [bearer, ...others].map((scheme): Candidate => {
    const value = new Blank(secrets[0]?.name ?? 'API_KEY', [], [`${scheme} {{`, '}}']);
    return {
      label: `${scheme} …`,
      kind: 'draft',
      filter: scheme,
      detail: schemes[scheme],
      inserts: { kind: 'value', value },
    };
  });
  return [...filled, ...open];
}

/** The fields of the other side of the call: the endpoint's for a node, those of its callers for an endpoint. */
function sharedFields(place: Place, around: Surroundings): readonly HeaderField[] {
  const found = endpointAround(place, around);
  if (found === undefined) return [];
  if (ownerOf(place)?.kind === 'node') return found.endpoint.headers;
  const home = found.document === around.lastGood ? around.lastGood : around.document;
  return apiCallersOf({ ...found, document: home }, around.project)
    .slice(0, mostCallers)
    .flatMap(({ node }) => node.api.headers);
}

/** What a hundred nodes say of a field, the others say too. */
const mostCallers = 100;
