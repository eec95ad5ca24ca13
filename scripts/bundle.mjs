// The one place that knows how the project is bundled. Every build and every test goes through `bundle`.

import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context, transform } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * undici brings its parser twice, with vector instructions and without. One exchange at a time gains nothing from them, so the one that runs
 * everywhere stands for both: the other would be a twentieth of the package.
 */
const oneParser = {
  name: 'one-parser',
  setup({ onResolve }) {
    onResolve({ filter: /\/llhttp_simd-wasm\.js$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, '..', 'llhttp', 'llhttp-wasm.js'),
    }));
  },
};

/**
 * undici makes a body of a form with what it has for `fetch`, which would be a fortieth of the package. The bodies that it gets from us are bytes, so
 * that is never loaded.
 */
const noForms = {
  name: 'no-forms',
  setup({ onResolve, onLoad }) {
    const namespace = 'no-forms';
    onResolve({ filter: /^\.\.\/web\/fetch\/body\.js$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({ contents: 'throw new Error("Forms are not sent here");' }));
  },
};

/**
 * The client library compares VS Code's version with what it needs. Our manifest demands a later one, which a test holds, so what compares
 * versions need not be loaded.
 */
const noVersionCheck = {
  name: 'no-version-check',
  setup({ onResolve, onLoad }) {
    const namespace = 'no-version-check';
    onResolve({ filter: /^semver\/functions\/(parse|satisfies)$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({ contents: 'module.exports = (version) => ({ version });' }));
  },
};

/**
 * For each file that imports from a CommonJS package, esbuild copies all that the package exports, name by name. Those of the protocol export
 * hundreds of names to dozens of files, which took as long as a tenth of the server's start: from a module in between they are copied once.
 */
const copiedOnce = {
  name: 'copied-once',
  setup({ onResolve, onLoad }) {
    const namespace = 'copied-once';
    onResolve(
      { filter: /^vscode-languageserver(?:-protocol)?$/ },
      ({ path, importer, resolveDir, namespace: from }) => {
        const isOurs = from === 'file' && !importer.includes('node_modules');
        return isOurs ? { path, namespace, pluginData: resolveDir } : undefined;
      },
    );
    onLoad({ filter: /.*/, namespace }, ({ path, pluginData }) => ({
      contents: `export * from '${path}';`,
      resolveDir: pluginData,
    }));
  },
};

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
  plugins: [oneParser, noForms, noVersionCheck, copiedOnce],
};

/** Builds once, or keeps building where `watch` is set. */
export async function bundle(options, watch = false) {
  if (!watch) return build({ ...shared, ...options });
  const kept = await context({ ...shared, ...options });
  return kept.watch();
}

/**
 * Builds programs that share their code: what several of them need, and what is imported only when it is asked for, goes to
 * chunks beside them. So nobody downloads a library twice, and no program compiles what it does not run. esbuild divides ES
 * modules alone: each file becomes CommonJS behind that. Gives the metafile. A package that is CommonJS itself can't be imported when it is asked for: of
 * its exports, esbuild leaves `default` alone. A module of ours in between can.
 */
export async function bundleInChunks(options) {
  const divided = { format: 'esm', splitting: true, chunkNames: 'chunk-[hash]', sourcemap: 'inline', write: false };
  const { outputFiles, metafile } = await build({ ...shared, ...options, ...divided, metafile: true });
  await Promise.all(outputFiles.map(writeAsCommonJs));
  return { metafile };
}

async function writeAsCommonJs({ path, text }) {
  const { code, map } = await transform(withCommonJsExports(text), {
    format: 'cjs',
    target: shared.target,
    // By then all of them are CommonJS, which `require` loads.
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    minify: true,
    sourcemap: 'external',
    sourcefile: basename(path),
  });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${code}//# sourceMappingURL=${basename(path)}.map\n`);
  await writeFile(`${path}.map`, map);
}

/**
 * What a chunk exports is one list at its end. esbuild's own way to say that in CommonJS has half a kilobyte of functions in every chunk, to
 * say it before the chunk runs: for modules that import one another in a circle, which chunks never do.
 */
function withCommonJsExports(text) {
  return text.replace(/\bexport\s*\{([^{}]*)\};?(?=\s*(?:\/\/# sourceMappingURL=\S*\s*)?$)/, (_, list) => {
    const getters = list.split(',').map((one) => {
      const [local, name = local] = one.trim().split(/\s+as\s+/);
      return `get ${name}(){return ${local}}`;
    });
    return `module.exports={__esModule:!0,${getters.join(',')}};`;
  });
}
