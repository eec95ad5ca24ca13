import { resolve } from 'node:path';
import type { Log, Notification, Run } from 'sarif';
import { toPath } from '../../../workspace/uri';
import type { CheckedFile } from '../../check/checkedFile';
import type { CheckStyle } from '../checkStyle';
import { toJsonText } from '../jsonText';
import { shownFindings } from '../shownFindings';
import { createFingerprints } from './fingerprints';
import { type Locations, sourceRoot, toFolderUri, toLocations } from './locations';
import { toDriver } from './rules';
import { toResult } from './toResult';

/**
 * A SARIF 2.1.0 log of one run: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. It holds messages and places,
 * and never a piece of a file.
 */
export function toCheckSarif(files: readonly CheckedFile[], style: CheckStyle): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [toRun(files, style)],
  };
  // Nobody reads it as it is, and half of it would be spaces.
  return toJsonText(log, 0);
}

function toRun(files: readonly CheckedFile[], style: CheckStyle): Run {
  const paths = files.map(({ path }) => resolve(style.cwd, path));
  const locations = toLocations(paths, style.root);
  const failures = files.filter(({ error }) => error !== undefined);
  return {
    tool: { driver: toDriver() },
    automationDetails: { id: 'flow-lens/' },
    invocations: [
      {
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: failures.map((file) => toNotification(file, locations, style)),
      },
    ],
    originalUriBaseIds: { [sourceRoot]: { uri: toFolderUri(style.root) } },
    artifacts: paths.map((path) => ({ location: locations.of(path), roles: ['analysisTarget'] })),
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    results: files.flatMap((file) => toResults(file, locations, style)),
  };
}

function toResults(file: CheckedFile, locations: Locations, style: CheckStyle) {
  const path = resolve(style.cwd, file.path);
  const fingerprintOf = createFingerprints();
  return shownFindings(file, style).map((finding) =>
    toResult(finding, {
      artifact: locations.of(path),
      locate: ({ uri }) => locations.of(toPath(uri) ?? uri),
      fingerprint: fingerprintOf(finding),
      hasBaseline: style.hasBaseline,
    }),
  );
}

function toNotification({ path, error = '' }: CheckedFile, locations: Locations, { cwd }: CheckStyle): Notification {
  return {
    level: 'error',
    message: { text: error },
    locations: [{ physicalLocation: { artifactLocation: locations.of(resolve(cwd, path)) } }],
  };
}
