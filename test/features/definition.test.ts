import assert from 'node:assert/strict';
import { LocationLink } from 'vscode-languageserver-protocol';
import { declaration } from '../../server/src/features/declaration';
import { definition } from '../../server/src/features/definition';
import type { Destinations } from '../../server/src/features/locations';
import { type AskedCase, testCases } from '../support/navigation';

type Feature = typeof definition;

/** The name under the cursor, then each place that it leads to, with what an editor shows of that. */
function follow(asked: AskedCase, feature: Feature, role: string): readonly string[] {
  const { analysis, position, project, uri, place, textOf } = asked;
  const ask = (takesLinks: boolean): Destinations => feature(analysis, { position }, project, takesLinks);
  const links = (ask(true) ?? []).map((link) => (LocationLink.is(link) ? link : assert.fail('no link')));
  const places = links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  assert.deepEqual(ask(false) ?? [], places, 'plain locations are the names alone');
  const origins = new Set(links.map(({ originSelectionRange }) => originSelectionRange));
  return [
    ...[...origins].map((range) => (range ? `at ${place(uri, range)} "${textOf(uri, range)}"` : 'nowhere')),
    ...links.map((link) => {
      const { targetUri, targetRange, targetSelectionRange } = link;
      return `${place(targetUri, targetSelectionRange)} ${role} "${textOf(targetUri, targetRange)}"`;
    }),
  ];
}

testCases('definition', (asked) => follow(asked, definition, 'definition'));
testCases('declaration', (asked) => follow(asked, declaration, 'declaration'));
