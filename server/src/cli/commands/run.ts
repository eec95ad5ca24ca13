import { join, resolve } from 'node:path';
import type { RunResult } from '#core/request/runResult';
import { quote } from '#core/rules/rule';
import { createEvaluator } from '../../run/evaluation';
import { createNetwork, defaultNetworkSettings, type Network, type NetworkSettings } from '../../run/network/network';
import { runNode } from '../../run/runNode';
import type { RunOutcome, RunRequest } from '../../run/runRequest';
import { openWorkspace } from '../openWorkspace';
import type { AllowedSecret } from '../options';
import { createPorts } from '../run/createPorts';
import { preview } from '../run/preview';
import { printCurl } from '../run/printCurl';
import { readRunRequests } from '../run/readRunRequests';
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
  readonly dryRun?: boolean;
  readonly revealSecrets?: boolean;
  /** Hosts whose certificates are not verified, as `parseHostPattern` reads them. */
  readonly insecureHost?: readonly string[];
  readonly yes?: boolean;
}

/** Every way a run can end, as scripts see it. The worst of several is the largest. */
const exitCodes = { taken: 0, notTaken: 1, notSent: 2, cancelled: 130 } as const;

/** Runs nodes of a file, at the same time, and reports the branch of each. Gives the worst exit code. */
export async function run(
  file: string,
  nodes: readonly string[],
  options: RunCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const path = resolve(terminal.cwd, file);
  const opened = await openWorkspace(path, undefined, terminal);
  for (const sentence of opened.oddities.sentences) terminal.complain(sentence);
  const network = createNetwork(toNetworkSettings(options.insecureHost), process.env);
  const { secrets: hidden } = network;
  const requests = readRunRequests(path, nodes, options, opened, terminal).map((request) => ({ ...request, hidden }));
  if (options.format === 'curl') {
    printCurl(requests, terminal);
    return exitCodes.taken;
  }
  if (options.dryRun) {
    report(requests.map(preview), toPreviewText, requests.length > 1, options, terminal);
    return exitCodes.taken;
  }
  const outcomes = await runAll(requests, options, terminal, network);
  const results = outcomes.flatMap((outcome) => (outcome.kind === 'result' ? outcome.result : []));
  report(results, toRunText, requests.length > 1, options, terminal);
  const codes = outcomes.map((outcome, index) => conclude(outcome, requests[index]?.node.id ?? '', options, terminal));
  return Math.max(...codes);
}

async function runAll(
  requests: readonly RunRequest[],
  { yes = false, allowSecret = [] }: RunCommandOptions,
  terminal: Terminal,
  network: Network,
): Promise<readonly RunOutcome[]> {
  const evaluator = createEvaluator(join(__dirname, 'worker.js'));
  const consent = { yes, allowSecret };
  const portsOf = createPorts(terminal, evaluator, terminal.catchInterruption(), consent, network);
  try {
    return await Promise.all(requests.map((request) => runNode(request, portsOf(request.node.id))));
  } finally {
    await evaluator.dispose();
  }
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

function conclude(outcome: RunOutcome, node: string, options: RunCommandOptions, terminal: Terminal): number {
  switch (outcome.kind) {
    case 'result':
      return judge(outcome.result, options, terminal);
    case 'refused':
      terminal.complain(`${quote(node)}: ${outcome.reason}${toHint(outcome)}`);
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

function toHint({ why }: Extract<RunOutcome, { kind: 'refused' }>): string {
  if (why === 'declined') return '; --yes sends all the same, but a secret only with --allow-secret';
  return why === 'missing' ? '; --env, --env-var, --var and --vars give values' : '';
}
