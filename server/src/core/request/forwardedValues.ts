import type { Flow, HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { answersBehind } from '#core/paths/answersBehind';
import { toReading } from '#core/paths/facts';
import { type CapturedAnswer, findCapturedValue } from '#core/request/capturedAnswer';
import { isCredentialField } from '#core/request/credentials';
import { effectiveProperties, type JsonNode } from '#core/syntax/tree';
import { placeholderNames } from '#core/template/fill';

/**
 * The values of an answer that a flow sends on as credentials, `[[login:token]]` in `Authorization`: they are hidden in that answer
 * already, before anybody has sent them.
 *
 * @param prefixes what the answer is called by: the name of its endpoint, and the id of its node
 */
export function forwardedValues(flow: Flow, prefixes: readonly string[], answer: CapturedAnswer): readonly string[] {
  return forwardedPaths(flow, prefixes).flatMap((path) => findCapturedValue(answer, path)?.value ?? []);
}

/** The paths of the values in an answer that a flow sends on as credentials. */
export function forwardedPaths(flow: Flow, prefixes: readonly string[]): readonly string[] {
  const names = new Set(credentialTexts(flow).flatMap((text) => placeholderNames(text).session));
  const answers = new Set([...names].flatMap((name) => answersBehind(flow, name)));
  return [...answers].flatMap((name) => {
    const reading = toReading(name);
    return reading?.kind === 'value' && prefixes.includes(reading.prefix) ? [reading.path] : [];
  });
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
    for (const { key, value } of effectiveProperties(node)) {
      if (value?.kind === 'string' && isCredentialField(key.value)) found.push(value.value);
      else if (value !== undefined) open.push(value);
    }
  }
  return found;
}
