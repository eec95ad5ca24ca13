import type { Variables } from '../../server/src/run/network/chooseProxy';
import {
  createNetwork,
  defaultNetworkSettings,
  type Network,
  type NetworkSettings,
} from '../../server/src/run/network/network';
import type { TlsSettings } from '../../server/src/run/network/tlsSettings';
import { tlsFixture } from './faultServer';
import type { ProxyServer } from './proxyServer';

export interface NetworkParts extends Partial<Omit<NetworkSettings, 'tls'>> {
  readonly tls?: Partial<TlsSettings>;
  readonly variables?: Variables;
}

/** A network with these settings, and none where they say nothing. */
export function networkWith({ tls, variables = {}, ...proxies }: NetworkParts): Network {
  return createNetwork(
    { ...defaultNetworkSettings, ...proxies, tls: { ...defaultNetworkSettings.tls, ...tls } },
    variables,
  );
}

/** Trusts both authorities of `fixtures/tls`. */
export const trusted: Partial<TlsSettings> = { ca: [tlsFixture('authority.pem'), tlsFixture('second-authority.pem')] };

/** A network with these settings that trusts them. */
export function trustingNetwork(parts: NetworkParts = {}): Network {
  return networkWith({ ...parts, tls: { ...trusted, ...parts.tls } });
}

/**
 * Everything but loopback goes through the proxy.
 *
 * @param credentials `user:password@`, percent-encoded
 */
export function through({ origin }: Pick<ProxyServer, 'origin'>, credentials = ''): Network {
  return trustingNetwork({ proxy: origin.replace('://', `://${credentials}`) });
}
