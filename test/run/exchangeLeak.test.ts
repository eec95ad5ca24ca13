import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { exchangeWithServer } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { openHandles } from '../support/runAgainst';

test('two hundred exchanges of every kind leave nothing open', async () => {
  const answers = [
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
    'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok',
    'HTTP/1.1 304 Not Modified\r\nContent-Length: 20\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip',
    'nonsense',
  ];
  const signal = new AbortController().signal;
  await using server = await startFaultServer({
    onRequest: (socket, head) => {
      const answer = answers[Number(/^GET \/(\d+)/.exec(head)?.[1]) % (answers.length + 1)];
      if (answer !== undefined) socket.write(answer, () => socket.end());
    },
  });
  for (let run = 0; run < 200; run += 10) {
    const batch = Array.from({ length: 10 }, (_, index) => {
      const silent = (run + index) % (answers.length + 1) === answers.length;
      return exchangeWithServer(`${server.origin}/${run + index}`, { signal, ...(silent && { deadline: 20 }) });
    });
    await Promise.all(batch);
  }
  await server.drained();
  assert.ok(server.heads.length > 150, `${server.heads.length} requests arrived`);
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
  assert.deepEqual(await openHandles(), []);
});
