import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProtocolConnection } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import type { LanguageServer } from '../support/languageServer';
import { flowLens, listen, run, start } from '../support/liveRun';

const drawing = { ...flowLens, experimental: { flowLens: [...flowLens.experimental.flowLens, 'graph'] } };

async function ask(server: LanguageServer, node?: string): Promise<protocol.GraphPicture> {
  const uri = server.uri('a.flow.json');
  const picture: protocol.GraphResult = await server.connection.sendRequest(protocol.graph, {
    uri,
    ...(node === undefined ? {} : { node }),
  });
  assert.ok(picture);
  return picture;
}

/** Counts what a server says, and settles on the next time it says so. */
function listenFor(connection: ProtocolConnection): { readonly next: () => Promise<string>; readonly told: string[] } {
  const told: string[] = [];
  let tell = (_: string): void => undefined;
  connection.onNotification(protocol.graphChanged, ({ uri }: protocol.GraphChangedParams) => {
    told.push(uri);
    tell(uri);
  });
  return {
    told,
    next: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
  };
}

/** Once all flows were read, which changes every picture, nothing is told but what a test does. */
async function openWhenRead(server: LanguageServer, text: string): Promise<void> {
  await server.connection.sendRequest(protocol.checkWorkspace, {});
  await server.open('a.flow.json', text);
}

/** The text that a box or an arrow leads to. */
function textAt(text: string, { places }: protocol.GraphPicture, key: string): string {
  const { start: from, end } = places[key]?.range ?? assert.fail(`nothing has the key ${key}`);
  return text
    .split('\n')
    .slice(from.line, end.line + 1)
    .join('\n')
    .slice(from.character, end.character);
}

/** The keys of the elements with these classes. */
function keysOf(svg: string, classes: string): string[] {
  return [...svg.matchAll(/<g class="([^"]+)"[^>]* data-key="([^"]+)"/g)].flatMap(([, all, key = '']) =>
    classes.split(' ').every((each) => all?.split(' ').includes(each)) ? [key] : [],
  );
}

test('a flow is a picture whose boxes and arrows lead to their texts', async (context) => {
  const server = await start(context);
  const text = flowText();
  await server.open('a.flow.json', text);
  const picture = await ask(server);
  assert.deepEqual(
    picture.nodes.map(({ id, key }) => [id, key]),
    ['get-order', 'done', 'not-found', 'sorry', 'end'].map((id, index) => [id, `n${index}`]),
  );
  assert.equal(textAt(text, picture, 'n2'), '"not-found"');
  assert.deepEqual(
    keysOf(picture.svg, 'edge')
      .map((key) => textAt(text, picture, key))
      .slice(0, 3),
    ['"200"', '"404"', '"other"'],
  );
  assert.deepEqual(
    Object.keys(picture.places).filter((key) => !picture.svg.includes(`data-key="${key}"`)),
    [],
  );
  assert.equal(picture.note, null);
  assert.equal(picture.version, 1);
});

test('a run lights the arrow it takes, and an edit of the node marks it as old', async (context) => {
  const { url } = await listen(context, (_, response) => response.writeHead(404).end());
  const server = await start(context, { capabilities: drawing });
  const changes = listenFor(server.connection);
  await openWhenRead(server, flowText({ url }));
  const before = await ask(server);
  assert.deepEqual(keysOf(before.svg, 'edge lit'), []);
  const changed = changes.next();
  await run(server);
  assert.equal(await changed, server.uri('a.flow.json'));
  const after = await ask(server);
  assert.deepEqual(keysOf(after.svg, 'edge lit success'), ['e1']);
  assert.match(
    after.svg,
    /aria-label="get-order, [^"]*last run 404 → not-found[^"]*404 \(taken by the last run\) leads to not-found/,
  );

  await server.change('a.flow.json', 2, flowText({ url, node: { description: 'Another one' } }));
  assert.deepEqual(keysOf((await ask(server)).svg, 'edge lit stale'), ['e1']);
});

test('a client hears once that its picture is out of date, however often that changes', async (context) => {
  const server = await start(context, { capabilities: drawing });
  const changes = listenFor(server.connection);
  await openWhenRead(server, flowText());
  await ask(server);
  const changed = changes.next();
  await server.change('a.flow.json', 2, flowText({ flow: { start: 'gone' } }));
  await changed;
  await server.change('a.flow.json', 3, flowText({ flow: { start: 'done' } }));
  await server.diagnostics('a.flow.json');
  assert.equal(changes.told.length, 1);
  const picture = await ask(server);
  assert.equal(picture.version, 3);
  assert.match(picture.svg, /aria-label="done, Text Display, start;/);
});

test('a client that does not say that it draws is told nothing', async (context) => {
  const server = await start(context);
  const changes = listenFor(server.connection);
  await server.open('a.flow.json', flowText());
  await ask(server);
  await server.change('a.flow.json', 2, flowText({ flow: { start: 'gone' } }));
  await server.diagnostics('a.flow.json');
  assert.deepEqual(changes.told, []);
});

test('a text with errors is drawn as far as it can be read, and one that is no object as it was', async (context) => {
  const server = await start(context);
  const text = flowText();
  await server.open('a.flow.json', text);
  await server.change('a.flow.json', 2, text.slice(0, text.indexOf('"sorry": {')));
  const torn = await ask(server);
  assert.deepEqual(
    torn.nodes.map(({ id }) => id),
    ['get-order', 'done', 'not-found'],
  );
  assert.match(torn.note ?? '', /syntax errors/);
  assert.match(torn.svg, /aria-label="sorry, no such node"/);

  await server.change('a.flow.json', 3, 'once upon a time');
  const gone = await ask(server);
  assert.equal(gone.nodes.length, 5);
  assert.match(gone.note ?? '', /as it was before/);

  await server.open('b.flow.json', '[');
  const nothing = await server.connection.sendRequest<protocol.GraphResult>(protocol.graph, {
    uri: server.uri('b.flow.json'),
  });
  assert.match(nothing?.note ?? '', /nothing to draw/);
});

test('what is not there has no picture', async (context) => {
  const server = await start(context);
  const uri = server.uri('gone.flow.json');
  assert.equal(await server.connection.sendRequest(protocol.graph, { uri }), null);
  assert.equal(await server.connection.sendRequest(protocol.exportGraph, { uri, format: 'svg' }), null);
});

test('the flow is exported as a picture that stands alone, and as Mermaid', async (context) => {
  const server = await start(context);
  await server.open('a.flow.json', flowText());
  const uri = server.uri('a.flow.json');
  const load = async (format: string): Promise<string> => {
    const { text }: { text: string } = await server.connection.sendRequest(protocol.exportGraph, { uri, format });
    return text;
  };
  assert.match(await load('svg'), /^<svg .*<style>.*prefers-color-scheme: dark.*<\/svg>\n$/s);
  assert.match(await load('mermaid'), /^flowchart TD\n {2}n0\[\/"get-order<br\/>API Integration · orders"\/\]\n/);
});
