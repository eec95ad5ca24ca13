import { basename } from 'node:path';
import { env, Uri, window, workspace } from 'vscode';
import { openFile } from '../nextSteps';
import { say } from '../say';
import type { Server } from '../server';
import { withProgress } from '../withProgress';

/** Milliseconds that the status bar says that something was copied. */
const mention = 5000;

/** Writes the whole flow as a picture to where the person wants it. Rejects as the server's requests do. */
export async function exportAsSvg(server: Server, flow: Uri): Promise<void> {
  const name = `${basename(flow.path).replace(/\.flow\.json$/, '')}.svg`;
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(flow, '..', name),
    filters: { SVG: ['svg'] },
    title: 'Export Flow Graph as SVG',
  });
  if (target === undefined) return;
  const text = await load(server, flow, 'svg');
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  void say(`The graph was saved to ${workspace.asRelativePath(target)}`, openFile(target));
}

/** Copies the whole flow as a Mermaid flowchart. Rejects as the server's requests do. */
export async function copyAsMermaid(server: Server, flow: Uri): Promise<void> {
  await env.clipboard.writeText(await load(server, flow, 'mermaid'));
  window.setStatusBarMessage('The graph was copied as Mermaid', mention);
}

async function load(server: Server, flow: Uri, format: 'svg' | 'mermaid'): Promise<string> {
  const exported = await withProgress('Drawing the flow', (token) =>
    server.request('flowLens/exportGraph', { uri: flow.toString(), format }, token),
  );
  if (exported === null) throw new Error('the file is not there any more');
  return exported.text;
}
