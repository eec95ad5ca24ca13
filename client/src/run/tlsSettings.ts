import { ConfigurationTarget, commands, workspace } from 'vscode';

/** An entry of `flowLens.tls.hosts`. */
export interface HostTls {
  readonly certificate?: string;
  readonly key?: string;
  readonly pfx?: string;
  readonly passphrase?: string;
  readonly insecure?: boolean;
}

/** Adds a file to `flowLens.tls.ca` of the user. */
export async function addAuthority(path: string): Promise<void> {
  const paths = userValue<readonly string[]>('tls.ca') ?? [];
  await write('tls.ca', [...new Set([...paths, path])]);
}

/** Sets a host in `flowLens.tls.hosts` of the user. What the entry already says otherwise stays. */
export async function setHost(host: string, tls: HostTls): Promise<void> {
  const hosts = userValue<Readonly<Record<string, HostTls>>>('tls.hosts') ?? {};
  await write('tls.hosts', { ...hosts, [host]: { ...hosts[host], ...tls } });
}

export async function openTlsSettings(): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', '@ext:flow-lens.flow-lens tls');
}

function userValue<T>(name: string): T | undefined {
  return workspace.getConfiguration('flowLens').inspect<T>(name)?.globalValue;
}

async function write(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('flowLens').update(name, value, ConfigurationTarget.Global);
}
