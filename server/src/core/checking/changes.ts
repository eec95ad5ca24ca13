import type { Concerning } from '#core/checking/answers';
import { questions } from '#core/checking/questions';
import { areSameItems } from '#core/model/difference';
import { withImports } from '#core/model/project';
import type { RuleContext } from '#core/rules/rule';

/** What is another than in the check before, as far as questions hang on it: most of them need not be asked again. */
export interface Changes {
  /** Of the names that questions were asked about, those whose answers may be others now. Asked once in a check for each question. */
  concerning(context: RuleContext, ids: Iterable<string>, runNodes: Iterable<string> | undefined): Concerning;
}

export function createChanges(): Changes {
  const endpoints = createWatch(endpointsSeen);
  const flows = createWatch(flowsSeen);
  return {
    concerning: (context, ids, runNodes) => (question) => {
      switch (question) {
        case questions.isNodeThere:
          return ids;
        case questions.observation:
          return runNodes;
        case questions.meantEndpoint:
          return endpoints(context) ? undefined : [];
        case questions.namedFlows:
          return flows(context) ? undefined : [];
        default:
          return undefined;
      }
    },
  };
}

/** Tells whether something is another than when it was asked before, the first time that it is. */
function createWatch(see: (context: RuleContext) => readonly unknown[]): (context: RuleContext) => boolean {
  let seen: readonly unknown[] | undefined;
  return (context) => {
    const before = seen;
    try {
      seen = see(context);
    } catch {
      // Whoever asks fails too, and says so.
      seen = undefined;
    }
    return before === undefined || seen === undefined || !areSameItems(before, seen);
  };
}

/** What names of endpoints can mean: the file's own, and what other files set up. */
function endpointsSeen({ document, flow, project }: RuleContext): readonly unknown[] {
  return [flow.imports.length, ...flow.endpoints.values(), ...withImports(document, project).slice(1)];
}

/** What names of flows can mean: the other files, the own name, and whether all files are known. */
function flowsSeen({ document, flow, project }: RuleContext): readonly unknown[] {
  const others = (project?.flows() ?? []).filter(({ uri }) => uri !== document.uri);
  return [flow.name?.value, project?.flowsNamed('') === undefined, ...others];
}
