import { type QuickPickItem, type Uri, window, workspace } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import { isSearchable, shortestSecret } from '#core/request/redaction/secretForms';
import { isEnvironmentName, parseTemplate } from '#core/template/parseTemplate';
import { findFlowInView } from '../environment/findFlowInView';
import { openFolder, setSecret as setSecretAgain } from '../nextSteps';
import { say, warn } from '../say';
import type { Server } from '../server';
import { describePlace, type SecretName, secretFolder } from './secretName';
import type { SecretStore } from './secretStore';

/**
 * Asks for a secret and keeps it for one environment of the folder in view.
 *
 * @param named the flow that misses it, and the name of what it misses; both are asked for where they are left out
 */
export async function setSecret(
  server: Server,
  store: SecretStore,
  named: { readonly flow?: Uri; readonly name?: string } = {},
): Promise<void> {
  const flow = named.flow ?? findFlowInView();
  const place = await choosePlace(server, flow);
  const name = place && (named.name ?? (await chooseName(flow, place, store)));
  if (place === undefined || name === undefined) return;
  const secret = { ...place, name };
  const value = await window.showInputBox({
    title: `The value of {{${name}}} ${describePlace(secret)}`,
    prompt: 'It is kept by the system, and sent only to origins that you approve',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? 'A secret has a value' : undefined),
  });
  if (value === undefined) return;
  await store.set(secret, value);
  if (isSearchable(value)) {
    window.setStatusBarMessage(withoutIcons(`{{${name}}} is kept ${describePlace(secret)}`), 5000);
    return;
  }
  void warn(
    `{{${name}}} is shorter than ${shortestSecret} characters: it is not hidden where a response repeats it`,
    setSecretAgain(flow, name),
  );
}

type Place = Omit<SecretName, 'name'>;

/** The environment that is in use comes first: most of the time it is the one. */
async function choosePlace(server: Server, flow: Uri | undefined): Promise<Place | undefined> {
  const folder = flow === undefined ? workspace.workspaceFolders?.[0]?.uri.toString() : secretFolder(flow);
  if (folder === undefined) {
    void say('Open the folder of a flow first: a secret is kept for one folder', openFolder);
    return undefined;
  }
  const { names, active } = await server.request('flowLens/environments', flow ? { uri: flow.toString() } : {});
  if (names.length === 0) return { folder, environment: null };
  const ordered = [...names].sort((a, b) => Number(b === active) - Number(a === active));
  const items = ordered.map((name) => ({
    label: withoutIcons(name),
    ...(name === active ? { description: 'in use' } : {}),
    name,
  }));
  const picked = await window.showQuickPick(items, { title: 'Environment that the secret counts in' });
  return picked && { folder, environment: picked.name };
}

/** Offers the names that the flow in view uses; any other can be typed. */
async function chooseName(flow: Uri | undefined, place: Place, store: SecretStore): Promise<string | undefined> {
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === flow?.toString());
  const parts = parseTemplate(document?.getText() ?? '');
  const used = parts.flatMap((part) => (part.kind === 'environment' ? part.name : []));
  const kept = store
    .names()
    .filter((other) => other.folder === place.folder && other.environment === place.environment);
  const keptNames = kept.map(({ name }) => name);
  const names = [...new Set([...used, ...keptNames])];
  const typed: QuickPickItem = { label: 'Another name…', alwaysShow: true };
  const items = names.map((label) => ({
    label,
    description: keptNames.includes(label) ? 'replaces what is kept' : '',
  }));
  const picked = names.length === 0 ? typed : await window.showQuickPick([...items, typed], { title: 'Secret to set' });
  return picked === typed ? typeName() : picked?.label;
}

async function typeName(): Promise<string | undefined> {
  return window.showInputBox({
    title: 'Name of the secret',
    prompt: 'As it stands between the braces: ORDERS_KEY for {{ORDERS_KEY}}',
    ignoreFocusOut: true,
    validateInput: (text) =>
      isEnvironmentName(text)
        ? undefined
        : 'A name begins with a letter or "_" and has letters, digits, "_", "." and "-"',
  });
}
