import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '#core/syntax/edit';
import { startLanguageServer } from '../../support/languageServer';
import { createRandom } from '../../support/random';
import { generateFlow } from '../generateFlow';
import { createJsonService, toTextDocument } from '../jsonService';
import { toAmount, toRatio, toSpreadText, toTable } from '../markdown';
import { exponentOf, type Spread, spreadOf } from '../spread';
import type { Table } from '../table';
import { type Contestant, takeTurns } from '../takeTurns';
import { openText, type Typist } from '../typist';

const inDescription = 'in a description';
const inTarget = 'in a target';
const peer = 'vscode-json-languageservice';

/** One character typed, until the diagnostics of that version are there. */
export const keystroke: Table = {
  name: 'keystroke',
  title: 'A keystroke: milliseconds until the diagnostics of that version are there',
  about:
    'One character inside a node: in its description, which refers to nothing, and in a target, which then leads nowhere until the character is deleted again. Flow Lens is ' +
    'the real server process over standard input and output, from the notification to the answered pull; vscode-json-languageservice parses and ' +
    'validates the same text inside the measuring process, without a protocol. In turns. Medians, with the quartiles in brackets; a factor is how many times as long the peer takes.',
  async measure({ sizes, say }) {
    const measured: Measured[] = [];
    for (const nodes of sizes) {
      say(`${nodes} nodes`);
      measured.push([nodes, await measureSize(nodes)]);
    }
    const exponent = (name: string) => toAmount(exponentOf(measured.map(([nodes, of]) => [nodes, of(name).median])));
    return [
      toTable(['nodes', inDescription, 'p95', 'factor', inTarget, 'p95', 'factor', peer], measured.map(toRow)),
      `Exponent of the cost against the nodes: ${exponent(inDescription)} ${inDescription}, ${exponent(inTarget)} ${inTarget}, ${exponent(peer)} for ${peer}.`,
    ].join('\n\n');
  },
};

type Measured = readonly [nodes: number, spreadOf: (name: string) => Spread];

function toRow([nodes, of]: Measured): readonly string[] {
  const [description, target, theirs] = [of(inDescription), of(inTarget), of(peer)];
  return [
    nodes.toLocaleString('en-US'),
    toSpreadText(description),
    toAmount(description.p95),
    toRatio(theirs.median, description.median),
    toSpreadText(target),
    toAmount(target.p95),
    toRatio(theirs.median, target.median),
    toSpreadText(theirs),
  ];
}

async function measureSize(nodes: number): Promise<(name: string) => Spread> {
  const text = generateFlow(nodes);
  const server = await startLanguageServer();
  try {
    const typist = await openText(server, 'bench.flow.json', text);
    const places = createPlaces(typist, nodes);
    const times = await takeTurns(
      [
        { name: inDescription, run: () => typist.typeAndWait(places.letter()), timesATurn: 8 },
        { name: inTarget, run: () => typist.typeAndWait(places.target()), timesATurn: 8 },
        jsonService(text),
      ],
      { turns: nodes > 5_000 ? 5 : 25, seconds: 20, warmUp: 2 },
    );
    return (name) => spreadOf(times.get(name) ?? []);
  } finally {
    await server.stop();
  }
}

/** The next edit of each kind, in a node anywhere in the text. */
function createPlaces(typist: Typist, nodes: number): { letter(): Edit; target(): Edit } {
  const random = createRandom(`keys-${nodes}`);
  const placeIn = (part: string): number => {
    const node = typist.text.indexOf(`"get-${random(nodes)}": {`);
    return typist.text.indexOf(part, node) + part.length;
  };
  let mistyped: number | undefined;
  return {
    letter: () => ({ span: { offset: placeIn('"description": "Asks'), length: 0 }, newText: 'x' }),
    target() {
      const wrong = mistyped;
      mistyped = wrong === undefined ? placeIn('"404": "as') : undefined;
      return {
        span: { offset: wrong ?? mistyped ?? 0, length: wrong === undefined ? 0 : 1 },
        newText: wrong === undefined ? 'x' : '',
      };
    },
  };
}

/** The edit is made in its text too: an editor's server has to. */
function jsonService(text: string): Contestant {
  const service = createJsonService();
  const document = toTextDocument(text);
  const start = document.positionAt(text.indexOf('"description": "Asks') + '"description": "Asks'.length);
  return {
    name: peer,
    run: () => {
      const changes = [{ range: { start, end: start }, text: 'x' }];
      return service.validate(TextDocument.update(document, changes, document.version + 1));
    },
  };
}
