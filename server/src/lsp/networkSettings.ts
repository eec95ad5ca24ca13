import type { ProxySettings } from '../run/network/chooseProxy';
import type { HostTls, TlsSettings } from '../run/network/tlsSettings';

/** Reads what a client answers for the section `http`, which is the editor's own. Total, as `toSettings` is. */
export function toProxySettings(section: unknown): ProxySettings {
  const { proxy, noProxy, proxySupport } = Object(section);
  return {
    proxy: typeof proxy === 'string' && proxy !== '' ? proxy : null,
    noProxy: toTexts(noProxy),
    proxySupport: proxySupport !== 'off',
  };
}

/** @param ca `flowLens.tls.ca` · `hosts` `flowLens.tls.hosts` */
export function toTlsSettings(ca: unknown, hosts: unknown): TlsSettings {
  const entries = typeof hosts === 'object' && hosts !== null ? Object.entries(hosts) : [];
  return { ca: toTexts(ca), hosts: new Map(entries.map(([host, tls]) => [host, toHostTls(tls)])) };
}

function toHostTls(value: unknown): HostTls {
  const { insecure, ...others } = Object(value);
  const texts = (['certificate', 'key', 'pfx', 'passphrase'] as const).flatMap((name) => {
    const text: unknown = others[name];
    return typeof text === 'string' && text !== '' ? [[name, text]] : [];
  });
  return { ...Object.fromEntries(texts), ...(typeof insecure === 'boolean' && { insecure }) };
}

function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string' && text !== '') : [];
}
