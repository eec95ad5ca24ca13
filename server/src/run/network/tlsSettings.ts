import type { Target } from '../target';
import { type HostPattern, matchesHost, parseHostPattern } from './hostPattern';

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
 * What the settings say of a target. Of the entries that name it, the one that says it most narrowly counts: a host
 * before a domain, a longer domain before a shorter one, then a port before none. The client certificate is taken whole from one of them.
 */
export function chooseTls({ hosts }: Pick<TlsSettings, 'hosts'>, target: Target): ChosenTls {
  const entries = [...hosts]
    .flatMap(([key, tls]) => {
      const pattern = parseHostPattern(key);
      return pattern !== undefined && matchesHost(pattern, target) ? [{ pattern, tls }] : [];
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

function narrowness({ host, port, below }: HostPattern): number {
  return (below ? host.length : longerThanAnyHost) + (port === undefined ? 0 : 0.5);
}

/** A name has 253 characters at the most (RFC 1035 §2.3.4). */
const longerThanAnyHost = 1000;
