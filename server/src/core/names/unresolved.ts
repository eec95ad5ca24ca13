import type { Mention } from '#core/names/mention';
import { endOf, type Span } from '#core/syntax/span';

/** As much of a finding as tells whether it speaks of a name. */
export interface NameFinding {
  readonly code: string;
  readonly severity: string;
  readonly span: Span;
}

/** The findings that say of a name that nothing has it, by what it is the name of. */
const tellingCodes: Readonly<Partial<Record<Mention['kind'], readonly string[]>>> = {
  node: ['unknown-target', 'unknown-start'],
  flow: ['unknown-target'],
  endpoint: ['unknown-endpoint'],
  variable: ['undefined-variable', 'unset-response-variable'],
  prefix: ['undefined-variable', 'unset-response-variable'],
  value: ['undefined-environment-value'],
  rule: ['unknown-rule'],
};

/**
 * The names that nothing has, and the variables that no way sets. The findings tell: whoever reads colours and whoever reads findings
 * learns the same. What only some ways set is information, and has a value on the others.
 *
 * @param mentions in the order of the text
 * @param findings in any order
 */
export function findUnresolved(mentions: readonly Mention[], findings: readonly NameFinding[]): ReadonlySet<Mention> {
  const codes = new Set(Object.values(tellingCodes).flat());
  const telling = findings
    .filter(({ code, severity }) => codes.has(code) && severity !== 'information')
    .sort((a, b) => a.span.offset - b.span.offset);
  const unresolved = new Set<Mention>();
  let first = 0;
  for (const { code, span } of telling) {
    first = firstFrom(mentions, span.offset, first);
    for (let at = first; at < mentions.length; at++) {
      const mention = mentions[at];
      if (mention === undefined || endOf(mention.span) > endOf(span)) break;
      if (tellingCodes[mention.kind]?.includes(code)) unresolved.add(mention);
    }
  }
  return unresolved;
}

function firstFrom(mentions: readonly Mention[], offset: number, from: number): number {
  let at = from;
  while (at < mentions.length && (mentions[at]?.span.offset ?? 0) < offset) at++;
  return at;
}
