import { window } from 'vscode';
import type { NodeReference, RunNodeResult } from '../../../server/src/protocol';
import { runNode } from '../nextSteps';
import { say, warn } from '../say';
import { askForFile, chooseCertificate } from './chooseCertificate';
import { reportFailure } from './reportFailure';
import { type TlsMend, tlsMends, toHostKey } from './tlsMends';
import { addAuthority, openTlsSettings, setHost } from './tlsSettings';

const titles = {
  trustAuthority: 'Trust an Authority…',
  allowHost: 'Allow for This Host…',
  chooseCertificate: 'Choose Client Certificate…',
} as const satisfies Record<TlsMend, string>;

/** Each resolves with a sentence on what was set; with undefined where the person thought better of it. */
const mends: Record<TlsMend, (host: string) => Promise<string | undefined>> = {
  trustAuthority,
  allowHost,
  chooseCertificate: setCertificate,
};

/** Where a run has failed in TLS, says so with buttons that mend it in the user settings. Otherwise does nothing. */
export async function offerTls({ failure, request }: RunNodeResult, node: NodeReference): Promise<void> {
  if (failure?.kind !== 'tls') return;
  try {
    const host = toHostKey(request.url);
    const fitting = host === undefined ? [] : tlsMends(failure.code);
    const steps = fitting.map((mend) => ({
      title: titles[mend],
      take: async () => {
        const done = host === undefined ? undefined : await mends[mend](host);
        if (done !== undefined) await say(done, runNode(node, 'Run Again'));
      },
    }));
    const [first, ...others] = [...steps, { title: 'Open Settings', take: openTlsSettings }];
    if (first !== undefined) await warn(`${node.node}: ${failure.message}`, first, ...others);
  } catch (error) {
    reportFailure(error, 'Setting up TLS');
  }
}

async function trustAuthority(host: string): Promise<string | undefined> {
  const file = await askForFile(`Authority that has issued the certificate of ${host}`, ['pem', 'crt', 'cer']);
  if (file === undefined) return undefined;
  await addAuthority(file.fsPath);
  return `What ${file.fsPath} has issued is trusted from now on`;
}

/** Asks a second time, in words that say what it means. */
async function allowHost(host: string): Promise<string | undefined> {
  const detail =
    'Whoever stands between can then read and change what is sent, secrets too. It counts for every run until you take it out of ' +
    'the setting flowLens.tls.hosts, and each result says so.';
  const allow = 'Allow';
  const question = `Send to ${host} without verifying its certificate?`;
  if ((await window.showWarningMessage(question, { modal: true, detail }, allow)) !== allow) return undefined;
  await setHost(host, { insecure: true });
  return `The certificate of ${host} is not verified from now on`;
}

async function setCertificate(host: string): Promise<string | undefined> {
  const certificate = await chooseCertificate(host);
  if (certificate === undefined) return undefined;
  await setHost(host, certificate);
  return `The client certificate is shown to ${host} from now on`;
}
