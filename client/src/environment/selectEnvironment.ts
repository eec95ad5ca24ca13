import { type QuickPickItem, ThemeColor, ThemeIcon, window } from 'vscode';
import { environmentFileName } from '#core/model/environment';
import { isGuardedEnvironment } from '#core/model/isGuardedEnvironment';
import { withoutIcons } from '#core/model/quote';
import { openFolder } from '../nextSteps';
import { say } from '../say';
import type { Server } from '../server';
import { createEnvironmentFile } from './createEnvironmentFile';
import { type Environment, guardedEnvironments } from './environment';
import { findFlowInView } from './findFlowInView';

interface EnvironmentItem extends QuickPickItem {
  readonly environment: string | null;
}

/** Lets the person pick one of the environments that the environment files of the flow in view name. */
export async function selectEnvironment(server: Server, environment: Environment): Promise<void> {
  const flow = findFlowInView();
  const uri = flow?.toString();
  const { names, active } = await server.request('flowLens/environments', uri === undefined ? {} : { uri });
  if (names.length === 0) {
    void say(
      `There is no environment: no "${environmentFileName}" beside the flow or above it names one`,
      flow === undefined ? openFolder : { title: 'Create It', take: () => createEnvironmentFile(flow) },
    );
    return;
  }
  const guarded = guardedEnvironments();
  const items = names.map((name) => toItem(name, name === active, isGuardedEnvironment(name, guarded)));
  const picked = await window.showQuickPick([...items, automatic], { title: 'Environment for runs in this workspace' });
  if (picked !== undefined) await environment.pick(picked.environment);
}

const automatic: EnvironmentItem = {
  label: 'Automatic',
  description: 'what the settings name, else the only environment there is',
  environment: null,
};

function toItem(name: string, active: boolean, guarded: boolean): EnvironmentItem {
  const warning = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  return {
    label: withoutIcons(name),
    ...(active ? { description: 'in use' } : {}),
    iconPath: guarded ? warning : new ThemeIcon('server-environment'),
    environment: name,
  };
}
