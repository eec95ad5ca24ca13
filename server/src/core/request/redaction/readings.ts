import { base64, hex, undoCoding } from '#core/request/redaction/codings';
import { escapeSystems, lineBreaks } from '#core/request/redaction/escapeSystems';
import { undoEscapes } from '#core/request/redaction/escapes';
import { type Reading, readAsIs } from '#core/request/redaction/reading';

/**
 * Every way to read a text that a secret may be found in: as it is; with escapes undone, and escapes within these; what base64 and
 * hex stand for in it, before and after its escapes are undone, and with the escapes in there undone.
 *
 * @param reach how many bytes a form takes at most: of a text whose escapes are undone, the rest is as it was
 */
export function* readingsOf(text: string, reach: number): Iterable<Reading> {
  const asIs = readAsIs(text);
  yield asIs;
  yield* decoded(asIs, reach);
  for (const once of unescaped(asIs, reach)) {
    yield once;
    yield* decoded(once, reach);
    yield* unescaped(once, reach);
  }
}

/** With the escapes of one system undone, for each that has any. */
function* unescaped(reading: Reading, reach: number, systems = escapeSystems): Iterable<Reading> {
  for (const system of systems) {
    const undone = undoEscapes(reading, system, reach);
    if (undone !== undefined) yield undone;
  }
}

/** What base64 and hex stand for: as it is, with its escapes undone, and where it is hex again. */
function* decoded(reading: Reading, reach: number): Iterable<Reading> {
  const coded = [
    undoCoding(reading, hex),
    undoCoding(reading, base64),
    ...[...unescaped(reading, reach, lineBreaks)].map((unbroken) => undoCoding(unbroken, base64)),
  ];
  for (const bytes of coded) {
    if (bytes === undefined) continue;
    yield bytes;
    yield* unescaped(bytes, reach);
    const inner = undoCoding(bytes, hex);
    if (inner !== undefined) yield inner;
  }
}
