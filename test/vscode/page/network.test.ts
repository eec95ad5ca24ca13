import assert from 'node:assert/strict';
import { clickLens, waitForText } from '../../../scripts/vscode/workbench.mjs';
import { startFaultServer } from '../../support/faultServer';
import { flowText } from '../../support/flows';
import { startProxyServer } from '../../support/proxyServer';
import { notificationWith, testInBoth, withFlowWindow } from '../flowWindow';

testInBoth('a certificate that is not trusted is told with what mends it, for this host alone', async (version) => {
  await using server = await startFaultServer({
    certificate: 'self-signed',
    onRequest: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
  });
  // What a repository says of hosts counts for nothing.
  const settings = { 'flowLens.tls.hosts': { [`127.0.0.1:${server.port}`]: { insecure: true } } };
  const files = {
    'small.flow.json': flowText({ url: server.origin }),
    '.vscode/settings.json': JSON.stringify(settings),
  };
  await withFlowWindow(version, { files }, async (page) => {
    await clickLens(page, /\bRun$/);
    const warning = page.locator('.notification-toast', { hasText: 'the certificate of 127.0.0.1 is self-signed' });
    await warning.getByRole('button', { name: 'Trust an Authority…' }).waitFor();
    await warning.getByRole('button', { name: 'Open Settings' }).waitFor();
    await warning.getByRole('button', { name: 'Allow for This Host…' }).click();

    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(`Send to 127.0.0.1:${server.port} without verifying its certificate?`).waitFor();
    assert.deepEqual(server.heads, []);
    await dialog.getByRole('button', { name: 'Allow', exact: true }).click();

    await notificationWith(page, `The certificate of 127.0.0.1:${server.port} is not verified from now on`).waitFor();
    await page.locator('.notification-toast').getByRole('button', { name: 'Run Again' }).click();
    await waitForText(page, '✓ 200 OK');
    assert.equal(server.heads.length, 1);
  });
});

testInBoth('the settings of a repository name no proxy', async (version) => {
  await using proxy = await startProxyServer();
  const settings = { 'http.proxy': proxy.origin, 'http.proxySupport': 'override' };
  const files = {
    'small.flow.json': flowText({ url: 'http://nowhere.invalid' }),
    '.vscode/settings.json': JSON.stringify(settings),
  };
  await withFlowWindow(version, { files }, async (page) => {
    await clickLens(page, /\bRun$/);
    await waitForText(page, '✗');
    assert.deepEqual(proxy.heads, []);
  });
});
