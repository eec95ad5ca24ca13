import { isLiteralParameter } from '#core/request/literalCredentials';
import type { Evaluation } from '#core/response/evaluateContent';

/** The answer that an API gave in an earlier run, as placeholders read it: `[[orders:items.1.sku]]`. */
export interface CapturedAnswer {
  /** Where it came from (RFC 6454 §6.2): a credential in it belongs there. */
  readonly origin: string;
  /** Value by path, list positions counted from 1: `items.1.sku`. */
  readonly values: ReadonlyMap<string, string>;
  /** The name of the base element, which may stand in front of a path; undefined where it has none. */
  readonly baseName: string | undefined;
  /** Whether a value is one that the run has hidden: it is a credential wherever it goes. */
  readonly hides: (value: string) => boolean;
}

/** A value of a captured answer. */
export interface CapturedValue {
  readonly value: string;
  /** Of the answer (RFC 6454 §6.2). */
  readonly origin: string;
  /** Whether it is a credential: by what the run has hidden, or by the name that it has in the answer. */
  readonly isCredential: boolean;
}

/** Finds the answer that a prefix stands for: the name of an endpoint, or the id of a node. Undefined where there is none yet. */
export type AnswerOf = (prefix: string) => CapturedAnswer | undefined;

/** @param variables response variables by name, `orders:items.1.sku`, as the evaluation gave them; null is no value */
export function toCapturedAnswer(
  variables: Evaluation['variables'],
  baseElement: string | undefined,
  { origin, hides }: Pick<CapturedAnswer, 'origin' | 'hides'>,
): CapturedAnswer {
  const values = variables.flatMap(([name, value]) => (value === null ? [] : [[pathOf(name), String(value)] as const]));
  return { origin, hides, values: new Map(values), baseName: baseElementName(baseElement) };
}

/** What stands at a path, with the name of the base element in front or without it. */
export function findCapturedValue(answer: CapturedAnswer, path: string): CapturedValue | undefined {
  const value = findValue(answer, path);
  if (value === undefined) return undefined;
  const name = path.split('.').at(-1) ?? '';
  return { value, origin: answer.origin, isCredential: answer.hides(value) || isLiteralParameter(name, value) };
}

function findValue({ values, baseName }: CapturedAnswer, path: string): string | undefined {
  return spellingsOf(path, baseName).flatMap((each) => values.get(each) ?? [])[0];
}

/** The paths that a path may stand for: itself, and without the name of the base element where that stands in front. */
export function spellingsOf(path: string, baseName: string | undefined): readonly string[] {
  const isWithName = baseName !== undefined && path.startsWith(`${baseName}.`);
  return isWithName ? [path, path.slice(baseName.length + 1)] : [path];
}

/** `orders:items.1.sku` → `items.1.sku`. */
export function pathOf(variableName: string): string {
  return variableName.slice(variableName.indexOf(':') + 1);
}

/** `$.order.items` → `items`; undefined for the whole document, and for what is selected in another way than by name. */
export function baseElementName(baseElement: string | undefined): string | undefined {
  return /\.([^.[\]]+)$/.exec(baseElement ?? '')?.[1];
}
