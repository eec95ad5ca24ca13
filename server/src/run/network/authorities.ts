import { resolve } from 'node:path';
import * as tls from 'node:tls';
import { readCertificates } from './certificates';
import type { Variables } from './chooseProxy';
import type { SettingFile } from './settingFile';

/**
 * The authorities that servers are verified against, in PEM: those that Node brings, those that `NODE_EXTRA_CA_CERTS` names,
 * those of the setting and, where the runtime can read them (Node 22.15 and later), the system's. Rejects where a file can't be
 * used.
 *
 * @param paths `flowLens.tls.ca`
 */
export async function readAuthorities(paths: readonly string[], variables: Variables): Promise<readonly string[]> {
  const extra = variables.NODE_EXTRA_CA_CERTS ?? '';
  const files: readonly SettingFile[] = [
    // As Node reads it: relative to the current folder.
    ...(extra === '' ? [] : [{ path: resolve(extra), setting: 'NODE_EXTRA_CA_CERTS' }]),
    ...paths.map((path) => ({ path, setting: 'flowLens.tls.ca' })),
  ];
  const named = await Promise.all(files.map(readCertificates));
  return [...new Set([...tls.rootCertificates, ...systemAuthorities(), ...named.flat()])];
}

function systemAuthorities(): readonly string[] {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  return typeof read === 'function' ? read('system') : [];
}
