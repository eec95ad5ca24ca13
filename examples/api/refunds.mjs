import { jsonAnswer } from './jsonAnswer.mjs';
import { orders, withKey } from './orders.mjs';
import { readJson } from './readJson.mjs';

const refunded = { order: 'A-1003', reference: 'R-7001', state: 'paid' };

/** @type {import('./jsonAnswer.mjs').Route[]} */
export const refundRoutes = [
  { method: 'POST', path: /^\/refunds$/, handle: withKey(requestRefund) },
  { method: 'GET', path: /^\/refunds\/([^/]+)$/, handle: withKey(showRefund) },
];

function requestRefund(call) {
  const { value, refusal } = readJson(call);
  if (refusal) return refusal;
  const order = orders.find((candidate) => candidate.id === value?.order);
  if (!order) return jsonAnswer(422, { error: 'there is no such order', order: value?.order ?? null });
  if (order.id === refunded.order) return jsonAnswer(409, { refund: refunded });
  return jsonAnswer(200, { refund: { order: order.id, reference: `R-${order.id.slice(2)}`, state: 'requested' } });
}

function showRefund({ name }) {
  if (name !== refunded.order) return jsonAnswer(404, { error: 'no refund was asked for', order: name });
  return jsonAnswer(200, { refund: refunded });
}
