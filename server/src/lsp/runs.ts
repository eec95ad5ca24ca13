import { randomUUID } from 'node:crypto';
import type { FlowDocument } from '#core/model/document';
import type { ApiNode, FlowNode } from '#core/model/flow';
import { isApiNode } from '#core/model/flow';
import { findEndpoint, type Project } from '#core/model/project';
import type { Observation } from '#core/request/observation';
import type { RunResult } from '#core/request/runResult';
import type { Span } from '#core/syntax/span';
import type { RunView } from '../features/runMark';
import type { NodeReference } from '../protocol';
import { createPool, type Pool } from '../run/pool';
import type { CompletedRun } from '../run/runRequest';

/** The runs of this session, by document and node: what is under way, and what came of the last one. */
export interface Runs {
  readonly pool: Pool;
  /** Answers given so far, by variable: offered again, never taken without asking. */
  readonly answers: Map<string, string>;
  /** Questions answered with yes that are not asked again in this session. */
  readonly approved: Set<string>;
  /** Undefined where a run of that node is under way. `text` is what the node and its endpoint say now. */
  begin(reference: NodeReference, text: string, cancel: () => void): NodeRun | undefined;
  find(reference: NodeReference): NodeRun | undefined;
  /** Whether any node of the document was run. */
  has(uri: string): boolean;
  of(uri: string): Iterable<NodeRun>;
  cancel(reference: NodeReference): void;
}

export interface NodeRun {
  readonly node: string;
  running: boolean;
  /** While it runs: whether a question to the person is open. */
  isAsked: boolean;
  cancel: () => void;
  /** What node and endpoint said when the last result came. */
  text: string;
  /** Of its response variables there are the names: the values may be longer than the response, and nobody asks for them again. */
  result: RunResult | undefined;
  /** When that came, as people read a clock: `10:42`. */
  time: string;
  /** The last run that came to its end; undefined before the first. No values of variables. */
  completed: KeptRun | undefined;
  /** False while a run is under way that has no result yet: an old answer must not look like its. */
  isCurrent: boolean;
  /** The branch is known while the run goes on. */
  show(result: RunResult): void;
  /** Ends the run; without a result, what there was before stays. */
  end(completed: CompletedRun | undefined): void;
}

/** Of a run that came to its end, what may be asked for later. */
export interface KeptRun extends Pick<CompletedRun, 'recorded' | 'content' | 'redactor'> {
  /** Random: the next run of the node has another. */
  readonly id: string;
}

/** `clock` gives the time as people read it: `10:42`. `onReplaced` hears of every run that a later one takes the place of. */
export function createRuns(clock: () => string, onReplaced: (completed: KeptRun) => void): Runs {
  const byDocument = new Map<string, Map<string, NodeRun>>();
  const find = ({ uri, node }: NodeReference): NodeRun | undefined => byDocument.get(uri)?.get(node);
  return {
    pool: createPool(),
    answers: new Map(),
    approved: new Set(),
    find,
    has: (uri) => byDocument.has(uri),
    of: (uri) => byDocument.get(uri)?.values() ?? [],
    begin(reference, text, cancel) {
      const run = find(reference) ?? createRun(reference.node);
      if (run.running) return undefined;
      const runs = byDocument.get(reference.uri) ?? new Map<string, NodeRun>();
      byDocument.set(reference.uri, runs.set(reference.node, run));
      run.running = true;
      run.isAsked = false;
      run.isCurrent = false;
      run.cancel = cancel;
      const { result: lastResult, text: lastText, time: lastTime } = run;
      run.show = (result) =>
        Object.assign(run, { result: withoutValues(result), text, time: clock(), isCurrent: true });
      run.end = (completed) => {
        run.running = false;
        run.isCurrent = true;
        // A cancelled run has no branch, even where it was shown already.
        if (completed === undefined) Object.assign(run, { result: lastResult, text: lastText, time: lastTime });
        else {
          if (run.completed !== undefined) onReplaced(run.completed);
          run.completed = toKept(completed);
          run.show(completed.result);
        }
      };
      return run;
    },
    cancel: (reference) => {
      const run = find(reference);
      if (run?.running) run.cancel();
    },
  };
}

function toKept({ recorded, content, redactor }: CompletedRun): KeptRun {
  return { id: randomUUID(), recorded: withoutValues(recorded), content, redactor };
}

function withoutValues(result: RunResult): RunResult {
  return { ...result, variables: Object.fromEntries(Object.keys(result.variables).map((name) => [name, null])) };
}

function createRun(node: string): NodeRun {
  const nothing = (): void => undefined;
  return {
    node,
    running: false,
    isAsked: false,
    cancel: nothing,
    text: '',
    result: undefined,
    completed: undefined,
    time: '',
    isCurrent: true,
    show: nothing,
    end: nothing,
  };
}

/** The text of a node and of the endpoint it calls: when it changes, the last result was for something else. */
export function textOf(document: FlowDocument, node: FlowNode, project: Project | undefined): string {
  const found = findEndpoint(document, node, project);
  const endpoint = found === undefined ? '' : slice(found.document, found.endpoint.property);
  return JSON.stringify([slice(document, node.property), endpoint]);
}

function slice({ text }: FlowDocument, { offset, length }: Span): string {
  return text.slice(offset, offset + length);
}

/** Whether a node or its endpoint says something else than when the last result of the run came. */
export function isStale({ text }: NodeRun, document: FlowDocument, node: FlowNode, project?: Project): boolean {
  return textOf(document, node, project) !== text;
}

/** What the last run of a node has shown; undefined where there was none, or the node or its endpoint was changed since. */
export function findObservation(
  runs: Runs,
  document: FlowDocument,
  id: string,
  project: Project | undefined,
): Observation | undefined {
  const run = runs.find({ uri: document.uri, node: id });
  // What is known while it runs may be the head alone, and says nothing of what is missing.
  const node = run?.isCurrent && !run.running ? findApiNode(document, id) : undefined;
  if (run?.result === undefined || node === undefined || isStale(run, document, node, project)) return undefined;
  return { result: run.result, time: run.time };
}

/** The API node of that id, in the text as it is now. */
export function findApiNode(document: FlowDocument | undefined, id: string): ApiNode | undefined {
  const node = document?.flow.nodes.get(id);
  return node !== undefined && isApiNode(node) ? node : undefined;
}

/** A run as it is to be drawn, in the text as it is now. */
export function toRunView(run: NodeRun, document: FlowDocument, node: FlowNode, project: Project): RunView {
  const result = run.isCurrent ? run.result : undefined;
  return {
    phase: run.running ? (run.isAsked ? 'asking' : 'running') : 'finished',
    result,
    stale: result !== undefined && isStale(run, document, node, project),
  };
}
