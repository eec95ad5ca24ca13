import { jsonAnswer } from './jsonAnswer.mjs';

const key = 'demo-orders-key';

/** The shop's orders. `items` and `carrier` are given to those who ask: `?expand=items&expand=carrier`. */
export const orders = [
  {
    id: 'A-1001',
    customer: 'C-42',
    status: 'shipped',
    placed: '2027-02-26',
    total: { amount: 1249.5, currency: 'ZAR' },
    items: [
      { sku: 'KETTLE-17', name: 'Copper kettle', quantity: 1, price: 949.5, tags: ['kitchen', 'gift'] },
      { sku: 'MUG-02', name: 'Stoneware mug', quantity: 2, price: 150, tags: ['kitchen'] },
    ],
    carrier: { name: 'Pelican Freight', parcel: 'PX100200300' },
  },
  {
    id: 'A-1002',
    customer: 'C-42',
    status: 'packing',
    placed: '2027-03-01',
    total: { amount: 89, currency: 'ZAR' },
    items: [{ sku: 'TEA-5', name: 'Rooibos, 500 g', quantity: 1, price: 89, tags: [] }],
    carrier: null,
  },
  {
    id: 'A-1003',
    customer: 'C-7',
    status: 'delivered',
    placed: '2027-01-18',
    total: { amount: 320, currency: 'ZAR' },
    items: [{ sku: 'LAMP-3', name: 'Reading lamp', quantity: 1, price: 320, tags: ['sale'] }],
    carrier: { name: 'Pelican Freight', parcel: 'PX100200301' },
  },
];

/** @type {import('./jsonAnswer.mjs').Route[]} */
export const orderRoutes = [
  { method: 'GET', path: /^\/orders$/, handle: withKey(listOrders) },
  { method: 'GET', path: /^\/orders\/([^/]+)$/, handle: withKey(showOrder) },
];

/** Answers 401 with a challenge (RFC 9110 §11.6.1) unless the call carries the demo's key. */
export function withKey(handle) {
  return (call) => {
    if (call.headers.authorization === `Bearer ${key}`) return handle(call);
    return jsonAnswer(401, { error: 'the key is missing or wrong' }, { 'www-authenticate': 'Bearer realm="orders"' });
  };
}

function listOrders({ query }) {
  const found = orders
    .filter((order) => order.customer === query.get('customer'))
    .sort((left, right) => right.placed.localeCompare(left.placed));
  if (found.length === 0) return jsonAnswer(404, { error: 'this customer has no orders' });
  return jsonAnswer(200, { orders: found.map(({ id, status, placed, total }) => ({ id, status, placed, total })) });
}

function showOrder({ name, query }) {
  const order = orders.find((candidate) => candidate.id === name);
  if (!order) return jsonAnswer(404, { error: 'there is no such order', id: name });
  const { items, carrier, ...rest } = order;
  const expand = query.getAll('expand');
  return jsonAnswer(200, {
    order: { ...rest, ...(expand.includes('items') && { items }), ...(expand.includes('carrier') && { carrier }) },
  });
}
