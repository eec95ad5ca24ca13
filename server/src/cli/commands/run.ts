import { join, resolve } from 'node:path';
import { findNearest } from '#core/model/nearest';
import { defaultResponses, isDefaultResponse } from '#core/model/vocabulary';
import type { RunResult } from '#core/request/runResult';
import { quote } from '#core/rules/rule';
import { createEvaluator } from '../../run/evaluation';
import { createNetwork, defaultNetworkSettings, type Network, type NetworkSettings } from '../../run/network/network';
import { runNode } from '../../run/runNode';
import type { RefusedRun, RunOutcome, RunPorts, RunRequest } from '../../run/runRequest';
import { runToHere } from '../../run/runToHere';
import { CommandError } from '../commandError';
import { openWorkspace } from '../openWorkspace';
import type { AllowedSecret } from '../options';
import { createPorts } from '../run/createPorts';
import { hintsAtMissing } from '../run/missingValues';
import { preview } from '../run/preview';
import { printCurl } from '../run/printCurl';
import { type RunnableFlow, readRunnableFlow } from '../run/readRunnableFlow';
import type { Terminal } from '../terminal';
import { toJsonText } from '../writers/jsonText';
import { toPreviewText } from '../writers/previewText';
import { toRunText } from '../writers/runText';

export interface RunCommandOptions {
  readonly format: 'text' | 'json' | 'curl';
  readonly env?: string;
  readonly envVar?: ReadonlyMap<string, string>;
  /** Names of variables of the process environment. */
  readonly secretFromEnv?: readonly string[];
  readonly var?: ReadonlyMap<string, string>;
  /** A file of session variables. */
  readonly vars?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly allowSecret?: readonly AllowedSecret[];
  readonly expect?: string;
  /** Run the nodes first that the node needs. */
  readonly toHere?: boolean;
  readonly dryRun?: boolean;
  readonly revealSecrets?: boolean;
  /** Hosts whose certificates are not verified, as `parseHostPattern` reads them. */
  readonly insecureHost?: readonly string[];
  readonly yes?: boolean;
}

/** Every way a run can end, as scripts see it. The worst of several is the largest. */
const exitCodes = { taken: 0, notTaken: 1, notSent: 2, cancelled: 130 } as const;

/**
 * Runs nodes of a file, at the same time, and reports the branch of each; with `--to-here`, one node behind those that it needs. Gives
 * the worst exit code of the named ones.
 */
export async function run(
  file: string,
  nodes: readonly string[],
  options: RunCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const path = resolve(terminal.cwd, file);
  const opened = await openWorkspace(path, undefined, terminal);
  await opened.workspace.scan();
  for (const sentence of opened.oddities.sentences) terminal.complain(sentence);
  const network = createNetwork(toNetworkSettings(options.insecureHost), process.env);
  const flow = readRunnableFlow(path, options, opened, network.secrets, terminal);
  const requests = [...stepsBefore(nodes, flow, options), ...nodes].map(flow.requestOf);
  expectBranch(requests.slice(-nodes.length), options);
  if (options.format === 'curl') {
    printCurl(requests, flow.withheld, terminal);
    return exitCodes.taken;
  }
  if (options.dryRun) {
    const previews = requests.map((request) => preview(request, flow.withheld));
    report(previews, toPreviewText, requests.length > 1, options, terminal);
    return exitCodes.taken;
  }
  const outcomes = await withPorts(options, terminal, network, (portsOf) =>
    options.toHere ? runInTurn(flow, requests, portsOf) : runAtOnce(requests, portsOf),
  );
  const results = outcomes.flatMap((outcome) => (outcome.kind === 'result' ? outcome.result : []));
  if (options.toHere) reportSteps(results, nodes, options, terminal);
  else report(results, toRunText, requests.length > 1, options, terminal);
  const named = outcomes.slice(-nodes.length);
  return Math.max(
    ...named.map((outcome, index) => conclude(outcome, nodes[index] ?? '', options, flow.withheld, terminal)),
  );
}

/** A branch that a node does not have is taken by no answer: it is a slip, and nothing is to be sent for it. */
function expectBranch(requests: readonly RunRequest[], { expect }: RunCommandOptions): void {
  if (expect === undefined || isDefaultResponse(expect)) return;
  for (const { node } of requests) {
    const keys = node.results.map(({ key }) => key);
    if (keys.includes(expect)) continue;
    const nearest = findNearest(expect, [...keys, ...defaultResponses]);
    const hint = nearest === undefined ? '' : ` (did you mean ${quote(nearest)}?)`;
    throw new CommandError(`The node ${quote(node.id)} has no branch ${quote(expect)}${hint}`);
  }
}

/** One node has one way to it; several would share some of theirs, and no order is right for all. */
function stepsBefore(
  nodes: readonly string[],
  flow: RunnableFlow,
  { toHere = false }: RunCommandOptions,
): readonly string[] {
  const [node, ...others] = nodes;
  if (!toHere || node === undefined) return [];
  if (others.length > 0) throw new CommandError('--to-here takes one node');
  return flow.stepsTo(node);
}

async function withPorts(
  { yes = false, allowSecret = [] }: RunCommandOptions,
  terminal: Terminal,
  network: Network,
  use: (portsOf: (node: string) => RunPorts) => Promise<readonly RunOutcome[]>,
): Promise<readonly RunOutcome[]> {
  const evaluator = createEvaluator(join(__dirname, 'worker.js'));
  const consent = { yes, allowSecret };
  try {
    return await use(createPorts(terminal, evaluator, terminal.catchInterruption(), consent, network));
  } finally {
    await evaluator.dispose();
  }
}

function runAtOnce(
  requests: readonly RunRequest[],
  portsOf: (node: string) => RunPorts,
): Promise<readonly RunOutcome[]> {
  return Promise.all(requests.map((request) => runNode(request, portsOf(request.node.id))));
}

/** The outcomes of the steps that ran, and last that of the node: of all of them where one of the steps ended it. */
async function runInTurn(
  { document, requestOf, captures }: RunnableFlow,
  requests: readonly RunRequest[],
  portsOf: (node: string) => RunPorts,
): Promise<readonly RunOutcome[]> {
  const nodes = requests.map(({ node }) => node);
  const [last] = nodes.slice(-1);
  if (last === undefined) return [];
  const steps: RunOutcome[] = [];
  const outcome = await runToHere(document, nodes.slice(0, -1), last, async ({ id }) => {
    const request = requestOf(id);
    const ended = await runNode(request, portsOf(id));
    if (ended.kind === 'result') captures.keep(request, ended);
    if (ended.kind === 'result' && id !== last.id) steps.push(ended);
    return ended;
  });
  return [...steps, outcome];
}

/** The document is the node's, with those of its steps in it. Where it did not come to the node, there is none. */
function reportSteps(
  results: readonly RunResult[],
  [node]: readonly string[],
  options: RunCommandOptions,
  terminal: Terminal,
): void {
  const last = results.at(-1);
  if (options.format === 'text') report(results, toRunText, false, options, terminal);
  else if (last?.node === node) terminal.print(toJsonText({ ...last, steps: results.slice(0, -1) }));
}

/** What the arguments say of the network. All else is said by the variables of the process. */
function toNetworkSettings(insecureHosts: readonly string[] = []): NetworkSettings {
  const hosts = new Map(insecureHosts.map((host) => [host, { insecure: true }]));
  return { ...defaultNetworkSettings, tls: { ca: [], hosts } };
}

/** One document a command: the object itself for one node, a list for several. */
function report<T>(
  items: readonly T[],
  toText: (item: T, colour: boolean) => string,
  asList: boolean,
  { format }: RunCommandOptions,
  { print, colour }: Terminal,
): void {
  if (format === 'text') print(items.map((item) => toText(item, colour)).join('\n'));
  else if (asList || items.length > 0) print(toJsonText(asList ? items : items[0]));
}

function conclude(
  outcome: RunOutcome,
  node: string,
  options: RunCommandOptions,
  withheld: string | undefined,
  terminal: Terminal,
): number {
  switch (outcome.kind) {
    case 'result':
      return judge(outcome.result, options, terminal);
    case 'refused':
      terminal.complain(`${quote(node)}: ${outcome.reason}${toHint(outcome, withheld)}`);
      return exitCodes.notSent;
    case 'cancelled':
      terminal.complain(`${quote(node)}: cancelled`);
      return exitCodes.cancelled;
  }
}

function judge({ branch, node }: RunResult, { expect }: RunCommandOptions, { complain }: Terminal): number {
  if (expect === undefined) return branch?.kind === 'result' ? exitCodes.taken : exitCodes.notTaken;
  if (branch?.key === expect) return exitCodes.taken;
  const taken = branch === null ? 'no branch can be told' : `the flow takes ${quote(branch.key)}`;
  complain(`${quote(node)}: expected the branch ${quote(expect)}, and ${taken}`);
  return exitCodes.notTaken;
}

/** How the same command would be sent. */
function toHint({ missing, question }: RefusedRun, withheld: string | undefined): string {
  if (question?.kind === 'secret') return `; --allow-secret ${question.secret}=ORIGIN lets it go there`;
  if (question !== undefined) return '; --yes sends it all the same';
  return hintsAtMissing(missing, withheld)
    .map((hint) => `; ${hint}`)
    .join('');
}
