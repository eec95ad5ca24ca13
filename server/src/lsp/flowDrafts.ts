import { toFlowDrafts } from '../features/flowDrafts';
import type * as protocol from '../protocol';
import { toFlowName } from './completions';

/** What a new flow can begin with. */
export function handleFlowDrafts({ uri }: protocol.FlowDraftsParams): protocol.FlowDraftsResult {
  return toFlowDrafts(toFlowName(uri));
}
