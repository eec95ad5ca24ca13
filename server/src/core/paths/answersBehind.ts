import type { Flow } from '#core/model/flow';
import { toReading } from '#core/paths/facts';
import { placeholderNames } from '#core/template/fill';

/** A response value by the name that a flow has for it. */
export interface NamedAnswer {
  /** As written between the brackets, without functions: `orders:status`. */
  readonly name: string;
  /** What the answer is called by: the name of its endpoint, or the id of its node. */
  readonly prefix: string;
  /** List positions are counted from 1: `items.1.sku`. */
  readonly path: string;
}

/**
 * The response values that a session variable stands for: itself, `orders:status`, or those that a `set-variable` puts
 * into it, and so on.
 */
export function answersBehind({ nodes }: Flow, name: string): readonly NamedAnswer[] {
  // What is added while the set is walked is walked too.
  const names = new Set([name]);
  for (const each of names) {
    if (toReading(each)?.kind !== 'variable') continue;
    for (const { type, variable, example } of nodes.values()) {
      if (type?.value !== 'set-variable' || variable?.value !== each) continue;
      for (const inner of placeholderNames(String(example?.value ?? '')).session) names.add(inner);
    }
  }
  return [...names].flatMap((each) => {
    const reading = toReading(each);
    return reading?.kind === 'value' ? [{ name: each, prefix: reading.prefix, path: reading.path }] : [];
  });
}
