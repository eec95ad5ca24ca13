import { X509Certificate } from 'node:crypto';
import { readSettingFile, type SettingFile, unusable } from './settingFile';

/** Every certificate of a file, PEM or DER, as PEM. OpenSSL would pass over what is neither without a word. */
export async function readCertificates(file: SettingFile): Promise<readonly string[]> {
  const bytes = await readSettingFile(file);
  const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs);
  try {
    return (blocks ?? [bytes]).map((certificate) => new X509Certificate(certificate).toString());
  } catch {
    throw unusable(file, blocks === null ? 'holds no certificate' : 'holds a certificate that is damaged');
  }
}
