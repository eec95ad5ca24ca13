import { runSuites } from './runSuites';
import { restrictedMode } from './suite/restrictedMode';

/** Called by VS Code in a workspace that nobody has trusted. */
export const run = (): Promise<void> => runSuites([restrictedMode]);
