import { commands, type Disposable, type Event, StatusBarAlignment, ThemeColor, window } from 'vscode';
import { isGuardedEnvironment } from '#core/model/isGuardedEnvironment';
import { withoutIcons } from '#core/model/quote';
import type { EnvironmentsResult } from '../../../server/src/protocol';
import type { Server } from '../server';
import { type Environment, guardedEnvironments } from './environment';
import { findFlowInView } from './findFlowInView';

/**
 * Shows in the status bar which environment a run would use, while a flow is in view. `onDidUpdateServer` fires when the
 * server has learnt of files or settings.
 */
export function createStatusItem(server: Server, environment: Environment, onDidUpdateServer: Event<void>): Disposable {
  const item = window.createStatusBarItem('flowLens.environment', StatusBarAlignment.Right, 100);
  item.name = 'Flow Lens Environment';
  item.command = 'flowLens.selectEnvironment';
  let questions = 0;

  const show = ({ active }: EnvironmentsResult): void => {
    const guarded = isGuardedEnvironment(active, guardedEnvironments());
    // A colour alone would be lost on some, and in high contrast on all.
    item.text = `$(${guarded ? 'warning' : 'server-environment'}) ${withoutIcons(active ?? 'No environment')}`;
    const lines = describe(active, environment.picked(), guarded);
    item.tooltip = [...lines, 'Click to select another'].join('\n');
    item.accessibilityInformation = { label: `${lines.join(', ')}, select another`, role: 'button' };
    item.backgroundColor = guarded ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  const refresh = async (): Promise<void> => {
    const question = ++questions;
    const flow = findFlowInView();
    void commands.executeCommand('setContext', 'flowLens.flowInView', flow !== undefined);
    if (flow === undefined) return item.hide();
    const answer = await server.request('flowLens/environments', { uri: flow.toString() }).catch(() => undefined);
    // An answer that was overtaken by a later question is about another flow or another pick.
    if (answer !== undefined && question === questions) show(answer);
  };

  const disposables = [
    item,
    server.onDidStart(refresh),
    onDidUpdateServer(refresh),
    environment.onDidPick(refresh),
    window.onDidChangeVisibleTextEditors(refresh),
    window.onDidChangeActiveTextEditor(refresh),
  ];
  return { dispose: () => disposables.forEach((disposable) => void disposable.dispose()) };
}

/** What is used, why, and what that means, a line each. */
function describe(active: string | null, picked: string | null, guarded: boolean): readonly string[] {
  if (active === null) return ['Runs use no environment'];
  const why =
    active === picked ? 'You have picked it for this workspace' : 'Nobody has picked it: it is set, or the only one';
  return [
    `Runs use the environment "${active}"`,
    why,
    ...(guarded ? ['It is guarded: requests that may change something ask every time'] : []),
  ];
}
