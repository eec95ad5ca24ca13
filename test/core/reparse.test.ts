import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '#core/syntax/edit';
import { type ParsedJson, parseJson } from '#core/syntax/parseJson';
import { reparse } from '#core/syntax/reparse';
import type { JsonNode, JsonProperty } from '#core/syntax/tree';
import { readFixtures } from '../support/fixtures';
import { flowText } from '../support/flows';
import { randomEdit } from '../support/fuzz/randomEdits';
import { createRandom } from '../support/random';

const texts = [flowText(), ...readFixtures('test/fixtures/flows/odd').map(({ marked }) => marked)];
const steps = 400;
let saved = 0;

suite('a text that is read again in one entry is as if all of it were read', () => {
  for (const [index, original] of texts.entries()) {
    test(`text ${index}`, () => {
      const random = createRandom(`reparse ${index}`);
      let text = original;
      let parsed: ParsedJson = parseJson(text);
      for (let step = 0; step < steps; step++) {
        const edit = randomEdit(text, original, random);
        const before = text;
        text = applyEdits(text, [edit]);
        const again = reparse(parsed, text, edit);
        if (again !== undefined) saved++;
        parsed = again ?? parseJson(text);
        const whole = parseJson(text);
        const what = () => `step ${step}: ${JSON.stringify(edit)} in\n${before}`;
        assert.deepEqual(toPlain(parsed.root), toPlain(whole.root), what());
        assert.deepEqual(parsed.errors, whole.errors, what());
      }
    });
  }
  test('and that happens', () => {
    assert.ok(saved > (texts.length * steps) / 10, `${saved} of ${texts.length * steps} edits were read in one entry`);
  });
});

/** A tree as plain data, every place spelled out. */
function toPlain(node: JsonNode | undefined): unknown {
  if (node === undefined) return undefined;
  const { kind, offset, length } = node;
  if (node.kind === 'object') return { kind, offset, length, properties: node.properties.map(toPlainProperty) };
  if (node.kind === 'array') return { kind, offset, length, items: node.items.map(toPlain) };
  return { kind, offset, length, value: node.value };
}

function toPlainProperty({ offset, length, key, value }: JsonProperty): unknown {
  return { offset, length, key: toPlain(key), value: toPlain(value) };
}
