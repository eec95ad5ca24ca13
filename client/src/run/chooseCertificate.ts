import { type Uri, window, workspace } from 'vscode';
import type { HostTls } from './tlsSettings';

/** Asks for a client certificate: its file, and the key and the passphrase where those need asking. Undefined where the person gives up. */
export async function chooseCertificate(host: string): Promise<HostTls | undefined> {
  const file = await askForFile(`Client certificate for ${host}`, ['pem', 'crt', 'cer', 'pfx', 'p12']);
  if (file === undefined) return undefined;
  if (/\.(?:pfx|p12)$/i.test(file.path)) {
    const passphrase = await askForPassphrase(file);
    return passphrase === undefined ? undefined : { pfx: file.fsPath, ...withPassphrase(passphrase) };
  }
  return choosePair(host, file);
}

async function choosePair(host: string, certificate: Uri): Promise<HostTls | undefined> {
  const both = await readText(certificate);
  const key = isPrivateKey(both)
    ? certificate
    : await askForFile(`Private key of the certificate for ${host}`, ['pem', 'key']);
  if (key === undefined) return undefined;
  const isEncrypted = /ENCRYPTED/.test(await readText(key));
  const passphrase = isEncrypted ? await askForPassphrase(key) : '';
  if (passphrase === undefined) return undefined;
  return { certificate: certificate.fsPath, key: key.fsPath, ...withPassphrase(passphrase) };
}

/** @param extensions without their dot */
export async function askForFile(title: string, extensions: string[]): Promise<Uri | undefined> {
  const [file] =
    (await window.showOpenDialog({ title, filters: { Certificates: extensions, 'All Files': ['*'] } })) ?? [];
  return file;
}

function askForPassphrase(file: Uri): Thenable<string | undefined> {
  return window.showInputBox({
    title: `Passphrase of ${file.fsPath}`,
    prompt: 'It is stored in your user settings, in plain text. Leave it empty where the file has none',
    password: true,
    ignoreFocusOut: true,
  });
}

function withPassphrase(passphrase: string): Pick<HostTls, 'passphrase'> {
  return passphrase === '' ? {} : { passphrase };
}

async function readText(file: Uri): Promise<string> {
  return Buffer.from(await workspace.fs.readFile(file)).toString('latin1');
}

function isPrivateKey(text: string): boolean {
  return text.includes('PRIVATE KEY-----');
}
