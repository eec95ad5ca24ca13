import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = 'client/src';
const say = 'say.ts';

test('every message of the client has a next step: only `say.ts` shows any, and modal questions have their own buttons', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  assert.ok(files.includes(say));
  const shown = files
    .filter((file) => file !== say)
    .flatMap((file) => messagesIn(readFileSync(join(folder, file), 'utf8')).map((call) => `${file}: ${call}`));
  assert.deepEqual(shown, []);
});

/** The calls that show a message which can be closed without an answer. */
function messagesIn(text: string): readonly string[] {
  const calls = text.match(/show(?:Information|Warning|Error)Message\b.*/g) ?? [];
  return calls.filter((call) => !/\{ modal: true|, options, /.test(call));
}
