import type { Answer, Answers, AskedQuestion } from '#core/checking/answers';
import { type AnsweredFile, type MeantEndpoint, questions } from '#core/checking/questions';
import type { FlowDocument } from '#core/model/document';
import type { EndpointLookup, Project } from '#core/model/project';
import type { RuleContext } from '#core/rules/rule';

/** What hooks have read of a context. */
export interface Reads {
  readonly answers: ReadonlySet<Answer>;
  /** True where they have read what is another after every edit. */
  readonly isWhole: boolean;
}

/** A context that notes what is read of it, for one check. */
export interface TrackedContext {
  readonly context: RuleContext;
  /** Forgets what was read so far. */
  begin(): void;
  /** What was read since then. */
  readonly reads: Reads;
}

type Ask = (question: AskedQuestion, about: string) => unknown;

/** @param whole what is read in the end */
export function trackContext(whole: RuleContext, answers: Answers): TrackedContext {
  let reads = { answers: new Set<Answer>(), isWhole: false };
  const readWhole = (): void => {
    reads.isWhole = true;
  };
  const ask: Ask = (question, about) => {
    try {
      const answer = answers.find(question, about, whole);
      reads.answers.add(answer);
      return answer.value;
    } catch (error) {
      // It may succeed in the next check, and nothing else tells that.
      readWhole();
      throw error;
    }
  };
  return {
    context: toTracked(whole, ask, readWhole),
    begin() {
      reads = { answers: new Set(), isWhole: false };
    },
    get reads() {
      return reads;
    },
  };
}

function toTracked(whole: RuleContext, ask: Ask, readWhole: () => void): RuleContext {
  const document = trackDocument(whole.document, readWhole);
  /** Of the file itself, no more is known to have been read than was. */
  const track = (file: AnsweredFile): FlowDocument => (file === 'itself' ? document : file);
  const lookUpEndpoint = (name: string): EndpointLookup => {
    const found = ask(questions.meantEndpoint, name) as MeantEndpoint;
    return typeof found === 'string' ? found : { endpoint: found.endpoint, document: track(found.file) };
  };
  return {
    document,
    get flow() {
      readWhole();
      return whole.flow;
    },
    project: whole.project && trackProject(whole.project, document.uri, ask, readWhole),
    today: whole.today,
    environment: whole.environment,
    rules: whole.rules,
    get suppressions() {
      readWhole();
      return whole.suppressions;
    },
    get whole() {
      readWhole();
      return whole;
    },
    isOff: whole.isOff,
    isSecret: (name) => ask(questions.isSecretName, name) as boolean,
    observationOf: ({ id }) => ask(questions.observation, id) as ReturnType<RuleContext['observationOf']>,
    lookUpEndpoint,
    endpointOf({ endpoint }) {
      const found = endpoint && lookUpEndpoint(endpoint.value);
      return typeof found === 'string' ? undefined : found;
    },
    hasNode: (id) => ask(questions.isNodeThere, id) as boolean,
    flowsNamed: (name) => (ask(questions.namedFlows, name) as readonly AnsweredFile[] | undefined)?.map(track),
    ask: (question, about) => ask(question, about) as ReturnType<typeof question.answer>,
  };
}

function trackDocument(whole: FlowDocument, readWhole: () => void): FlowDocument {
  const read = <Key extends keyof FlowDocument>(key: Key): FlowDocument[Key] => {
    readWhole();
    return whole[key];
  };
  return {
    uri: whole.uri,
    text: whole.text,
    keyErrorsOf: whole.keyErrorsOf,
    get lines() {
      return read('lines');
    },
    get root() {
      return read('root');
    },
    get syntaxErrors() {
      return read('syntaxErrors');
    },
    get shapeErrors() {
      return read('shapeErrors');
    },
    get flow() {
      return read('flow');
    },
    get lineage() {
      return read('lineage');
    },
    get edits() {
      return read('edits');
    },
  };
}

function trackProject(whole: Project, ownUri: string, ask: Ask, readWhole: () => void): Project {
  const through =
    <Parameters extends readonly unknown[], Result>(call: (...parameters: Parameters) => Result) =>
    (...parameters: Parameters): Result => {
      readWhole();
      return call(...parameters);
    };
  return {
    resolveImport: through((from, path) => whole.resolveImport(from, path)),
    flows: through(() => whole.flows()),
    flowsNamed: through((name) => whole.flowsNamed(name)),
    environmentFiles(uri) {
      if (uri !== ownUri) readWhole();
      return ask(questions.environmentFiles, uri) as ReturnType<Project['environmentFiles']>;
    },
    sideFile: through((kind, uri) => whole.sideFile(kind, uri)),
    gitState: through((uri) => whole.gitState(uri)),
    apiDescription: through((from, path) => whole.apiDescription(from, path)),
  };
}
