import { setTimeout as pause } from 'node:timers/promises';
import { jsonAnswer } from './jsonAnswer.mjs';

/**
 * The services that show each way a call can end. What is slow takes `slow` milliseconds.
 * @returns {import('./jsonAnswer.mjs').Route[]}
 */
export function shopRoutes(slow) {
  return [
    { method: 'GET', path: /^\/stock\/([^/]+)$/, handle: (call) => countStock(call, slow) },
    { method: 'GET', path: /^\/statements\/([^/]+)$/, handle: (call) => writeStatement(call, slow) },
    { method: 'GET', path: /^\/loyalty\/([^/]+)$/, handle: refuseForNow },
    { method: 'GET', path: /^\/balance\/([^/]+)$/, handle: () => null },
  ];
}

/** At once from the warehouse; `?source=supplier` takes its time. */
async function countStock({ name, query, signal }, slow) {
  const source = query.get('source') ?? 'warehouse';
  if (source === 'supplier') await pause(slow, undefined, { signal });
  return jsonAnswer(200, { stock: { sku: name, source, available: source === 'supplier' ? 140 : 6 } });
}

async function writeStatement({ name, signal }, slow) {
  await pause(slow, undefined, { signal });
  return jsonAnswer(200, { statement: { customer: name, month: '2027-02', total: 1658.5 } });
}

/** RFC 6585 §4: too many requests, and when to come back, in seconds. */
function refuseForNow() {
  return jsonAnswer(429, { error: 'too many requests' }, { 'retry-after': '30' });
}
