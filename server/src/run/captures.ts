import type { FlowDocument } from '#core/model/document';
import { findEndpointNamed, type Project } from '#core/model/project';
import type { AnswerOf, CapturedAnswer } from '#core/request/capturedAnswer';
import type { CompletedRun, RunRequest } from './runRequest';

/**
 * The last answers of a session, so that one node's answer feeds the next. They are kept in memory only, up to a limit, each for one
 * environment, by the endpoint that gave it and by the node that was run.
 */
export interface Captures {
  /** Keeps what a run has captured in place of what there was before; a run without a response leaves that. */
  keep(request: RunRequest, run: CompletedRun): void;
  /** Finds answers by what they are called in a document. */
  of(document: FlowDocument, environment: string | null, project: Project): AnswerOf;
}

export function createCaptures(): Captures {
  const byEndpoint = new Map<string, CapturedAnswer>();
  const byNode = new Map<string, CapturedAnswer>();
  return {
    keep({ document, node, found, environment }, { content, answer }) {
      if (content === undefined) return;
      keepLatest(byEndpoint, keyOf(environment, found.document, found.endpoint.name), answer);
      keepLatest(byNode, keyOf(environment, document, node.id), answer);
    },
    of: (document, environment, project) => (prefix) => {
      const found = findEndpointNamed(document, prefix, project);
      const ofEndpoint = found && keyOf(environment, found.document, prefix);
      return (
        (ofEndpoint === undefined ? undefined : byEndpoint.get(ofEndpoint)) ??
        byNode.get(keyOf(environment, document, prefix))
      );
    },
  };
}

/** UTF-16 code units of all values of the answers that are kept by one kind of name. */
const mostKept = 16 * 1024 ** 2;

/** Lets go of the oldest answers where all of them would take too much memory. */
function keepLatest(answers: Map<string, CapturedAnswer>, key: string, answer: CapturedAnswer): void {
  answers.delete(key);
  answers.set(key, answer);
  let total = [...answers.values()].reduce((sum, kept) => sum + sizeOf(kept), 0);
  for (const [oldest, kept] of answers) {
    if (total <= mostKept || oldest === key) return;
    total -= sizeOf(kept);
    answers.delete(oldest);
  }
}

const sizes = new WeakMap<CapturedAnswer, number>();

function sizeOf(answer: CapturedAnswer): number {
  const size =
    sizes.get(answer) ?? [...answer.values].reduce((sum, [path, value]) => sum + path.length + value.length, 0);
  sizes.set(answer, size);
  return size;
}

function keyOf(environment: string | null, { uri }: FlowDocument, name: string): string {
  return JSON.stringify([environment, uri, name]);
}
