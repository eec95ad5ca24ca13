import assert from 'node:assert/strict';
import { clickLens, openFile, runCommand, waitForText } from '../../../scripts/vscode/workbench.mjs';
import { startFaultServer } from '../../support/faultServer';
import { flowText } from '../../support/flows';
import { lineWith, testInBoth, withFlowWindow } from '../flowWindow';

testInBoth('a schema that an answer names is not fetched', async (version) => {
  let isFetched = (): void => undefined;
  const fetched = new Promise<void>((resolve) => {
    isFetched = resolve;
  });
  // A name in JSON may be written with escapes.
  const names = ['$schema', '\\u0024schema'];
  await using server = await startFaultServer({
    onRequest: (socket, head) => {
      if (head.startsWith('GET /of-the-file.json ')) isFetched();
      const content = `{ "${names.shift()}": "${server.origin}/of-the-answer-${names.length}.json", "left": ${names.length} }`;
      const fields = ['Content-Type: application/json', `Content-Length: ${content.length}`];
      socket.end(['HTTP/1.1 200 OK', ...fields, '', content].join('\r\n'));
    },
  });
  const files = {
    'small.flow.json': flowText({ url: `${server.origin}/orders` }),
    'beside.jsonc': JSON.stringify({ $schema: `${server.origin}/of-the-file.json`, left: 2 }),
  };
  // Newer versions fetch nothing from where no person has said so.
  const settings = { 'json.schemaDownload.trustedDomains': { [server.origin]: true } };
  await withFlowWindow(version, { files, settings }, async (page) => {
    await clickLens(page, /\bRun$/);
    await waitForText(page, '→ done');
    await lineWith(page, /"404"/).click();
    await runCommand(page, 'Flow Lens: Open Response');
    await lineWith(page, /"left":\s1/).waitFor();
    // Not by the lens: the first JSON that is opened starts VS Code's npm extension, whose lenses make VS Code ask for all lenses anew,
    // and a click in that moment leads nowhere.
    await runCommand(page, 'Flow Lens: Run Node');
    await lineWith(page, /"left":\s0/).waitFor();
    // What the editor does with JSON, it does with a file that is opened after the response.
    await openFile(page, 'beside.jsonc');
    await fetched;
    const paths = server.heads.map((head) => head.split(' ')[1]);
    assert.deepEqual(paths, ['/orders', '/orders', '/of-the-file.json']);
  });
});
