import { describeWaits, forgetWaits } from './until';

/** Named tests of one part of the extension. A test fails by rejecting. */
export interface Suite {
  readonly name: string;
  readonly tests: Readonly<Record<string, () => Promise<void>>>;
}

const deadline = 60_000;

/**
 * Runs every test, one after another, in the extension host. Prints a line for each and at last one with the counts,
 * which the script outside reads. Rejects when a test failed: that is how VS Code learns of it.
 */
export async function runSuites(suites: readonly Suite[]): Promise<void> {
  let passed = 0;
  let failed = 0;
  for (const suite of suites) {
    for (const [name, test] of Object.entries(suite.tests)) {
      if (await passes(`${suite.name}: ${name}`, test)) passed += 1;
      else failed += 1;
    }
  }
  console.log(`flow-lens-tests ${JSON.stringify({ passed, failed })}`);
  if (failed > 0) throw new Error(`${failed} editor tests failed`);
}

async function passes(name: string, test: () => Promise<void>): Promise<boolean> {
  const started = Date.now();
  try {
    await inTime(test());
    console.log(`ok - ${name} (${Date.now() - started} ms)`);
    return true;
  } catch (error) {
    console.log(
      `not ok - ${name} (${Date.now() - started} ms)\n${error instanceof Error ? error.stack : String(error)}`,
    );
    return false;
  }
}

async function inTime(test: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${deadline / 1000} s${describeWaits()}`)), deadline);
  });
  try {
    await Promise.race([test, late]);
  } finally {
    clearTimeout(timer);
    forgetWaits();
  }
}
