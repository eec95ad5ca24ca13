/** What runs nodes, with the HTTP library, is loaded for the first run: no window waits for it when it opens a flow. */
export function loadRuns(): Promise<typeof import('./runHandlers')> {
  return import('./runHandlers');
}
