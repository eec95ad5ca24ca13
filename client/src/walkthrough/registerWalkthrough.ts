import { commands, type Disposable, type Extension } from 'vscode';
import { reportFailure } from '../run/reportFailure';
import type { Steps } from './steps';

/** The walkthrough, and the command behind its buttons. */
export function registerWalkthrough({ id }: Pick<Extension<unknown>, 'id'>, steps: Steps): readonly Disposable[] {
  return [
    commands.registerCommand('flowLens.openWalkthrough', () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${id}#flowLens.firstSteps`),
    ),
    commands.registerCommand('flowLens.takeStep', (name: unknown) =>
      steps
        .get(String(name))?.()
        .catch((error: unknown) => reportFailure(error, 'This step')),
    ),
  ];
}
