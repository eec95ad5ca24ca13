import { runSuites } from './runSuites';
import { activation } from './suite/activation';
import { branchLine } from './suite/branchLine';
import { cancel } from './suite/cancel';
import { copyAsCurl } from './suite/copyAsCurl';
import { diagnostics } from './suite/diagnostics';
import { faults } from './suite/faults';
import { fixes } from './suite/fixes';
import { history } from './suite/history';
import { lenses } from './suite/lenses';
import { navigation } from './suite/navigation';
import { nodeDocuments } from './suite/nodeDocuments';
import { refactoring } from './suite/refactoring';
import { runAll } from './suite/runAll';
import { runToHere } from './suite/runToHere';
import { serverProcess } from './suite/serverProcess';

/** Called by VS Code in a trusted workspace: every suite that needs no special workspace. */
export const run = (): Promise<void> =>
  runSuites([
    activation,
    diagnostics,
    fixes,
    lenses,
    branchLine,
    faults,
    cancel,
    navigation,
    nodeDocuments,
    refactoring,
    runToHere,
    runAll,
    history,
    copyAsCurl,
    serverProcess,
  ]);
