import type { Candidate } from '#core/completion/candidate';
import { environmentValueNames } from '#core/completion/environmentValueNames';
import { sessionCandidates } from '#core/completion/sessionNames';
import type { Surroundings } from '#core/completion/surroundings';
import { hasForm, type Place } from '#core/place/place';
import { isCredentialField } from '#core/request/credentials';

/** Paths of the strings in which placeholders may stand, as `endpointTemplates` and `nodeTemplates` have them. */
const templateForms = [
  'endpoints.*.url',
  'endpoints.*.headers.*',
  'endpoints.*.headers.*.*',
  'nodes.*.text',
  'nodes.*.value',
  'nodes.*.expression',
  'nodes.*.headers.*',
  'nodes.*.headers.*.*',
  'nodes.*.query.*.name',
  'nodes.*.query.*.value',
  'nodes.*.body.**',
];

/** Whether placeholders may stand in the value at a place. */
export function takesPlaceholders({ role, path }: Place): boolean {
  return role === 'value' && templateForms.some((form) => hasForm(path, form));
}

/** What can stand in placeholders of one kind. */
export function placeholderCandidates(
  kind: 'session' | 'environment',
  place: Place,
  around: Surroundings,
): Iterable<Candidate> {
  return kind === 'session' ? sessionCandidates(place, around) : environmentCandidates(place, around);
}

/** In a field for credentials, secrets come first. */
function environmentCandidates({ path }: Place, around: Surroundings): readonly Candidate[] {
  const names = environmentValueNames(around);
  const isSecretWanted = path[2] === 'headers' && isCredentialField(String(path[3] ?? ''));
  return (isSecretWanted ? [...names].reverse() : names).map(({ name, detail }) => ({
    label: name,
    kind: 'environment-value',
    detail,
    inserts: { kind: 'placeholder', of: 'environment', parts: [name] },
  }));
}
