import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { darkPalette, lightPalette, type Palette } from '#core/graph/graphStyle';
import { contributes } from '../../package.json';
import { blend, contrast } from '../support/contrast';

/** `editor.background` of VS Code's own themes. */
const backgrounds = { dark: '#1f1f1f', light: '#ffffff', highContrast: '#000000', highContrastLight: '#ffffff' };

const text = 4.5;
const graphics = 3;

function assertContrast(colour: string, background: string, least: number, what: string): void {
  const ratio = contrast(colour, background);
  assert.ok(ratio >= least, `${what}: ${ratio.toFixed(2)}`);
}

describe('our own colours can be seen in the default themes (WCAG 2.2, 1.4.3 and 1.4.11)', () => {
  test('the text of a branch line', () => {
    for (const { id, defaults } of contributes.colors.filter((colour) => colour.id.endsWith('Foreground'))) {
      for (const [theme, background] of Object.entries(backgrounds))
        assertContrast(defaults[theme as keyof typeof backgrounds], background, text, `${id} in ${theme}`);
    }
  });

  test('what marks the entry that a run has taken: its border in high contrast, its background in the others', () => {
    for (const { id, defaults } of contributes.colors.filter((colour) => !colour.id.endsWith('Foreground'))) {
      const isBorder = id.endsWith('Border');
      const marked = isBorder ? (['highContrast', 'highContrastLight'] as const) : (['dark', 'light'] as const);
      for (const [theme, colour] of Object.entries(defaults))
        assert.equal(
          colour !== '#00000000',
          marked.some((name) => name === theme),
          `${id} in ${theme}`,
        );
      if (isBorder) for (const theme of marked) assertContrast(defaults[theme], backgrounds[theme], graphics, theme);
    }
  });

  test('the branches that were not taken are dim, and none of the colours of code is lost', () => {
    const layers = readFileSync('client/src/view/layers.ts', 'utf8');
    const [, light, dark] = /dimmed:.*light: \{ opacity: '(.+?)' \}.*dark: \{ opacity: '(.+?)' \}/.exec(layers) ?? [];
    // Keys, strings, status codes, ids and default responses, as the Modern themes colour them.
    const code = {
      light: { opacity: light, colours: ['#0451a5', '#a31515', '#098658', '#795e26', '#af00db'] },
      dark: { opacity: dark, colours: ['#9cdcfe', '#ce9178', '#b5cea8', '#dcdcaa', '#c586c0'] },
    };
    for (const [theme, { opacity, colours }] of Object.entries(code)) {
      const background = backgrounds[theme as keyof typeof backgrounds];
      assert.ok(Number(opacity) <= 0.8, theme);
      for (const colour of colours)
        assertContrast(blend(colour, background, Number(opacity)), background, graphics, `${colour} in ${theme}`);
    }
  });

  test('the icon of flows, which VS Code takes from the dark ones in high contrast light too', () => {
    const behind = { light: [backgrounds.light], dark: Object.values(backgrounds) };
    for (const [theme, themes] of Object.entries(behind)) {
      const icon = readFileSync(`images/flow-${theme}.svg`, 'utf8');
      const colours = [...icon.matchAll(/(?:stroke|fill)="(#.+?)"/g)].flatMap(([, colour]) => colour ?? []);
      assert.notEqual(colours.length, 0);
      for (const colour of colours)
        for (const background of themes) assertContrast(colour, background, graphics, `${colour} on ${background}`);
    }
  });

  test('a picture of a flow, in a file of its own', () => {
    for (const [name, palette] of Object.entries({ lightPalette, darkPalette })) {
      const check = (parts: readonly (keyof Palette)[], behind: readonly string[], least: number): void => {
        for (const part of parts)
          for (const background of behind) assertContrast(palette[part], background, least, `${name}.${part}`);
      };
      const { background, box } = palette;
      check(['text', 'quiet', 'error'], [background, box], text);
      check(['warning', 'success', 'fallback', 'failure'], [background], text);
      check(['border', 'line', 'accent'], [background, box], graphics);
    }
  });
});
