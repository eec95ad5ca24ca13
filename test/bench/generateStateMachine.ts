import { createRandom } from '../support/random';

/** UTF-16 code units that a task takes, with the choice behind it. */
const stateSize = 800;

/**
 * A state machine in the Amazon States Language of about so many UTF-16 code units: tasks that call a function, each with a retry, a catcher and a
 * choice behind it. The same text each time for the same size; nothing in it is wrong.
 */
export function generateStateMachine(size: number): string {
  const random = createRandom(`states-${size}`);
  const count = Math.max(1, Math.round(size / stateSize));
  const states: Record<string, unknown> = {};
  for (let index = 0; index < count; index++) {
    states[`Get${index}`] = task(index, random(3) + 1);
    states[`Choose${index}`] = choice(index + 1 < count ? `Get${index + 1}` : 'Done');
  }
  states.Sorry = { Type: 'Fail', Error: 'NoAnswer', Cause: 'The service gave no answer' };
  states.Done = { Type: 'Succeed' };
  return `${JSON.stringify({ Comment: 'Order status', StartAt: 'Get0', States: states }, undefined, 2)}\n`;
}

function task(index: number, attempts: number): unknown {
  return {
    Type: 'Task',
    Comment: `Asks for the state of the order, step ${index}`,
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: `orders-${index}`, 'Payload.$': '$' },
    Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, MaxAttempts: attempts }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Sorry' }],
    Next: `Choose${index}`,
  };
}

function choice(next: string): unknown {
  return { Type: 'Choice', Choices: [{ Variable: '$.status', NumericEquals: 200, Next: next }], Default: 'Sorry' };
}
