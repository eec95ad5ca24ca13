import { quote } from '#core/model/quote';
import { toCurl } from '#core/request/toCurl';
import { prepareRun } from '../../run/prepareRun';
import type { RunRequest } from '../../run/runRequest';
import type { Terminal } from '../terminal';
import { hintsAtWithheld } from './missingValues';

/**
 * Prints each request as a command, with an empty line between two. What is missing and worth a look goes to standard error.
 * @param withheld the guarded environment that nobody has named
 */
export function printCurl(
  requests: readonly RunRequest[],
  withheld: string | undefined,
  { print, complain }: Terminal,
): void {
  const prepared = requests.map((request) => ({ node: quote(request.node.id), ...prepareRun(request) }));
  print(prepared.map(({ plan, shown }) => `${toCurl(plan.request, shown)}\n`).join('\n'));
  for (const { node, plan } of prepared) {
    for (const written of plan.missing) complain(`${node}: ${written} has no value`);
    for (const sentence of [...plan.problems, ...plan.notes, ...hintsAtWithheld(plan.missing, withheld)])
      complain(`${node}: ${sentence}`);
  }
}
