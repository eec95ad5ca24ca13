import { revealing } from '#core/request/redact';
import { toCurl } from '#core/request/toCurl';
import type * as protocol from '../protocol';
import { prepareForShow } from './prepareForShow';
import type { Session } from './session';

/** A request as a cURL command. The setting that shows secrets does not count here: what is copied goes to other places than what is shown. */
export async function handleCurl(
  session: Session,
  { reveal, ...reference }: protocol.CurlParams,
): Promise<protocol.CurlResult> {
  const { plan, redactor } = await prepareForShow(session, reference);
  const redacted = toCurl(plan.request, redactor);
  const plain = toCurl(plan.request, revealing);
  const command = reveal === true ? plain : redacted;
  const notes = [...plan.problems, ...plan.notes].map(redactor.text);
  return { command, hidden: command !== plain, missing: plan.missing, notes };
}
