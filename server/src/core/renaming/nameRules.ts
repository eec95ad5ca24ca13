import { quote } from '#core/model/quote';
import { isEndpointName, isNodeId, isReservedName, platformPrefixes } from '#core/model/vocabulary';
import type { NameKind } from '#core/names/mention';
import { toReading } from '#core/paths/facts';
import { isEnvironmentName, parseTemplate } from '#core/template/parseTemplate';

/** What the format calls each thing that can be renamed. */
export const nouns: Partial<Record<NameKind, string>> = {
  flow: 'flow',
  node: 'node',
  endpoint: 'endpoint',
  variable: 'variable',
  value: 'environment value',
};

/** Why nothing of that kind may be called so, whatever else there is; undefined where it may. */
export function refuseName(kind: NameKind, name: string): string | undefined {
  if (name === '') return "A name can't be empty";
  if (isReservedName(name)) return `${quote(name)} is taken by programs that read the file`;
  switch (kind) {
    case 'endpoint':
      if (platformPrefixes.includes(name)) return `${quote(name)} is a prefix of the platform's own placeholders`;
      return isEndpointName(name)
        ? undefined
        : `An endpoint can't be called ${quote(name)}: its name has no colon, no square bracket, no control character and no space at its ends`;
    case 'value':
      return isEnvironmentName(name)
        ? undefined
        : `No placeholder can say {{…}} with ${quote(name)}: it begins with a letter or "_", and has letters, digits, ".", "_" and "-" behind that`;
    default:
      return isNodeId(name) ? undefined : `${quote(name)} has a control character, which no name may have`;
  }
}

/** Whether a placeholder that has the name is read as naming just that. */
export function isReadInPlaceholder(kind: 'variable' | 'prefix' | 'value', name: string): boolean {
  const written = kind === 'value' ? `{{${name}}}` : kind === 'prefix' ? `[[${name}:x]]` : `[[${name}]]`;
  const [part, ...others] = parseTemplate(written);
  if (part === undefined || others.length > 0) return false;
  if (part.kind === 'environment') return kind === 'value' && part.name === name;
  if (part.kind !== 'session' || part.nested !== undefined) return false;
  const reading = toReading(part.name);
  if (reading?.kind === 'variable') return kind === 'variable' && reading.name === name;
  return reading?.kind === 'value' && kind === 'prefix' && reading.prefix === name;
}
