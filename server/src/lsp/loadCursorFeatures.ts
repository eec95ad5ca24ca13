/** What is asked for at a cursor is loaded with the first such request: no window waits for it when it opens a flow. */
export function loadCursorFeatures(): Promise<typeof import('./cursorFeatures')> {
  return import('./cursorFeatures');
}
