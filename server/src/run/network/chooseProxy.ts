import { isLoopback } from '#core/request/isLoopback';
import { toTarget } from '../target';
import { isExempt } from './noProxy';

/** What the editor's settings say of proxies. */
export interface ProxySettings {
  /** `http.proxy`: a URL; null where nothing is set. */
  readonly proxy: string | null;
  /** `http.noProxy`: hosts that are reached without one. Where it is empty, `NO_PROXY` counts. */
  readonly noProxy: readonly string[];
  /** False for `http.proxySupport: off`: no proxy at all, whatever else is set. */
  readonly proxySupport: boolean;
}

/** Variables of the process, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface ChosenProxy {
  /** As it was written: whether it can be used is not known yet. */
  readonly text: string;
  /** The setting or the variable it comes from. */
  readonly from: string;
}

/**
 * The proxy for a target URI; undefined where it is reached directly, as this machine always is.
 *
 * Settings win over variables. Of those the lower-case spelling wins, as with curl, and each scheme has its own:
 * `HTTPS_PROXY` says nothing of `http:`.
 */
export function chooseProxy(uri: URL, settings: ProxySettings, variables: Variables): ChosenProxy | undefined {
  const chosen = isLoopback(uri.hostname) ? undefined : findProxy(uri.protocol, settings, variables);
  if (chosen === undefined) return undefined;
  const exceptions =
    settings.noProxy.length > 0 ? settings.noProxy : (fromVariables('NO_PROXY', variables)?.text.split(',') ?? []);
  return isExempt(toTarget(uri), exceptions) ? undefined : chosen;
}

/** The proxy that is set for a scheme, `https:`, whatever the host. */
export function findProxy(scheme: string, settings: ProxySettings, variables: Variables): ChosenProxy | undefined {
  if (!settings.proxySupport) return undefined;
  return fromSettings(settings) ?? fromVariables(scheme === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY', variables);
}

function fromSettings({ proxy }: ProxySettings): ChosenProxy | undefined {
  const text = proxy?.trim() ?? '';
  return text === '' ? undefined : { text, from: 'http.proxy' };
}

function fromVariables(name: string, variables: Variables): ChosenProxy | undefined {
  for (const from of [name.toLowerCase(), name]) {
    const text = variables[from]?.trim() ?? '';
    if (text !== '') return { text, from };
  }
  return undefined;
}
