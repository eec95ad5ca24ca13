import type { Preview } from '../run/preview';
import { toLogLine } from './logLine';
import { createPaint } from './paint';

/** A request for people: request line, fields, content, then what is missing and worth a look. */
export function toPreviewText({ node, request, missing, notes }: Preview, colour: boolean): string {
  const paint = createPaint(colour);
  const { method, url, headers, body } = request;
  const content = body === null ? [] : ['', ...body.split(/\r\n|\r|\n/)];
  const lines = [
    paint('bold', toLogLine(node)),
    `  ${toLogLine(`${method} ${url}`)}`,
    ...headers.map(([name, value]) => `  ${toLogLine(`${name}: ${value}`)}`),
    ...content.map((line) => `  ${toLogLine(line)}`),
    ...missing.map((name) => paint('yellow', `  ${toLogLine(name)} has no value`)),
    ...notes.map((note) => paint('dim', `  ${toLogLine(note)}`)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
