import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { request } from 'undici';
import { type DemoApi, start } from '../../examples/api/server.mjs';

const key = { authorization: 'Bearer demo-orders-key' };
const booking = {
  restaurant: 'harbour-street',
  slot: { date: '2027-03-12', time: '19:00' },
  party: { guests: '4', name: 'Ada Nkosi' },
};

let api: DemoApi;
before(async () => {
  api = await start(0);
});
after(() => api.close());

async function get(path: string, headers: Record<string, string> = {}) {
  return read(await request(`http://127.0.0.1:${api.port}${path}`, { headers }));
}

async function post(path: string, content: unknown, headers: Record<string, string> = {}) {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const fields = { 'content-type': 'application/json', ...headers };
  return read(await request(`http://127.0.0.1:${api.port}${path}`, { method: 'POST', body, headers: fields }));
}

async function read({ statusCode, headers, body }: Awaited<ReturnType<typeof request>>) {
  const text = await body.text();
  const json: unknown = headers['content-type']?.includes('json') ? JSON.parse(text) : undefined;
  return { statusCode, headers, text, json };
}

describe('orders', () => {
  test('an order has its items and carrier where both were asked for', async () => {
    const answer = await get('/orders/A-1001?expand=items&expand=carrier', key);
    assert.equal(answer.statusCode, 200);
    const { order } = answer.json as { order: { status: string; items: { name: string }[]; carrier: object } };
    assert.equal(order.status, 'shipped');
    assert.deepEqual(
      order.items.map((item) => item.name),
      ['Copper kettle', 'Stoneware mug'],
    );
    assert.deepEqual(order.carrier, { name: 'Pelican Freight', parcel: 'PX100200300' });
  });

  test('an order has neither where nothing was asked for', async () => {
    const { order } = (await get('/orders/A-1001', key)).json as { order: object };
    assert.deepEqual(Object.keys(order), ['id', 'customer', 'status', 'placed', 'total']);
  });

  test('an unknown order is 404, in JSON', async () => {
    const answer = await get('/orders/A-9999', key);
    assert.equal(answer.statusCode, 404);
    assert.deepEqual(answer.json, { error: 'there is no such order', id: 'A-9999' });
  });

  test('the orders of a customer come newest first', async () => {
    const { orders } = (await get('/orders?customer=C-42', key)).json as { orders: { id: string }[] };
    assert.deepEqual(
      orders.map((order) => order.id),
      ['A-1002', 'A-1001'],
    );
    assert.equal((await get('/orders?customer=C-1', key)).statusCode, 404);
  });

  test('without the key, or with another, the answer is 401 with a challenge', async () => {
    for (const headers of [{}, { authorization: 'Bearer other' }]) {
      const answer = await get('/orders/A-1001', headers);
      assert.equal(answer.statusCode, 401);
      assert.equal(answer.headers['www-authenticate'], 'Bearer realm="orders"');
    }
  });
});

describe('bookings', () => {
  test('a new booking is 201, with the same reference each time', async () => {
    const answer = await post('/bookings', booking);
    assert.equal(answer.statusCode, 201);
    const { reference } = (answer.json as { booking: { reference: string } }).booking;
    assert.match(reference, /^T-[0-9A-F]{6}$/);
    assert.equal(answer.headers.location, `/bookings/${reference}`);
    assert.equal((await post('/bookings', booking)).text, answer.text);
  });

  test('one that exists is 200', async () => {
    const known = { slot: { date: '2027-03-12', time: '18:00' }, party: { guests: 2, name: 'Thandi Maseko' } };
    assert.equal((await post('/bookings', known)).statusCode, 200);
  });

  test('a time that is taken is 409 and names others', async () => {
    const answer = await post('/bookings', { ...booking, slot: { date: '2027-03-12', time: '20:00' } });
    assert.equal(answer.statusCode, 409);
    assert.deepEqual((answer.json as { alternatives: string[] }).alternatives, ['19:00', '21:00']);
  });

  test('details that make no sense are 422, each named', async () => {
    const wrong = { slot: { date: '2027-02-30', time: '03:00' }, party: { guests: 40, name: ' ' } };
    const answer = await post('/bookings', wrong);
    assert.equal(answer.statusCode, 422);
    const { errors } = answer.json as { errors: { field: string }[] };
    assert.deepEqual(
      errors.map((error) => error.field),
      ['slot.date', 'slot.time', 'party.guests', 'party.name'],
    );
    assert.equal((await post('/bookings', 'null')).statusCode, 422);
  });

  test('broken JSON is 400, another media type 415, too much of it 413', async () => {
    assert.equal((await post('/bookings', '{')).statusCode, 400);
    assert.equal((await post('/bookings', booking, { 'content-type': 'text/plain' })).statusCode, 415);
    assert.equal((await post('/bookings', `"${'x'.repeat(64 * 1024)}"`)).statusCode, 413);
  });
});

describe('parcels', () => {
  test('each status stands inside XML that came with 200', async () => {
    const statuses = { PX100200300: 'in-transit', PX100200301: 'delivered', PX100200302: 'held', PX0: 'unknown' };
    for (const [number, status] of Object.entries(statuses)) {
      const answer = await get(`/parcels/${number}`);
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.headers['content-type'], 'application/xml; charset=utf-8');
      assert.match(answer.text, new RegExp(`<status>${status}</status>`));
    }
  });

  test('a parcel has attributes and several events, escaped', async () => {
    const { text } = await get('/parcels/PX100200301');
    assert.match(text, /<carrier code="PEL">/);
    assert.equal(text.match(/<event at=/g)?.length, 2);
    assert.match(text, /&quot;M\. Botha &amp; son&quot;/);
  });
});

describe('refunds', () => {
  test('a refund is 200, one that was paid 409, one of an unknown order 422', async () => {
    assert.equal((await post('/refunds', { order: 'A-1001' }, key)).statusCode, 200);
    assert.equal((await post('/refunds', { order: 'A-1003' }, key)).statusCode, 409);
    assert.equal((await post('/refunds', null, key)).statusCode, 422);
    assert.equal((await post('/refunds', { order: 'A-1001' })).statusCode, 401);
  });

  test('the state of a refund is 200, or 404 where none was asked for', async () => {
    assert.equal((await get('/refunds/A-1003', key)).statusCode, 200);
    assert.equal((await get('/refunds/A-1001', key)).statusCode, 404);
  });
});

describe('troubles', () => {
  test('loyalty answers 429 and when to come back', async () => {
    const answer = await get('/loyalty/C-42');
    assert.equal(answer.statusCode, 429);
    assert.equal(answer.headers['retry-after'], '30');
  });

  test('balance resets the connection', async () => {
    const socket = connect(api.port, '127.0.0.1');
    socket.resume();
    socket.write('GET /balance/C-42 HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [error] = await once(socket, 'error');
    assert.equal(error.code, 'ECONNRESET');
  });

  test('the warehouse answers while the supplier is still counting', async () => {
    const leaving = new AbortController();
    const stock = `http://127.0.0.1:${api.port}/stock/KETTLE-17`;
    const supplier = request(`${stock}?source=supplier`, { signal: leaving.signal });
    const first = await read(await Promise.race([supplier, request(stock)]));
    assert.deepEqual(first.json, { stock: { sku: 'KETTLE-17', source: 'warehouse', available: 6 } });
    leaving.abort();
    await assert.rejects(supplier, { name: 'AbortError' });
  });

  test('what is slow answers in the end', async () => {
    const quick = await start(0, 1);
    const origin = `http://127.0.0.1:${quick.port}`;
    const stock = await read(await request(`${origin}/stock/KETTLE-17?source=supplier`));
    assert.deepEqual(stock.json, { stock: { sku: 'KETTLE-17', source: 'supplier', available: 140 } });
    assert.equal((await request(`${origin}/statements/C-42`).then(read)).statusCode, 200);
    await quick.close();
  });

  test('closing ends a statement that is still being written', async () => {
    const own = await start(0);
    const pending = request(`http://127.0.0.1:${own.port}/statements/C-42`);
    const probe = await request(`http://127.0.0.1:${own.port}/stock/MUG-02`);
    await probe.body.dump();
    await Promise.all([assert.rejects(pending), own.close()]);
  });
});

describe('the rest', () => {
  test('an unknown path is 404, another method 405, broken percent-encoding 400', async () => {
    assert.equal((await get('/nothing')).statusCode, 404);
    const refused = await post('/orders/A-1001', {}, key);
    assert.equal(refused.statusCode, 405);
    assert.equal(refused.headers.allow, 'GET');
    assert.equal((await get('/orders/%ff', key)).statusCode, 400);
  });

  test('a port that is taken is refused by its address, saying what is in the way', async () => {
    const message = `The demo API listens on 127.0.0.1:${api.port}, and another program does so already. End that one first.`;
    await assert.rejects(start(api.port), { message });
  });

  test('run by itself it says where it listens, and ends when told to', async () => {
    const child = spawn(process.execPath, ['examples/api/server.mjs', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    assert.match(String(line), /^The demo API listens on http:\/\/127\.0\.0\.1:\d+\n$/);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });
});
