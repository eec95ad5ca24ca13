import { createHash } from 'node:crypto';
import { jsonAnswer } from './jsonAnswer.mjs';
import { readJson } from './readJson.mjs';

const times = ['18:00', '19:00', '20:00', '21:00'];
const fullyBooked = '20:00';
const alreadyBooked = { name: 'Thandi Maseko', time: '18:00' };

/** @type {import('./jsonAnswer.mjs').Route[]} */
export const bookingRoutes = [{ method: 'POST', path: /^\/bookings$/, handle: book }];

/** 201 for a new booking, 200 for one that exists, 409 for a time that is taken, 422 for one that makes no sense. */
function book(call) {
  const { value, refusal } = readJson(call);
  if (refusal) return refusal;
  const wish = toWish(value);
  const errors = findErrors(wish);
  if (errors.length > 0) return jsonAnswer(422, { errors });
  if (wish.time === fullyBooked)
    return jsonAnswer(409, { error: 'no table is free then', alternatives: ['19:00', '21:00'] });
  const exists = wish.name === alreadyBooked.name && wish.time === alreadyBooked.time;
  const reference = toReference(wish);
  const headers = exists ? {} : { location: `/bookings/${reference}` };
  return jsonAnswer(exists ? 200 : 201, { booking: { reference, table: tableFor(wish.guests), ...wish } }, headers);
}

/** What was asked for. Numbers may come as text: a chat knows nothing else. */
function toWish(value) {
  return {
    date: String(value?.slot?.date ?? ''),
    time: String(value?.slot?.time ?? ''),
    guests: Number(value?.party?.guests),
    name: String(value?.party?.name ?? '').trim(),
  };
}

function findErrors({ date, time, guests, name }) {
  const errors = [];
  if (!isDate(date)) errors.push({ field: 'slot.date', message: 'The date has to look like 2027-03-12' });
  if (!times.includes(time))
    errors.push({ field: 'slot.time', message: `The time has to be one of ${times.join(', ')}` });
  if (!Number.isInteger(guests) || guests < 1 || guests > 12) {
    errors.push({ field: 'party.guests', message: 'We have tables for 1 to 12 guests' });
  }
  if (name === '') errors.push({ field: 'party.name', message: 'We need a name for the booking' });
  return errors;
}

function isDate(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function tableFor(guests) {
  return { number: guests > 6 ? 12 : 4, room: guests > 6 ? 'garden' : 'window' };
}

/** The same wish gets the same reference, so nothing needs to be kept. */
function toReference(wish) {
  return `T-${createHash('sha256').update(JSON.stringify(wish)).digest('hex').slice(0, 6).toUpperCase()}`;
}
