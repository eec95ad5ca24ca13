import { openSettings } from '../nextSteps';
import { type NextStep, say } from '../say';

/** Says why a history holds too little, and what to do about it: it is off, or else `otherwise`. */
export function sayNothingIsKept(enabled: boolean, otherwise: string, step: NextStep): void {
  if (enabled) void say(otherwise, step);
  else void say('The run history is off', openSettings('history'));
}
