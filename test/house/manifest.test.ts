import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SemanticTokenModifiers } from 'vscode-languageserver-protocol';
import manifest from '../../package.json';
import { semanticTokensLegend } from '../../server/src/features/semanticTokens';
import { defaultSettings, toSettings } from '../../server/src/lsp/settings';

const { contributes } = manifest;
const settings: Readonly<Record<string, Setting>> = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }) => properties),
);
const commands = contributes.commands.map(({ command }) => command);
const colours = contributes.colors.map(({ id }) => id);
const client = sourcesOf('client/src');
const server = sourcesOf('server/src');

interface Setting {
  readonly default: unknown;
  readonly maximum?: number;
  readonly scope: string;
  readonly markdownDescription: string;
}

describe('the manifest and the code agree', () => {
  test('on the commands: each is registered once, and nothing else is', () => {
    assert.deepEqual(captures(client, /registerCommand\(\s*'([^']+)'/g).sort(), [...commands].sort());
  });

  test('on the commands that menus, keys and lenses call', () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const atKeys = contributes.keybindings.map(({ command }) => command);
    const named = captures(server, /'(flowLens\.(?!server\.)[^']+)'/g);
    const inLenses = named.filter((name) => !(name in settings));
    const inWalkthrough = captures(JSON.stringify(contributes.walkthroughs), /ommand:(?:toSide:)?([\w.]+)/g);
    for (const command of [...inMenus, ...atKeys, ...inLenses, ...inWalkthrough])
      assert.ok(commands.includes(command), command);
  });

  test('on the steps of the walkthrough: each button has what it does, and nothing else is there', () => {
    const pressed = captures(JSON.stringify(contributes.walkthroughs), /flowLens\.takeStep\?%22(\w+)%22/g);
    const steps = readFileSync('client/src/walkthrough/steps.ts', 'utf8');
    assert.deepEqual([...new Set(pressed)].sort(), captures(steps, /^ {4}\['(\w+)', /gm).sort());
  });

  test('on the settings: each is read, and nothing else is', () => {
    const byClient = captures(client, /getConfiguration\('flowLens'\)\.get(?:<[^>]+>)?\('([^']+)'/g);
    const read = new Set([...byClient, ...settingsReadByServer()].map((key) => `flowLens.${key}`));
    assert.deepEqual([...read].sort(), Object.keys(settings).sort());
  });

  test('on the defaults of the settings', () => {
    assert.deepEqual(toSettings(toSection()), defaultSettings);
  });

  test('on how large a setting may be', () => {
    const { run, history } = toSettings(toSection(({ maximum }) => maximum && 10 * maximum));
    assert.deepEqual(
      [run.previewLimit, run.evaluationLimit, history.size],
      ['run.previewLimit', 'run.evaluationLimit', 'history.size'].map((key) => settings[`flowLens.${key}`]?.maximum),
    );
  });

  test('on the colours: each is used, and nothing else is', () => {
    const used = captures(client, /'(flowLens\.\w+(?:Foreground|Background|Border))'/g);
    assert.deepEqual([...new Set(used)].sort(), [...colours].sort());
  });

  test('on every name that the client writes in full', () => {
    const known = [...commands, ...colours, ...Object.keys(settings), ...contextKeysSet()];
    for (const name of captures(client, /'(flowLens\.[^']+)'/g)) assert.ok(known.includes(name), name);
  });

  test('on the context keys: each condition names one that is set', () => {
    const conditions = captures(JSON.stringify(contributes), /"(?:when|enablement)":"([^"]+)"/g);
    const events = captures(JSON.stringify(contributes.walkthroughs), /"onContext:([^"]+)"/g);
    const named = [...conditions, ...events].flatMap((condition) => condition.match(/flowLens\.\w+/g) ?? []);
    assert.deepEqual([...new Set(named)].sort(), [...new Set(contextKeysSet())].sort());
  });

  test('on the names that are coloured: each type and each modifier of ours has a scope', () => {
    const [{ scopes } = { scopes: {} }] = contributes.semanticTokenScopes;
    const selectors = Object.keys(scopes).map((selector) => selector.split('.'));
    const { tokenTypes, tokenModifiers } = semanticTokensLegend;
    assert.deepEqual(new Set(selectors.map(([type]) => type)), new Set(tokenTypes));
    const standard: readonly string[] = Object.values(SemanticTokenModifiers);
    const own = tokenModifiers.filter((modifier) => !standard.includes(modifier));
    assert.deepEqual(contributes.semanticTokenModifiers.map(({ id }) => id).sort(), [...own].sort());
    for (const modifier of own)
      assert.ok(
        selectors.some((parts) => parts.includes(modifier)),
        modifier,
      );
    for (const type of tokenTypes) assert.ok(Object.hasOwn(scopes, `${type}.unresolved`), type);
  });

  test('on what a flow is: its language and its file name', () => {
    const [language] = contributes.languages;
    const [pattern] = manifest.activationEvents.map((event) => event.replace('workspaceContains:', ''));
    assert.ok(client.includes(`language: '${language?.id}', pattern: '${pattern}'`));
    assert.equal(pattern, `**/*${language?.extensions?.[0]}`);
  });
});

describe('the manifest', () => {
  test('demands a later VS Code than the client library, whose own check is left out of what is bundled', () => {
    const least = ({ engines }: { readonly engines: { readonly vscode: string } }) =>
      /^\^1\.(\d+)\.0$/.exec(engines.vscode)?.[1];
    const library = JSON.parse(readFileSync('node_modules/vscode-languageclient/package.json', 'utf8'));
    assert.ok(Number(least(manifest)) >= Number(least(library)));
  });

  test('describes every setting, and keeps what a repository must not set out of its reach', () => {
    for (const [key, { markdownDescription }] of Object.entries(settings))
      assert.match(markdownDescription, /\.$/, key);
    assert.equal(settings['flowLens.run.confirmEnvironments']?.scope, 'application');
    assert.equal(settings['flowLens.run.revealSecrets']?.scope, 'application');
    for (const key of ['run.bodyLimit', 'tls.ca', 'tls.hosts'])
      assert.equal(settings[`flowLens.${key}`]?.scope, 'machine', key);
    for (const key of ['enabled', 'size']) assert.equal(settings[`flowLens.history.${key}`]?.scope, 'application');
  });

  test('names files that are there', () => {
    const files = captures(JSON.stringify(contributes), /"(\.\/[^"]+)"/g);
    assert.notEqual(files.length, 0);
    for (const file of files) assert.ok(existsSync(file), file);
  });

  test('asks for no package when it is installed: everything is bundled, and stands among the devDependencies', () => {
    assert.equal(Object.hasOwn(manifest, 'dependencies'), false);
  });

  test('puts every command into one category', () => {
    for (const { command, category } of contributes.commands) assert.equal(category, 'Flow Lens', command);
  });
});

function sourcesOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

function captures(text: string, expression: RegExp): string[] {
  return [...text.matchAll(expression)].flatMap(([, capture]) => capture ?? []);
}

function contextKeysSet(): string[] {
  return captures(client, /'setContext', '([^']+)'/g);
}

/** The settings, with their defaults if nothing else is said, as a client answers them for the section `flowLens`: nested. */
function toSection(read = (setting: Setting): unknown => setting.default): Record<string, unknown> {
  const section: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const value = read(setting);
    const [, first = '', second] = key.split('.');
    section[first] = second === undefined ? value : { ...Object(section[first]), [second]: value };
  }
  return section;
}

/** What the server looks for in the section, whether the manifest has it or not. */
function settingsReadByServer(): string[] {
  const read = new Set<string>();
  const watch = (path: string): object =>
    new Proxy(
      {},
      {
        getOwnPropertyDescriptor: (_, key) => {
          read.delete(path);
          read.add(path === '' ? String(key) : `${path}.${String(key)}`);
          return { configurable: true, value: undefined };
        },
        ownKeys: () => [],
        get: (_, key) => (typeof key === 'string' ? watch(path === '' ? key : `${path}.${key}`) : undefined),
      },
    );
  toSettings(watch(''));
  return [...read];
}
