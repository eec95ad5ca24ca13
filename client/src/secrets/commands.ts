import { commands, type Disposable, Uri, window } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import { setSecret as setSecretStep } from '../nextSteps';
import { reportFailure } from '../run/reportFailure';
import { say } from '../say';
import type { Server } from '../server';
import type { Approvals } from './approvals';
import { describePlace } from './secretName';
import type { SecretStore } from './secretStore';

/** What the commands about secrets act on. */
export interface SecretServices {
  readonly server: Server;
  readonly secrets: SecretStore;
  readonly approvals: Approvals;
}

/** The commands about secrets, and the context keys that say whether there is anything to remove. */
export function registerSecretCommands({ server, secrets, approvals }: SecretServices): readonly Disposable[] {
  const tellContext = (): void => {
    void commands.executeCommand('setContext', 'flowLens.hasSecrets', secrets.names().length > 0);
    void commands.executeCommand('setContext', 'flowLens.hasApprovals', approvals.all().length > 0);
  };
  const act = (what: string, action: () => Promise<void>): Promise<void> =>
    action()
      .catch((error: unknown) => reportFailure(error, what))
      .finally(tellContext);
  tellContext();
  return [
    commands.registerCommand('flowLens.setSecret', (uri?: unknown, name?: unknown) => {
      const flow = typeof uri === 'string' ? { flow: Uri.parse(uri) } : {};
      return act('Setting the secret', async () => {
        const { setSecret } = await import('./setSecret');
        await setSecret(server, secrets, { ...flow, ...(typeof name === 'string' ? { name } : {}) });
      });
    }),
    commands.registerCommand('flowLens.removeSecret', () =>
      act('Removing the secret', () => removeSecrets(secrets, approvals)),
    ),
    commands.registerCommand('flowLens.manageApprovedOrigins', () =>
      act('Changing the approved origins', () => manageApprovedOrigins(approvals)),
    ),
    approvals.onDidChange(tellContext),
  ];
}

/** Lets the person pick secrets to remove, with whatever they were approved for. */
async function removeSecrets(secrets: SecretStore, approvals: Approvals): Promise<void> {
  const items = secrets
    .names()
    .map((secret) => ({ label: withoutIcons(secret.name), description: withoutIcons(describePlace(secret)), secret }));
  if (items.length === 0) {
    void say('No secret is kept', setSecretStep());
    return;
  }
  const picked = await window.showQuickPick(items, { title: 'Secrets to remove', canPickMany: true });
  for (const { secret } of picked ?? []) {
    await secrets.remove(secret);
    await approvals.removeAll(secret);
  }
}

/** Lists what may go where; what the person unticks is taken back. */
async function manageApprovedOrigins(approvals: Approvals): Promise<void> {
  const items = approvals.all().map((approved) => ({
    label: withoutIcons(`${approved.name} → ${approved.origin}`),
    description: withoutIcons(describePlace(approved)),
    picked: true,
    approved,
  }));
  if (items.length === 0) {
    void say('No secret was approved for any origin yet: the first run that sends one asks', setSecretStep());
    return;
  }
  const options = {
    title: 'Secrets and the origins that they may be sent to',
    placeHolder: 'Untick what is to be asked again',
    canPickMany: true,
  } as const;
  const kept = await window.showQuickPick(items, options);
  if (kept !== undefined)
    await approvals.remove(items.filter((item) => !kept.includes(item)).map((item) => item.approved));
}
