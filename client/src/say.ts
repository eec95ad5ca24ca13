import { window } from 'vscode';
import { showOutput } from './nextSteps';
import { withoutLinks } from './plainText';

/** A button of a message, and where it leads. Where that fails, the person is told. */
export interface NextStep {
  readonly title: string;
  readonly take: () => unknown;
}

/** At least one: whoever is told something wants to know what to do about it. */
export type NextSteps = readonly [NextStep, ...NextStep[]];

/** Tells the person something. Resolves when the message is gone and the step that they chose, if any, was taken. */
export function say(message: string, ...steps: NextSteps): Promise<void> {
  return offer(window.showInformationMessage, message, steps);
}

/** Tells the person that something did not go as they meant. Resolves as `say` does. */
export function warn(message: string, ...steps: NextSteps): Promise<void> {
  return offer(window.showWarningMessage, message, steps);
}

type Show = (message: string, ...titles: string[]) => Thenable<string | undefined>;

async function offer(show: Show, message: string, steps: readonly NextStep[]): Promise<void> {
  const picked = await show(withoutLinks(message), ...steps.map(({ title }) => title));
  try {
    await steps.find(({ title }) => title === picked)?.take();
  } catch (error) {
    await warn(`"${picked}" failed: ${error instanceof Error ? error.message : error}`, showOutput);
  }
}
