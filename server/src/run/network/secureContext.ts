import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { readCertificates } from './certificates';
import { readSettingFile, type SettingFile, unusable } from './settingFile';
import type { ClientCertificate } from './tlsSettings';

/** Rejects where a file of the client certificate can't be used. `ca` replaces what Node would trust, so it is all of it. */
export async function readSecureContext(
  authorities: readonly string[],
  client: ClientCertificate | undefined,
): Promise<SecureContext> {
  const own = client === undefined ? {} : await readClientCertificate(client);
  return createSecureContext({ ca: [...authorities], ...own });
}

async function readClientCertificate(client: ClientCertificate): Promise<SecureContextOptions> {
  const { certificate, pfx } = client;
  return {
    ...(certificate === undefined ? {} : await readPair(toFile(certificate), client)),
    ...(pfx === undefined ? {} : await readPfx(toFile(pfx), client)),
  };
}

function toFile(path: string): SettingFile {
  return { path, setting: 'flowLens.tls.hosts' };
}

/** Each file is looked at by itself, as OpenSSL does not say which of them it can't use. */
async function readPair(file: SettingFile, client: ClientCertificate): Promise<SecureContextOptions> {
  const keyFile = toFile(client.key ?? file.path);
  const [chain, written] = await Promise.all([readCertificates(file), readSettingFile(keyFile)]);
  const key = attempt(() => createPrivateKey({ key: written, passphrase: client.passphrase ?? '' }));
  if (key === undefined) throw unusable(keyFile, 'holds no private key, or one with another passphrase');
  if (!new X509Certificate(chain[0] ?? '').checkPrivateKey(key))
    throw unusable(keyFile, `holds the key of another certificate`);
  const options = { cert: chain.join('\n'), key: key.export({ type: 'pkcs8', format: 'pem' }) };
  // What OpenSSL refuses by its policy: a key that is too short, a digest that is too weak.
  if (attempt(() => createSecureContext(options)) === undefined)
    throw unusable(file, 'holds a certificate that is too weak to be used');
  return options;
}

async function readPfx(file: SettingFile, { passphrase = '' }: ClientCertificate): Promise<SecureContextOptions> {
  const options = { pfx: await readSettingFile(file), passphrase };
  if (attempt(() => createSecureContext(options)) === undefined)
    throw unusable(file, 'is no PKCS #12 file that can be read, or one with another passphrase');
  return options;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
