import { Range } from 'vscode';
import type { Range as ProtocolRange } from '../../../server/src/protocol';

/** A range of the protocol as VS Code has it. */
export function toRange({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
