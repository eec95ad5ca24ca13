import type { Flow, HeaderField } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { toReading } from '#core/paths/facts';
import type { CapturedAnswer } from '#core/request/capturedAnswer';
import { findCapturedValue } from '#core/request/capturedAnswer';
import { isCredentialField } from '#core/request/credentials';
import { innermost } from '#core/template/fill';
import { parseTemplate } from '#core/template/parseTemplate';

/** A response value that a flow sends on as a credential: `[[login:token]]` in `Authorization`. */
export interface ForwardedName {
  /** As written between the brackets, without functions: `login:token`. */
  readonly name: string;
  /** What the answer is called by: the name of its endpoint, or the id of its node. */
  readonly prefix: string;
  readonly path: string;
}

const known = new WeakMap<Flow, readonly ForwardedName[]>();

/** All response values that one of the flows sends on as credentials. */
export function forwardedNames(flows: readonly Flow[]): readonly ForwardedName[] {
  return flows.flatMap((flow) => {
    const names = known.get(flow) ?? credentialTexts(flow).flatMap(namesIn);
    known.set(flow, names);
    return names;
  });
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
    .flatMap(({ path }) => findCapturedValue(answer, path) ?? []);
}

/** Whether flows send anything of an answer on as a credential. */
export function forwardsFrom(flows: readonly Flow[], prefixes: readonly string[]): boolean {
  return forwardedNames(flows).some(({ prefix }) => prefixes.includes(prefix));
}

function namesIn(text: string): readonly ForwardedName[] {
  return parseTemplate(text).flatMap((part) => {
    const name = part.kind === 'session' ? innermost(part).name : '';
    const reading = toReading(name);
    return reading?.kind === 'value' ? [{ name, prefix: reading.prefix, path: reading.path }] : [];
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
