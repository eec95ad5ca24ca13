import type { Flow } from '#core/model/flow';
import { toReading } from '#core/paths/facts';
import { placeholderNames } from '#core/template/fill';

/**
 * The response values that a session variable stands for, by their names: itself, `orders:status`, or those that a `set-variable` puts
 * into it, and so on.
 */
export function answersBehind({ nodes }: Flow, name: string): readonly string[] {
  // What is added while the set is walked is walked too.
  const names = new Set([name]);
  for (const each of names) {
    if (toReading(each)?.kind !== 'variable') continue;
    for (const { type, variable, example } of nodes.values()) {
      if (type?.value !== 'set-variable' || variable?.value !== each) continue;
      for (const inner of placeholderNames(String(example?.value ?? '')).session) names.add(inner);
    }
  }
  return [...names].filter((each) => toReading(each)?.kind === 'value');
}
