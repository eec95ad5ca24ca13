import { gzipSync } from 'node:zlib';
import { type FaultServer, startFaultServer } from './faultServer';
import { encoders } from './secrets';

const json = 'application/json';

/** The value in every encoding, one a line. */
function everyForm(values: readonly string[]): string {
  return Object.entries(encoders)
    .flatMap(([name, encode]) => values.map((value) => `${name}: ${encode(value)}`))
    .join('\n');
}

function answer(status: string, fields: readonly string[], content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const head = [`HTTP/1.1 ${status}`, ...fields, `Content-Length: ${bytes.length}`, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** What may stand in the head of a response: no line breaks, and no more than a client takes. */
function inHead(value: string): string {
  return value.replaceAll(/[\r\n]/g, ' ').slice(0, 5000);
}

/**
 * Ways to repeat values in a response, by the path that asks for them. Some are broken on purpose: what says so may quote them.
 */
export const echoes: Readonly<Record<string, (values: readonly string[]) => Buffer>> = {
  fields: (values) => {
    const forms = values.flatMap((value) => Object.values(encoders).map((encode) => inHead(encode(value))));
    const fields = forms.map((form, index) => `X-Echo-${index}: a ${form} b`);
    const [value = ''] = values;
    const literal = [
      `Set-Cookie: a=${encoders.percent?.(value)}`,
      `Location: /?k=${inHead(encoders['percent, as in a path']?.(value) ?? '')}`,
    ];
    return answer('200 OK', [...fields, ...literal], '{}');
  },
  reason: ([value = '']) => answer(`404 No ${inHead(value)}`, [], ''),
  'field-name': ([value = '']) => answer('200 OK', [`X-${value.replaceAll(/[^\w-]/g, '')}: 1`], ''),
  'media-type': ([value = '']) => answer('200 OK', [`Content-Type: text/plain; charset="${inHead(value)}"`], 'text'),
  coding: ([value = '']) => answer('200 OK', [`Content-Encoding: ${inHead(value)}`], 'text'),
  json: (values) =>
    answer(
      '200 OK',
      [`Content-Type: ${json}`],
      JSON.stringify({ values, text: everyForm(values), names: Object.fromEntries(values.map((value) => [value, 1])) }),
    ),
  xml: (values) => {
    const items = values.map(
      (value) => `<item a="${encoders['an attribute']?.(value)}">${encoders.xml?.(value)}</item>`,
    );
    return answer('200 OK', ['Content-Type: application/xml'], `<items>${items.join('')}</items>`);
  },
  html: (values) => answer('500 Oops', ['Content-Type: text/html'], `<p>${everyForm(values)}</p>`),
  text: (values) => answer('200 OK', ['Content-Type: text/plain'], everyForm(values)),
  binary: (values) =>
    answer(
      '200 OK',
      ['Content-Type: application/octet-stream'],
      Buffer.from(`\0\u0001${values.join('\0')}\0${everyForm(values)}`),
    ),
  utf16: (values) =>
    answer('200 OK', ['Content-Type: text/plain; charset=utf-16le'], Buffer.from(everyForm(values), 'utf16le')),
  gzip: (values) =>
    answer('200 OK', [`Content-Type: ${json}`, 'Content-Encoding: gzip'], gzipSync(JSON.stringify({ values }))),
  'not-json': (values) => answer('200 OK', [`Content-Type: ${json}`], `{"a": ${values.join(' ')}`),
  'not-http': ([value = '']) => Buffer.from(`${inHead(value)} HTTP/9.9 nothing\r\n\r\n`),
  'bad-status-line': ([value = '']) => Buffer.from(`HTTP/1.1 2x0 ${inHead(value)}\r\n\r\n`),
  'bad-field': ([value = '']) => Buffer.from(`HTTP/1.1 200 OK\r\n${inHead(value)} x\r\n\r\n`),
  'broken-off': ([value = '']) => {
    const half = value.slice(0, Math.max(value.length - 3, 4));
    return Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\nbefore ${half}`);
  },
};

/** Starts a server on loopback that repeats values: `valuesOf` gives those that the query of a request asks for. */
export function startEchoServer(valuesOf: (query: string) => readonly string[]): Promise<FaultServer> {
  return startFaultServer({
    onRequest: (socket, head) => {
      const [, path = '', query = ''] = /^\S+ \/([\w-]*)\??(\S*)/.exec(head) ?? [];
      socket.end(echoes[path]?.(valuesOf(query)) ?? '');
    },
  });
}
