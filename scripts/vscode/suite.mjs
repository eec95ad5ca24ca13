// Runs a suite that lives inside VS Code's extension host and listens to what it reports.
import { withVSCode } from '../vscode.mjs';

/**
 * Opens VS Code as `withVSCode` does and lets it call `run()` of the module at `tests`. Prints the lines of each test as
 * it ends, behind the `name` of the run. Gives the counts and everything that was logged; a suite that ends without counts is one failed test.
 */
export async function runSuite({ name, ...options }) {
  const log = [];
  const record = (line) => {
    log.push(line);
    if (/^(not )?ok - /.test(line)) process.stdout.write(`${name}: ${line}\n`);
  };
  const { promise: exit, resolve: onExit } = withResolve();
  const prepare = async (page) => {
    await page.exposeFunction('codeAutomationLog', (_, parts) => record(parts.map(text).join(' ')));
    await page.exposeFunction('codeAutomationExit', onExit);
  };
  let exitCode = 1;
  try {
    exitCode = await withVSCode({ deadline: 900_000, ...options, prepare }, () => exit);
  } catch (error) {
    if (error.signal !== undefined) throw error;
    record(`not ok - ${error.stack}`);
  }
  return { ...countsOf(log, exitCode), output: log.join('\n') };
}

function withResolve() {
  let resolve;
  const promise = new Promise((yes) => {
    resolve = yes;
  });
  return { promise, resolve };
}

const text = (part) => (typeof part === 'string' ? part : JSON.stringify(part));

function countsOf(log, exitCode) {
  const last = log.findLast((line) => line.startsWith('flow-lens-tests '));
  const { passed, failed } =
    last === undefined ? { passed: 0, failed: 1 } : JSON.parse(last.slice('flow-lens-tests '.length));
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1), skipped: 0 };
}
