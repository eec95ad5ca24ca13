// The licences of what is bundled: they ask to travel with every copy.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const preamble = `Flow Lens contains the packages below. Each is under its own licence, which follows its name.\n`;

/** Packages that others carry within their own bundles, where esbuild does not see them. They are installed for their licences. */
const carried = {
  'node_modules/@dagrejs/dagre': ['node_modules/@dagrejs/graphlib'],
  'node_modules/vscode-uri': ['node_modules/path-browserify'],
};

/** What names a file that a licence asks to keep: LICENSE, License.txt, LICENCE, NOTICE, thirdpartynotices.txt. */
const noticeFile = /^(?:licen[cs]e|copying|notice|third-?party-?notices)\b/i;

/**
 * The notices of all packages that esbuild has put into its outputs, told by its metafiles, in the order of their names.
 * Throws where a package brings no licence and names none that we know the text of.
 */
export function toThirdPartyNotices(metafiles) {
  const packages = bundledPackages(metafiles).map(readNotice);
  return [preamble, ...packages.map(({ title, text }) => `${'-'.repeat(80)}\n${title}\n\n${text.trim()}\n`)].join('\n');
}

// Folders, from the root, of the packages that are in the outputs: what was read and shaken off counts as absent.
function bundledPackages(metafiles) {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs));
  const kept = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => folderOfPackage(path));
  const folders = new Set(kept.filter((folder) => folder !== undefined));
  return [...new Set([...folders].flatMap((folder) => [folder, ...(carried[folder] ?? [])]))].sort();
}

// The innermost `node_modules`, since a package may have packages of its own.
function folderOfPackage(path) {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function readNotice(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const files = readdirSync(join(root, folder)).filter((file) => noticeFile.test(file));
  const texts = files.map((file) =>
    readFileSync(join(root, folder, file), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim(),
  );
  const text = texts.length > 0 ? texts.join('\n\n') : licenceOf({ name, license, author: author?.name ?? author });
  return { title: `${name} ${version} (${license})`, text };
}

// Some packages name their licence in the manifest alone. The terms of MIT are those of our own.
function licenceOf({ name, license, author }) {
  if (license !== 'MIT' || author === undefined) throw new Error(`the bundled package "${name}" brings no licence`);
  const [, terms] = readFileSync(join(root, 'LICENSE'), 'utf8').split(/^Copyright .*\n/m);
  return `MIT License\n\nCopyright (c) ${author}\n${terms}`;
}
