import { isReservedName } from '#core/model/vocabulary';
import type { LiteralPlace } from '#core/refactorings/literalPlace';
import { isEnvironmentName } from '#core/template/parseTemplate';

/** What an environment value may be called by what it is: `exampleApi` for `https://api.example.com`, `tenantId` for `X-Tenant-Id`. */
export function suggestValueName(
  { place, name, owner }: Pick<LiteralPlace, 'place' | 'name' | 'owner'>,
  text: string,
): string {
  const candidates =
    place === 'url'
      ? [nameOfHost(text), /^https?:/i.test(text) ? toCamelCase(`${owner} api`) : toCamelCase(text), toCamelCase(owner)]
      : [toCamelCase(name.replace(/^x-/i, '')), toCamelCase(`${owner} ${name}`), toCamelCase(owner)];
  return candidates.find((candidate) => isEnvironmentName(candidate) && !isReservedName(candidate)) ?? 'value';
}

/** The name of the site, of which a host is mostly one of several; none for an address and for a machine in the same network. */
function nameOfHost(url: string): string {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)/i.exec(url)?.[1] ?? '';
  const labels = host.toLowerCase().split('.');
  if (labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? '')) return '';
  const [site = '', outer] = [labels.at(-2), labels.at(-3)];
  // Below `co.uk` and the like, the site is one label further in.
  const telling = site.length <= 3 && outer !== undefined && !/^(?:www|api)$/.test(outer) ? outer : site;
  return toCamelCase(`${telling} api`);
}

/** ASCII words alone: a placeholder can say no others. */
function toCamelCase(text: string): string {
  const words = text.match(/[A-Za-z\d]+/g) ?? [];
  const cased = words.map((word) => (word === word.toUpperCase() ? word.toLowerCase() : word));
  return cased
    .map((word, index) => (index === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join('')
    .replace(/^\d+/, '');
}
