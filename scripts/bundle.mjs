// The one place that knows how the project is bundled. Every build and every test goes through `bundle`.

import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Options shared by all bundles. `mainFields`: jsonc-parser's UMD build, the default for Node, dies once bundled. */
export const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  sourcemap: true,
  logLevel: 'warning',
};

/** Builds once, or keeps building where `watch` is set. */
export async function bundle(options, watch = false) {
  if (!watch) return build({ ...shared, ...options });
  const kept = await context({ ...shared, ...options });
  return kept.watch();
}
