import request from 'undici/lib/api/api-request.js';
import Client from 'undici/lib/dispatcher/client.js';

/**
 * undici's client with its `request`, which undici's index puts on it in the same way. The index itself brings fetch, caches, mocks and
 * agents along: nobody here uses them, and everybody would download and load them.
 */
Object.assign(Client.prototype, { request });

export { Client };
