import { chooseEnvironment } from '#core/model/chooseEnvironment';
import type { FlowDocument } from '#core/model/document';
import { activeEnvironment, type EnvironmentFiles, environmentNames } from '#core/model/environment';
import { type ApiNode, isApiNode } from '#core/model/flow';
import { findNearest } from '#core/model/nearest';
import { findEndpoint } from '#core/model/project';
import { findSteps } from '#core/paths/findSteps';
import { sendingFlows } from '#core/request/sendingFlows';
import { quote, quoteList } from '#core/rules/rule';
import { countFindings } from '../../features/countFindings';
import { type Captures, createCaptures } from '../../run/captures';
import { defaultRunSettings, type RunRequest, type RunSettings } from '../../run/runRequest';
import { readTextFileSync } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { toUri } from '../../workspace/uri';
import { CommandError } from '../commandError';
import type { RunCommandOptions } from '../commands/run';
import { createChecks, type OpenedWorkspace } from '../openWorkspace';
import { toShownPath } from '../shownPath';
import type { Terminal } from '../terminal';
import { readVariables } from './readVariables';
import { takeSecrets } from './takeSecrets';

/** A flow whose nodes are to be run. Its functions throw a `CommandError` where a node can't be. */
export interface RunnableFlow {
  readonly document: FlowDocument;
  requestOf(id: string): RunRequest;
  /** The only environment there is, where it is a guarded one that nobody has named: it gives no value. */
  readonly withheld: string | undefined;
  /** What runs have captured, for the requests of those that come after them. */
  readonly captures: Captures;
  /** The ids of the nodes that a node needs before it, in the order in which they are to be run. */
  stepsTo(id: string): readonly string[];
}

/** @param hidden values to hide in all that is shown, besides the secrets of the flow */
export function readRunnableFlow(
  path: string,
  options: RunCommandOptions,
  opened: OpenedWorkspace,
  hidden: readonly string[],
  terminal: Terminal,
): RunnableFlow {
  const { cwd, today } = terminal;
  const { workspace } = opened;
  const { project } = workspace;
  const given = readGiven(options, terminal);
  const file = toShownPath(path, cwd);
  const document = workspace.document(toUri(path)) ?? explainUnreadable(path, file);
  const resultOf = createChecks(opened, {
    isSecret: (name) => given.secrets.has(name) || given.environmentValues.has(name),
    environment: options.env ?? null,
    today,
  });
  const environmentFiles = project.environmentFiles(document.uri);
  const environment = findEnvironment(options.env, environmentFiles);
  const captures = createCaptures();
  return {
    document,
    withheld: environment === null ? (activeEnvironment(environmentFiles, null) ?? undefined) : undefined,
    captures,
    stepsTo(id) {
      const node = findApiNode(document, id, file);
      const steps = findSteps(document, node, (other) => findEndpoint(document, other, project)?.endpoint);
      return steps.map((step) => step.id);
    },
    requestOf(id) {
      const node = findApiNode(document, id, file);
      const found = findEndpoint(document, node, project);
      if (found === undefined) throw new CommandError(`The node ${quote(id)} calls no endpoint that is set up`);
      return {
        document,
        node,
        found,
        flows: sendingFlows(document, node, found, project),
        file,
        errors: countFindings(document, id, project, resultOf).errors,
        trusted: true,
        environment,
        environmentFiles,
        ...given,
        answerOf: captures.of(document, environment, project),
        hidden,
        settings: toSettings(options),
      };
    },
  };
}

/** The values that the arguments give or lead to. */
function readGiven({ envVar, secretFromEnv, var: assigned, vars }: RunCommandOptions, terminal: Terminal) {
  const fromFile = vars === undefined ? [] : readVariables(vars, terminal.cwd);
  return {
    environmentValues: envVar ?? new Map<string, string>(),
    secrets: takeSecrets(secretFromEnv ?? [], terminal),
    variables: new Map([...fromFile, ...(assigned ?? [])]),
  };
}

function toSettings({ timeout, revealSecrets = false }: RunCommandOptions): RunSettings {
  return { ...defaultRunSettings, revealSecrets, ...(timeout === undefined ? {} : { deadline: timeout }) };
}

function explainUnreadable(path: string, file: string): never {
  try {
    readTextFileSync(path);
  } catch (error) {
    throw new CommandError(`${file} can't be read: ${toReason(error)}`);
  }
  throw new CommandError(`${file} can't be read`);
}

function findApiNode({ flow }: FlowDocument, id: string, file: string): ApiNode {
  const node = flow.nodes.get(id);
  if (node !== undefined && isApiNode(node)) return node;
  const candidates = [...flow.nodes.values()].filter(isApiNode).map((candidate) => candidate.id);
  if (node !== undefined) throw new CommandError(`Only API Integration nodes can be run, and ${quote(id)} is none`);
  const nearest = findNearest(id, candidates);
  const hint = nearest === undefined ? '' : ` (did you mean ${quote(nearest)}?)`;
  throw new CommandError(`No node of ${file} has the id ${quote(id)}${hint}`);
}

function findEnvironment(name: string | undefined, files: EnvironmentFiles): string | null {
  const names = environmentNames(files);
  if (name === undefined || names.includes(name))
    return chooseEnvironment(files, {
      picked: name ?? null,
      set: null,
      guarded: defaultRunSettings.confirmEnvironments,
    });
  const known = names.length === 0 ? 'no environment file was found' : `there are ${quoteList(names)}`;
  throw new CommandError(`No environment is called ${quote(name)}: ${known}`);
}
