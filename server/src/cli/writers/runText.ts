import { toLabel } from '#core/request/runLabel';
import type { RunResult } from '#core/request/runResult';
import { quote } from '#core/rules/rule';
import { toDetails } from '../../features/runMark';
import { toLogLine } from './logLine';
import { createPaint, type Paint } from './paint';

const mostVariables = 20;

/** The report of one run for people: the node, the request, what came, the branch, and what later nodes can use. */
export function toRunText(result: RunResult, colour: boolean): string {
  const paint = createPaint(colour);
  const label = toLabel(result);
  const details = toDetails(result).filter((detail) => !label.includes(detail));
  const lines = [
    paint('bold', toLogLine(result.node)),
    ...details.map((detail) => `  ${toLogLine(detail)}`),
    `  ${paint(['bold', colourOf(result)], toLogLine(label))}`,
    ...toVariableLines(result, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function colourOf({ branch, failure }: RunResult) {
  if (failure !== null || branch?.target === null) return 'red';
  return branch?.kind === 'result' ? 'green' : 'yellow';
}

function toVariableLines({ variables }: RunResult, paint: Paint): readonly string[] {
  const all = Object.entries(variables);
  const shown = all.slice(0, mostVariables).map(([name, value]) => [toLogLine(name), toShownValue(value)] as const);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  const rest = all.length - shown.length;
  return [
    ...shown.map(([name, value]) => `    ${name.padEnd(width)}  ${value}`),
    ...(rest > 0 ? [paint('dim', `    and ${rest} more: --format json has them all`)] : []),
  ];
}

function toShownValue(value: RunResult['variables'][string] | undefined): string {
  return typeof value === 'string' ? quote(value) : String(value);
}
