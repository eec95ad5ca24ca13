import type * as protocol from '../protocol';
import { type PreparedRun, prepareRun, withStoredSecrets } from '../run/prepareRun';
import { toRunRequest } from './runRequests';
import type { Session } from './session';
import { findStoredSecret } from './storedSecret';

/** The request of a node as a run would send it, with the secrets that the client keeps. Sends nothing and asks nobody. */
export async function prepareForShow(session: Session, reference: protocol.NodeReference): Promise<PreparedRun> {
  await session.configured;
  const request = toRunRequest(session, reference);
  // Where nothing may be sent, no secret leaves its place either.
  if (!session.trusted) return prepareRun(request);
  return prepareRun(
    await withStoredSecrets(request, { storedSecret: (name) => findStoredSecret(session, request, name) }),
  );
}
