import { toHistoryText } from '../features/historyText';
import { toResponseText } from '../features/responseText';
import type * as protocol from '../protocol';
import type { Session } from './session';

/** The last response of a node as a document; null where it has none. */
export function handleOpenResponse(
  session: Session,
  reference: protocol.NodeReference,
): protocol.OpenResponseResult | null {
  const result = session.runs.find(reference)?.result;
  return result === undefined ? null : toResponseText(result);
}

/** An earlier run as a document; null where it is not kept any more. */
export async function handleOpenHistoryRun(
  session: Session,
  { id, forComparison = false }: protocol.OpenHistoryRunParams,
): Promise<protocol.OpenResponseResult | null> {
  const record = (await session.history.list())?.find((kept) => kept.id === id);
  return record === undefined ? null : toHistoryText(record, forComparison);
}
