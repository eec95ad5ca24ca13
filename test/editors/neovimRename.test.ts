import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowText } from '../support/flows';
import { inNeovim } from './inNeovim';

test('Neovim renames a node, and every branch that leads to it', async () => {
  const seen = await inNeovim<{ text: string }>('rename', { 'a.flow.json': flowText() });
  assert.equal(`${seen.text}\n`, flowText().replaceAll('"sorry"', '"apology"'));
});
