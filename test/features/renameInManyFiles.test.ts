import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rename } from '#core/renaming/rename';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { applyDocumentEdits, findingsIn, toEnd } from '../support/featureEdits';
import { flowText } from '../support/flows';
import { withFolder } from '../support/project';

const library = JSON.stringify({
  version: 1,
  name: 'library',
  endpoints: { orders: { url: 'https://orders.example.com', elementValidation: 'HTTP_RESPONSE_CODE' } },
});

/** A workspace in which 2,000 flows use an endpoint of a library, and some have one of that name themselves. */
async function withManyFlows(use: (workspace: Workspace, uriOf: (name: string) => string) => void): Promise<void> {
  await withFolder(async (folder) => {
    const uriOf = (name: string): string => pathToFileURL(join(folder, `${name}.flow.json`)).href;
    writeFileSync(join(folder, 'library.flow.json'), library);
    const workspace = createWorkspace([folder]);
    await workspace.scan();
    const done = { type: 'text-display', text: 'It is [[orders:status]]', next: 'end' };
    const { nodes } = JSON.parse(flowText());
    for (let index = 0; index < 2_000; index++) {
      const flow = {
        name: `user-${index}`,
        imports: ['./library.flow.json'],
        endpoints: {},
        nodes: { ...nodes, done },
      };
      workspace.open(uriOf(`user-${index}`), flowText({ flow }));
    }
    for (let index = 0; index < 20; index++)
      workspace.open(uriOf(`other-${index}`), flowText({ flow: { name: `${index}` } }));
    use(workspace, uriOf);
  });
}

test('an endpoint that 2,000 files use is renamed there and nowhere else, and the findings stay the same', (context) =>
  withManyFlows((workspace, uriOf) => {
    const { project } = workspace;
    const home = uriOf('library');
    const document = workspace.document(home);
    assert.ok(document);
    // To check them all takes half a minute; they differ in nothing but their names.
    const isLookedAt = (uri: string): boolean => !/user-\d*[1-9]\d\.flow/.test(uri);
    const before = findingsIn(workspace, isLookedAt);
    const texts = new Map(project.flows().map(({ uri, text }) => [uri, text]));
    const began = process.cpuUsage();
    const meaning = { kind: 'endpoint', name: 'orders', home } as const;
    const renamed = toEnd(rename({ meaning, newName: 'shop', document, project }));
    context.diagnostic(`${Math.round(process.cpuUsage(began).user / 1_000)} ms of processor time`);
    assert.ok(renamed.kind === 'edits');
    applyDocumentEdits(renamed.edits, workspace);
    for (const { uri, text } of workspace.project.flows()) {
      const isUser = uri === home || uri.includes('/user-');
      const wanted = isUser
        ? texts.get(uri)?.replaceAll('"orders"', '"shop"').replaceAll('[[orders:', '[[shop:')
        : texts.get(uri);
      assert.equal(text, wanted);
    }
    const withoutNames = (line: string): string => line.replaceAll('orders', '•').replaceAll('shop', '•');
    assert.deepEqual(findingsIn(workspace, isLookedAt).map(withoutNames), before.map(withoutNames));
  }));
