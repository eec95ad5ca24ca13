import type { SecureContext } from 'node:tls';
import type { Target } from '../target';
import { readAuthorities } from './authorities';
import { chooseProxy, findProxy, type ProxySettings, type Variables } from './chooseProxy';
import type { ExplainedError } from './explainedError';
import { type ForwardProxy, readProxy } from './forwardProxy';
import { readSecureContext } from './secureContext';
import { type ClientCertificate, chooseTls, type TlsSettings } from './tlsSettings';

/** How targets are reached: a person's settings, and the variables of the process. */
export interface Network {
  /** The proxy for a target URI: undefined for none, an error where the one that is set can't be used. */
  proxyFor(uri: URL): ForwardProxy | ExplainedError | undefined;
  /** What holds for TLS with a host, be it a target's or a proxy's. */
  tlsFor(target: Target): TargetTls;
  /** Credentials of proxies and passphrases: what is shown of a run hides them. */
  readonly secrets: readonly string[];
}

export interface TargetTls {
  /** Whether the certificate is not verified, because somebody asked for that. */
  readonly insecure: boolean;
  /** Authorities and client certificate, read on first use. Rejects with an `ExplainedError` where a file can't be used. */
  secureContext(): Promise<SecureContext>;
}

export interface NetworkSettings extends ProxySettings {
  readonly tls: TlsSettings;
}

/** Nothing set at all. */
export const defaultNetworkSettings: NetworkSettings = {
  proxy: null,
  noProxy: [],
  proxySupport: true,
  tls: { ca: [], hosts: new Map() },
};

/** @param variables those of the process: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` and `NODE_EXTRA_CA_CERTS` are read, no other */
export function createNetwork(settings: NetworkSettings, variables: Variables): Network {
  const { tls } = settings;
  const authorities = once(() => readAuthorities(tls.ca, variables));
  const contexts = new Map<string, () => Promise<SecureContext>>();
  const contextFor = (client: ClientCertificate | undefined): Promise<SecureContext> => {
    const key = JSON.stringify(client ?? null);
    const read = contexts.get(key) ?? once(async () => readSecureContext(await authorities(), client));
    contexts.set(key, read);
    return read();
  };
  return {
    proxyFor: (uri) => {
      const chosen = chooseProxy(uri, settings, variables);
      return chosen && readProxy(chosen);
    },
    tlsFor: (target) => {
      const { insecure, clientCertificate } = chooseTls(tls, target);
      return { insecure, secureContext: () => contextFor(clientCertificate) };
    },
    secrets: secretsOf(settings, variables),
  };
}

/** Does it once; a failure is forgotten, as the file may be mended by the next time. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    const result = kept ?? act();
    kept = result;
    result.catch(() => {
      kept = undefined;
    });
    return result;
  };
}

function secretsOf(settings: NetworkSettings, variables: Variables): readonly string[] {
  const proxies = ['http:', 'https:'].flatMap((scheme) => {
    const found = findProxy(scheme, settings, variables);
    const proxy = found && readProxy(found);
    return proxy === undefined || proxy instanceof Error ? [] : proxy.secrets;
  });
  const passphrases = [...settings.tls.hosts.values()].flatMap(({ passphrase }) => passphrase ?? []);
  return [...new Set([...proxies, ...passphrases])];
}
