import { type Checker, type CheckResult, createChecker } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import type { SideFile } from '#core/model/sideFile';
import type { TextSource } from '#core/model/textSource';
import type { Observation } from '#core/request/observation';
import type { SeveritySetting } from '#core/rules/rule';
import type { Analysis } from '../features/analysis';
import { type SteadyNodes, toSteadyNodes } from '../features/codeLenses';
import { checkSideFile } from '../workspace/checkSideFile';
import { isSideFile } from '../workspace/sideFiles';
import { projectOf, type Workspace } from '../workspace/workspace';
import type { TextEdit } from './documents';
import { createKeptAnalyses } from './keptAnalyses';

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
  const good = new Map<string, FlowDocument>();
  const steady = new Map<string, SteadyNodes>();
  /** What editors have open is checked again at every keystroke. */
  const checkers = new Map<string, Checker>();
  const kept = createKeptAnalyses(workspace.document);
  let generation = 0;

  const tellChange = (): void => {
    generation++;
    options.onOutdated();
  };
  const outdate = (uri?: string): void => {
    if (uri === undefined) checkers.clear();
    else checkers.delete(uri);
    kept.forget(uri);
    tellChange();
  };
  /** Of other flows, checkers find out by themselves what is another now. */
  const change = (uri: string, take: () => void): void => {
    const before = isSideFile(uri) ? undefined : workspace.document(uri);
    if (before !== undefined) kept.willEdit(before);
    take();
    const after = before && workspace.document(uri);
    if (after === undefined) outdate();
    else {
      kept.edited(after);
      tellChange();
    }
  };
  const checkerOf = (uri: string): Checker => {
    const checker = checkers.get(uri) ?? createChecker();
    if (versions.has(uri)) checkers.set(uri, checker);
    return checker;
  };
  const find = (uri: string): Analysis | undefined => {
    const known = kept.find(uri);
    if (known !== undefined) return known;
    // JSON of another kind: checked on its own, and no flow.
    if (isSideFile(uri)) return undefined;
    const document = workspace.document(uri);
    if (document === undefined) return undefined;
    const analysis = analyse(document, workspace, options, versions.get(uri) ?? null, () => checkerOf(uri));
    kept.keep(uri, analysis);
    return analysis;
  };

  /** @param followed the text that the places of the last good one are right in as well, where it is another */
  const keepSteady = (uri: string, followed: string | undefined): void => {
    const document = isSideFile(uri) ? undefined : workspace.document(uri);
    const known = steady.get(uri);
    if (document?.syntaxErrors.length === 0) {
      good.set(uri, document);
      steady.set(uri, toSteadyNodes(document));
    } else if (known !== undefined && followed !== undefined) steady.set(uri, { ...known, text: followed });
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
    lastGood: (uri) => good.get(uri),
    steadyNodes: (uri) => steady.get(uri),
    open(uri, version, text) {
      versions.set(uri, version);
      change(uri, () => workspace.open(uri, text));
      keepSteady(uri, undefined);
    },
    edit(uri, version, edits) {
      versions.set(uri, version);
      change(uri, () => {
        for (const { edit, text } of edits) keepSteady(uri, workspace.edit(uri, edit, text) ? text : undefined);
      });
    },
    close(uri) {
      versions.delete(uri);
      good.delete(uri);
      steady.delete(uri);
      checkers.delete(uri);
      change(uri, () => workspace.close(uri));
    },
    outdate,
    generation: () => generation,
  };
}

function analyse(
  document: FlowDocument,
  workspace: Workspace,
  options: AnalysisOptions,
  version: number | null,
  checker: () => Checker,
): Analysis {
  const project = projectOf(workspace, document.uri);
  let result: CheckResult | undefined;
  return {
    document,
    version,
    // Checked when somebody asks for findings: a hover or a completion must not wait for all rules.
    get result() {
      result ??= checker().check(document, project, {
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
