import { oneLine } from '../oneLine';
import type { Preview } from '../run/preview';
import { createPaint } from './paint';

/** A request for people: request line, fields, content, then what is missing and worth a look. */
export function toPreviewText({ node, request, missing, notes }: Preview, colour: boolean): string {
  const paint = createPaint(colour);
  const { method, url, headers, body } = request;
  const content = body === null ? [] : ['', ...body.split(/\r\n|\r|\n/)];
  const lines = [
    paint('bold', oneLine(node)),
    `  ${oneLine(`${method} ${url}`)}`,
    ...headers.map(([name, value]) => `  ${oneLine(`${name}: ${value}`)}`),
    ...content.map((line) => `  ${oneLine(line)}`),
    ...missing.map((name) => paint('yellow', `  ${oneLine(name)} has no value`)),
    ...notes.map((note) => paint('dim', `  ${oneLine(note)}`)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
