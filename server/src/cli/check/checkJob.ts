import { relative } from 'node:path';
import type { GitState } from '#core/model/gitState';
import type { SeveritySetting } from '#core/rules/rule';
import { type Configuration, parseConfiguration } from '../../workspace/configuration';
import { createDescriptions } from '../../workspace/descriptions';
import { loadDescription } from '../../workspace/loadDescription';
import { isSideFile } from '../../workspace/sideFiles';
import type { TextFile } from '../../workspace/textFile';
import { toSlashes, toUri } from '../../workspace/uri';
import { createWorkspace } from '../../workspace/workspace';
import type { CheckContext } from './checkFile';
import { learnDescriptions } from './learnDescriptions';
import type { ReportDetail } from './reportedFinding';

/** How files are checked: plain data, the same for every thread. */
export interface CheckJob {
  /** The folder of the workspace, absolute. */
  readonly root: string;
  /** The text of the configuration that counts; undefined where there is none. */
  readonly configuration: string | undefined;
  /** What the command line sets rules to: it wins over the configuration. */
  readonly rules: ReadonlyMap<string, SeveritySetting>;
  /** Texts that stand for files, by absolute path: standard input. */
  readonly texts: ReadonlyMap<string, TextFile>;
  /** What git makes of private environment files, by absolute path. */
  readonly gitStates: ReadonlyMap<string, GitState>;
  /** The current date in UTC, `2027-06-30`. */
  readonly today: string;
  readonly environment: string | null;
  readonly cwd: string;
  readonly detail: ReportDetail;
  /** Whether files are mended first. */
  readonly mends: boolean;
}

/** Opens the flow files of these paths as a workspace that holds no others. */
export async function openFlows(paths: readonly string[], job: CheckJob): Promise<CheckContext> {
  const descriptions = createDescriptions(loadDescription);
  const workspace = createWorkspace(
    [job.root],
    (path) => job.gitStates.get(path) ?? 'unknown',
    undefined,
    descriptions,
  );
  await workspace.read(paths);
  for (const [path, { text }] of job.texts) {
    if (isSideFile(path) || paths.includes(path)) workspace.open(toUri(path), text);
  }
  const { severityOf, secrets } = configurationOf(job);
  const { root, texts, rules, today, environment, cwd, detail } = job;
  const settingOf: CheckContext['settingOf'] = (path, code) =>
    rules.get(code) ?? severityOf(toSlashes(relative(root, path)), code);
  await learnDescriptions(paths, { workspace, descriptions, settingOf });
  return {
    workspace,
    texts,
    settingOf,
    today,
    environment,
    secrets: new Set(secrets),
    cwd,
    detail,
  };
}

const configurations = new WeakMap<CheckJob, Configuration>();

function configurationOf(job: CheckJob): Configuration {
  const known = configurations.get(job) ?? parseConfiguration(job.configuration ?? '{}').configuration;
  configurations.set(job, known);
  return known;
}
