import { isIP } from 'node:net';
import type { Target } from '../target';
import { matchesHost, parseHostPattern } from './hostPattern';

/** What is set about TLS. Paths are absolute or begin with `~/`. */
export interface TlsSettings {
  /** `flowLens.tls.ca`: files with the certificates of further authorities. */
  readonly ca: readonly string[];
  /** `flowLens.tls.hosts`, by `host`, `host:port` or `*.example.com`. */
  readonly hosts: ReadonlyMap<string, HostTls>;
}

/** What is set about the hosts of one entry. */
export interface HostTls extends ClientCertificate {
  /** Whether their certificates are not verified. */
  readonly insecure?: boolean;
}

/** What the client shows of itself: a certificate with its key, or both in one file. */
export interface ClientCertificate {
  /** PEM; the chain may follow. */
  readonly certificate?: string;
  /** PEM; where it is left out, the key stands in the file of the certificate. */
  readonly key?: string;
  /** PKCS #12 (RFC 7292). */
  readonly pfx?: string;
  /** Of the key or of the PKCS #12 file. */
  readonly passphrase?: string;
}

/** What holds for one host. */
export interface ChosenTls {
  readonly insecure: boolean;
  readonly clientCertificate: ClientCertificate | undefined;
}

/**
 * What the settings say of a target. Of the entries that name it, the one that says it most narrowly counts: a port before
 * none, a host before a domain, a longer domain before a shorter one. The client certificate is taken whole from one of them.
 */
export function chooseTls({ hosts }: Pick<TlsSettings, 'hosts'>, { host, port }: Target): ChosenTls {
  const written = isIP(host) === 6 ? `[${host}]` : host;
  const entries = [...hosts]
    .flatMap(([key, tls]) => {
      const pattern = parseHostPattern(key);
      return pattern !== undefined && matchesHost(pattern, written, port) ? [{ pattern, tls }] : [];
    })
    .sort((a, b) => narrowness(b.pattern) - narrowness(a.pattern))
    .map(({ tls }) => tls);
  const shown = entries.find(({ certificate, pfx }) => certificate !== undefined || pfx !== undefined);
  const { insecure, ...clientCertificate } = shown ?? {};
  return {
    insecure: entries.find((entry) => entry.insecure !== undefined)?.insecure ?? false,
    clientCertificate: shown && clientCertificate,
  };
}

function narrowness({ host, port, below }: { host: string; port: number | undefined; below: boolean }): number {
  return (below ? host.length : 1000) + (port === undefined ? 0 : 0.5);
}
