// What a person's VS Code has on disk: settings and installed extensions.
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';

// Nothing opens by itself over what a test or a picture is about.
const calm = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  // Our extension runs in the host beside the server, and nothing in the one inside the page.
  'extensions.webWorker': false,
  'security.workspace.trust.startupPrompt': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Writes user data into an empty folder, with what would be published of the extension's folder where one is given. */
export function writeUserData(folder, settings, extension) {
  const user = join(folder, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...calm, ...settings }));
  if (extension !== undefined) installExtension(extension, join(folder, 'extensions'));
}

// A copy of what would be published and nothing else, so that whatever is missing there is missed here.
function installExtension(extension, extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  const target = join(extensions, `${publisher}.${name}-${version}`);
  const patterns = publishedPatterns(extension);
  const isPublished = picomatch(patterns);
  const filter = (source) => statSync(source).isDirectory() || isPublished(toSlashes(relative(extension, source)));
  for (const entry of new Set(patterns.map((pattern) => pattern.split('/')[0]))) {
    const source = join(extension, entry);
    if (existsSync(source)) cpSync(source, join(target, entry), { recursive: true, filter });
  }
}

// Our .vscodeignore leaves out everything but what it names after `!`.
function publishedPatterns(extension) {
  const lines = readFileSync(join(extension, '.vscodeignore'), 'utf8').split(/\r?\n/);
  return lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
}

const toSlashes = (path) => path.replaceAll(sep, '/');
