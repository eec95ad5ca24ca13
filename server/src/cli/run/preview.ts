import type { RunResult } from '#core/request/runResult';
import { toShownRequest } from '#core/request/toRunResult';
import { prepareRun } from '../../run/prepareRun';
import type { RunRequest } from '../../run/runRequest';
import { hintsAtWithheld } from './missingValues';

/** The document of `run --dry-run --format json`: what would be sent, redacted. */
export interface Preview extends Pick<RunResult, 'version' | 'file' | 'node' | 'endpoint' | 'environment' | 'request'> {
  /** What has no value yet, as written: `{{ordersApi}}`, `[[orderId]]`. */
  readonly missing: readonly string[];
  /** Sentences worth a look, and why it could not be sent as it is. */
  readonly notes: readonly string[];
}

/**
 * Sends nothing and asks nothing.
 * @param withheld the guarded environment that nobody has named
 */
export function preview(run: RunRequest, withheld: string | undefined): Preview {
  const { plan, shown } = prepareRun(run);
  return {
    version: 1,
    file: run.file,
    node: run.node.id,
    endpoint: run.found.endpoint.name,
    environment: run.environment,
    request: toShownRequest(plan.request, shown),
    missing: plan.missing,
    notes: [...plan.problems, ...plan.notes, ...hintsAtWithheld(plan.missing, withheld)],
  };
}
