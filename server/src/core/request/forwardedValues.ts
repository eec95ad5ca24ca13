import type { Flow, HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { type Reading, toReading } from '#core/paths/facts';
import type { CapturedAnswer } from '#core/request/capturedAnswer';
import { findCapturedValue } from '#core/request/capturedAnswer';
import { isCredentialField } from '#core/request/credentials';
import { innermost } from '#core/template/fill';
import { parseTemplate } from '#core/template/parseTemplate';

/**
 * The values of an answer that a flow sends on as credentials, `[[login:token]]` in `Authorization`: they are hidden in that answer
 * already, before anybody has sent them.
 *
 * @param prefixes what the answer is called by: the name of its endpoint, and the id of its node
 */
export function forwardedValues(flow: Flow, prefixes: readonly string[], answer: CapturedAnswer): readonly string[] {
  return credentialTexts(flow).flatMap((text) =>
    readsIn(text)
      .filter(({ prefix }) => prefixes.includes(prefix))
      .flatMap(({ path }) => findCapturedValue(answer, path) ?? []),
  );
}

/** Whether a flow sends anything of an answer on as a credential. */
export function forwardsFrom(flow: Flow, prefixes: readonly string[]): boolean {
  return credentialTexts(flow).some((text) => readsIn(text).some(({ prefix }) => prefixes.includes(prefix)));
}

function readsIn(text: string): readonly (Reading & { readonly kind: 'value' })[] {
  return parseTemplate(text).flatMap((part) => {
    const reading = part.kind === 'session' ? toReading(innermost(part).name) : undefined;
    return reading?.kind === 'value' ? [reading] : [];
  });
}

/** The values of all fields and query parameters that are credentials by their names. */
function credentialTexts({ endpoints, nodes }: Flow): readonly string[] {
  const apis = [...nodes.values()].filter(isApiNode).map(({ api }) => api);
  const fields = [...endpoints.values(), ...apis].flatMap(({ headers }) => headers);
  const parameters = apis.flatMap(({ query }) => query);
  return [
    ...fields.filter(({ name }) => isCredentialField(name)).flatMap(textsOf),
    ...parameters.flatMap(({ name, value }) => (value && isCredentialField(name?.value ?? '') ? value.value : [])),
  ];
}

function textsOf({ values }: HeaderField): readonly string[] {
  return values.map(({ value }) => value);
}
