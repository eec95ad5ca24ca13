import { escapeControls } from '#core/model/quote';
import type { Preview } from '../run/preview';
import { createPaint } from './paint';

/** A request for people: request line, fields, content, then what is missing and worth a look. */
export function toPreviewText({ node, request, missing, notes }: Preview, colour: boolean): string {
  const paint = createPaint(colour);
  const { method, url, headers, body } = request;
  const content = body === null ? [] : ['', ...body.split(/\r\n|\r|\n/)];
  const lines = [
    paint('bold', escapeControls(node)),
    `  ${escapeControls(`${method} ${url}`)}`,
    ...headers.map(([name, value]) => `  ${escapeControls(`${name}: ${value}`)}`),
    ...content.map((line) => `  ${escapeControls(line)}`),
    ...missing.map((name) => paint('yellow', `  ${escapeControls(name)} has no value`)),
    ...notes.map((note) => paint('dim', `  ${escapeControls(note)}`)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
