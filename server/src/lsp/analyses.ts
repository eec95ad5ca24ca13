import { type Checker, type CheckResult, createChecker } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import type { SideFile } from '#core/model/sideFile';
import type { TextSource } from '#core/model/textSource';
import type { Observation } from '#core/request/observation';
import type { SeveritySetting } from '#core/rules/rule';
import type { Analysis } from '../features/analysis';
import type { SteadyNodes } from '../features/codeLenses';
import { checkSideFile } from '../workspace/checkSideFile';
import { isSideFile } from '../workspace/sideFiles';
import { projectOf, type Workspace } from '../workspace/workspace';
import type { TextEdit } from './documents';
import { createKeptAnalyses } from './keptAnalyses';
import { createLastTexts, type LastTexts } from './lastTexts';

/** Analyses by document and version: made when asked for, kept until something they rest on changes. */
export interface Analyses {
  /** Undefined where there is no such file. */
  find(uri: string): Analysis | undefined;
  /** As `find`, and for files beside flows too: environment files and configurations. */
  findAny(uri: string): Analysis<TextSource> | undefined;
  /**
   * As `findAny`, for findings alone: those of a file outlive edits of others that concern none of them. Places in other files have to
   * be looked up by their URIs.
   */
  findSettled(uri: string): Analysis<TextSource> | undefined;
  /** The findings of a document that another one refers to. */
  resultOf(document: FlowDocument): CheckResult | undefined;
  /**
   * The document's last text without syntax errors, for the names in it: its places may have moved since.
   */
  lastGood(uri: string): FlowDocument | undefined;
  /** The API nodes of that text, for what must not jump while somebody types. */
  steadyNodes(uri: string): SteadyNodes | undefined;
  /** The editor has this text now. */
  open(uri: string, version: number, text: string): void;
  /** The editor has come to this version by these edits, one after the other. */
  edit(uri: string, version: number, edits: readonly TextEdit[]): void;
  close(uri: string): void;
  /** Something that findings of any document may rest on has changed; with a URI, what only those of that one rest on. */
  outdate(uri?: string): void;
  /** Goes up with every change: names a state of the whole. */
  generation(): number;
}

export interface AnalysisOptions {
  /** What rules are set to, for a file. */
  readonly severityOf: (uri: string, code: string) => SeveritySetting | undefined;
  /** Whether the configuration names an environment value as a secret, for a file. */
  readonly isSecret: (uri: string, name: string) => boolean;
  /** The environment that the person picked; null for none. */
  readonly environment: () => string | null;
  /** What the last run of a node has shown, as long as it is still the same node. */
  readonly observationOf: (document: FlowDocument, node: string) => Observation | undefined;
  /** The nodes of a file that were run, by id. */
  readonly runNodes: (uri: string) => Iterable<string>;
  /** The current date in UTC: `2027-06-30`. */
  readonly today: () => string;
  /** Called at every change. */
  readonly onOutdated: () => void;
}

export function createAnalyses(workspace: Workspace, options: AnalysisOptions): Analyses {
  const versions = new Map<string, number>();
  const flowAt = (uri: string): FlowDocument | undefined => findFlow(workspace, uri);
  const lastTexts = createLastTexts(flowAt);
  const checkers = createCheckers((uri) => versions.has(uri));
  const kept = createKeptAnalyses({
    documentOf: flowAt,
    countFlows: () => workspace.project.flows().length + workspace.elsewhere.flows().length,
    today: options.today,
  });
  let generation = 0;

  const tellChange = (): void => {
    generation++;
    options.onOutdated();
  };
  const outdate = (uri?: string): void => {
    checkers.forget(uri);
    kept.forget(uri);
    tellChange();
  };
  /** What others than flows rest on may be anything. */
  const change = (uri: string, take: () => void): void => {
    const before = flowAt(uri);
    if (before !== undefined) kept.willEdit(before);
    take();
    const after = before && flowAt(uri);
    if (after === undefined) outdate();
    else {
      kept.edited(after);
      tellChange();
    }
  };
  const find = (uri: string): Analysis | undefined => {
    const known = kept.find(uri);
    const document = known === undefined ? flowAt(uri) : undefined;
    if (document === undefined) return known;
    const analysis = analyse(document, workspace, options, versions.get(uri) ?? null, checkers.of);
    kept.keep(uri, analysis);
    return analysis;
  };
  const findAny = (uri: string): Analysis<TextSource> | undefined => {
    if (!isSideFile(uri)) return find(uri);
    const file = workspace.sideFile(uri);
    return file && analyseSideFile(file, uri, options, versions.get(uri) ?? null);
  };
  return {
    find,
    findAny,
    findSettled: (uri) => kept.findSettled(uri) ?? findAny(uri),
    resultOf: ({ uri }) => (kept.findSettled(uri) ?? find(uri))?.result,
    lastGood: lastTexts.good,
    steadyNodes: lastTexts.steadyNodes,
    ...toChanges({ versions, lastTexts, checkers, workspace, change }),
    outdate,
    generation: () => generation,
  };
}

interface Changing {
  readonly versions: Map<string, number>;
  readonly lastTexts: LastTexts;
  readonly checkers: Checkers;
  readonly workspace: Workspace;
  /** Takes a change of a file in, and lets go of all that rests on what it changes. */
  readonly change: (uri: string, take: () => void) => void;
}

function toChanges(changing: Changing): Pick<Analyses, 'open' | 'edit' | 'close'> {
  const { versions, lastTexts, checkers, workspace, change } = changing;
  return {
    open(uri, version, text) {
      versions.set(uri, version);
      change(uri, () => {
        workspace.open(uri, text);
        lastTexts.keep(uri, undefined);
      });
    },
    edit(uri, version, edits) {
      versions.set(uri, version);
      change(uri, () => {
        for (const { edit, text, lines } of edits) {
          const whole = text.whole();
          lastTexts.keep(uri, workspace.edit(uri, edit, whole, { pieces: text, lines }) ? whole : undefined);
        }
      });
    },
    close(uri) {
      versions.delete(uri);
      lastTexts.forget(uri);
      checkers.forget(uri);
      change(uri, () => workspace.close(uri));
    },
  };
}

/** Undefined for JSON of another kind, which is checked on its own. */
function findFlow(workspace: Workspace, uri: string): FlowDocument | undefined {
  return isSideFile(uri) ? undefined : workspace.document(uri);
}

interface Checkers {
  of(uri: string): Checker;
  /** Without a URI, all of them. */
  forget(uri?: string): void;
}

/** What is open in an editor is checked again at every keystroke, so its checker is kept. */
function createCheckers(isOpen: (uri: string) => boolean): Checkers {
  const kept = new Map<string, Checker>();
  return {
    of(uri) {
      const checker = kept.get(uri) ?? createChecker();
      if (isOpen(uri)) kept.set(uri, checker);
      return checker;
    },
    forget(uri) {
      if (uri === undefined) kept.clear();
      else kept.delete(uri);
    },
  };
}

function analyse(
  document: FlowDocument,
  workspace: Workspace,
  options: AnalysisOptions,
  version: number | null,
  checkerOf: (uri: string) => Checker,
): Analysis {
  const project = projectOf(workspace, document.uri);
  let result: CheckResult | undefined;
  return {
    document,
    version,
    get checked() {
      return result;
    },
    // Checked when somebody asks for findings: a hover or a completion must not wait for all rules.
    get result() {
      result ??= checkerOf(document.uri).check(document, project, {
        severityOf: (code) => options.severityOf(document.uri, code),
        isSecret: (name) => options.isSecret(document.uri, name),
        environment: options.environment(),
        observationOf: (node) => options.observationOf(document, node),
        runNodes: () => options.runNodes(document.uri),
        today: options.today(),
      });
      return result;
    },
  };
}

function analyseSideFile(
  file: SideFile,
  uri: string,
  { severityOf }: AnalysisOptions,
  version: number | null,
): Analysis<TextSource> {
  return { document: file.source, version, result: checkSideFile(file, (code) => severityOf(uri, code)) };
}
