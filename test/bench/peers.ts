import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Where the peers are installed: by `npm run bench`, and by nothing else. */
const folder = resolve('test', 'bench', 'peers');

/** Loads a peer. Throws where it is not installed. */
export function loadPeer<T>(name: string): T {
  return createRequire(join(folder, 'package.json'))(name) as T;
}

/** The absolute path of a file that peers have, by its path among their packages. */
export function peerFile(path: string): string {
  return join(folder, 'node_modules', ...path.split('/'));
}
