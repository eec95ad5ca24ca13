import type { Flow, HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { answersBehind, type NamedAnswer } from '#core/paths/answersBehind';
import { type CapturedAnswer, findCapturedValue } from '#core/request/capturedAnswer';
import { isCredentialField } from '#core/request/credentials';
import type { JsonNode } from '#core/syntax/tree';
import { placeholderNames } from '#core/template/fill';

const known = new WeakMap<Flow, ReadonlySet<string>>();

/** All response values that one of the flows sends on as credentials, `[[login:token]]` in `Authorization`, each once; also by variables that another one sets. */
export function forwardedNames(flows: readonly Flow[]): readonly NamedAnswer[] {
  const names = new Set(flows.flatMap((flow) => [...namesSentBy(flow)]));
  const answers = [...names].flatMap((name) => flows.flatMap((flow) => answersBehind(flow, name)));
  return [...new Map(answers.map((answer) => [answer.name, answer])).values()];
}

/** The session variables in the credentials of a flow. */
function namesSentBy(flow: Flow): ReadonlySet<string> {
  const names = known.get(flow) ?? new Set(credentialTexts(flow).flatMap((text) => placeholderNames(text).session));
  known.set(flow, names);
  return names;
}

/**
 * The values of an answer that flows send on as credentials: they are hidden in that answer already, before anybody has sent
 * them.
 *
 * @param prefixes what the answer is called by: the name of its endpoint, and the id of its node
 */
export function forwardedValues(
  flows: readonly Flow[],
  prefixes: readonly string[],
  answer: CapturedAnswer,
): readonly string[] {
  return forwardedNames(flows)
    .filter(({ prefix }) => prefixes.includes(prefix))
    .flatMap(({ path }) => findCapturedValue(answer, path)?.value ?? []);
}

/** Whether flows send anything of an answer on as a credential. */
export function forwardsFrom(flows: readonly Flow[], prefixes: readonly string[]): boolean {
  return forwardedNames(flows).some(({ prefix }) => prefixes.includes(prefix));
}

/** The values of all fields, query parameters and members of bodies that are credentials by their names. */
function credentialTexts({ endpoints, nodes }: Flow): readonly string[] {
  const apis = [...nodes.values()].filter(isApiNode).map(({ api }) => api);
  const fields = [...endpoints.values(), ...apis].flatMap(({ headers }) => headers);
  const parameters = apis.flatMap(({ query }) => query);
  return [
    ...fields.filter(({ name }) => isCredentialField(name)).flatMap(textsOf),
    ...parameters.flatMap(({ name, value }) => (value && isCredentialField(name?.value ?? '') ? value.value : [])),
    ...[...endpoints.values()].flatMap(({ url }) => credentialsInUrl(url?.value ?? '')),
    ...apis.flatMap(({ body }) => credentialsInBody(body)),
  ];
}

function textsOf({ values }: HeaderField): readonly string[] {
  return values.map(({ value }) => value);
}

/** The values of the parameters in the query of a URL as it is written. */
function credentialsInUrl(url: string): readonly string[] {
  return [...url.matchAll(/[?&;]([^?=&;]+)=([^&;#]*)/g)].flatMap(([, name = '', value = '']) =>
    isCredentialField(name) ? [value] : [],
  );
}

/** Without recursion: a body nests as deep as JSON may. */
function credentialsInBody(body: JsonNode | undefined): readonly string[] {
  const found: string[] = [];
  const open: JsonNode[] = body === undefined ? [] : [body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'array') open.push(...node.items);
    if (node.kind !== 'object') continue;
    for (const { name, value } of node.effective) {
      if (value?.kind === 'string' && isCredentialField(name)) found.push(value.value);
      else if (value !== undefined) open.push(value);
    }
  }
  return found;
}
