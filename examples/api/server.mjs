// The demo API behind the examples: a shop's orders, parcels, tables and troubles, on loopback, with nothing but Node.
//   node examples/api/server.mjs [port]
import { once } from 'node:events';
import { createServer } from 'node:http';
import { bookingRoutes } from './bookings.mjs';
import { findRoute } from './findRoute.mjs';
import { jsonAnswer } from './jsonAnswer.mjs';
import { orderRoutes } from './orders.mjs';
import { parcelRoutes } from './parcels.mjs';
import { refundRoutes } from './refunds.mjs';
import { shopRoutes } from './shop.mjs';

const host = '127.0.0.1';
const contentLimit = 64 * 1024;
const fixedRoutes = [...orderRoutes, ...bookingRoutes, ...parcelRoutes, ...refundRoutes];

/**
 * Starts the demo API on 127.0.0.1 and gives the port it listens on (`0` takes any that is free) and a way to end it,
 * open connections included. `slow` is how many milliseconds its slow services take: longer than the statement's
 * timeout in the examples, and long enough to start a second run meanwhile. Rejects where the port is taken.
 */
export async function start(port = 8787, slow = 3_000) {
  const routes = [...fixedRoutes, ...shopRoutes(slow)];
  const limits = { headersTimeout: 5_000, requestTimeout: 10_000 };
  const server = createServer(limits, (request, response) => serve(routes, request, response));
  server.maxConnections = 64;
  server.listen(port, host);
  await once(server, 'listening').catch((error) => {
    throw error.code === 'EADDRINUSE' ? portTaken(port, error) : error;
  });
  return { port: server.address().port, close: () => close(server) };
}

function portTaken(port, cause) {
  const message = `The demo API listens on ${host}:${port}, and another program does so already. End that one first.`;
  return new Error(message, { cause });
}

function close(server) {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  return closed.then(() => undefined);
}

async function serve(routes, request, response) {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    send(response, await answerTo(routes, request, gone.signal));
  } catch (error) {
    if (gone.signal.aborted || request.destroyed) return response.destroy();
    send(response, jsonAnswer(500, { error: String(error) }));
  }
}

/** What a route says to a request. Null stands for a connection that is reset without a word. */
async function answerTo(routes, request, signal) {
  const content = await readContent(request);
  if (content === undefined) return jsonAnswer(413, { error: `content is larger than ${contentLimit} bytes` });
  const target = `http://${host}${request.url}`;
  if (!URL.canParse(target)) return jsonAnswer(400, { error: 'the request target is not a path' });
  const url = new URL(target);
  const { route, name, refusal } = findRoute(routes, request.method, url.pathname);
  if (refusal) return refusal;
  return route.handle({ name, query: url.searchParams, headers: request.headers, content, signal });
}

/** Reads to the end, so that the client gets its answer, but keeps no more than the limit. */
async function readContent(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= contentLimit) chunks.push(chunk);
  }
  return size > contentLimit ? undefined : Buffer.concat(chunks).toString('utf8');
}

function send(response, answer) {
  if (answer === null) return response.socket?.resetAndDestroy();
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

async function run(port) {
  const api = await start(port);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, api.close);
  process.stdout.write(`The demo API listens on http://${host}:${api.port}\n`);
}

if (process.argv[1]?.endsWith('server.mjs')) {
  run(process.argv[2] === undefined ? undefined : Number(process.argv[2])).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
