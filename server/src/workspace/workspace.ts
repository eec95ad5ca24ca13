import { dirname } from 'node:path';
import { editDocument, type FlowDocument, type KnownText, readAnew, readDocument } from '#core/model/document';
import type { GitState } from '#core/model/gitState';
import type { Project } from '#core/model/project';
import type { SideFile } from '#core/model/sideFile';
import type { Edit } from '#core/syntax/edit';
import { createProject } from './createProject';
import { type Descriptions, noDescriptions } from './descriptions';
import { type DiskReads, unobserved } from './diskReads';
import { createEnvironmentStore, type EnvironmentStore } from './environmentStore';
import { flowFileSuffix } from './findFlowFiles';
import { createFlowDocuments, type FlowDocuments } from './flowDocuments';
import { findInnermostFolder, isInsideAny } from './isInside';
import { createScans } from './scans';
import { createSideFiles, isSideFile, type SideFiles } from './sideFiles';
import { createSideTexts, type SideTexts } from './sideTexts';
import { normalizePath, toPath, toUri } from './uri';

/**
 * The flow files that are known and the files beside them: what editors hold, else what lies on disk, read once and kept until
 * `forget`. Both shells, the language server and the command line, stand on it.
 */
export interface Workspace {
  readonly project: Project;
  /** What an editor has open that lies in none of the folders: such files know each other, and the workspace knows nothing of them. */
  readonly elsewhere: Project;
  /** The file as it is now: an editor's text, else the disk's. Undefined where it can't be read. */
  document(uri: string): FlowDocument | undefined;
  /** An editor has this text now. */
  open(uri: string, text: string): FlowDocument;
  /**
   * The editor's text was edited. Gives whether the document followed: places that somebody holds of it are right in the new text
   * then, and in the old one otherwise.
   *
   * @param text the whole text after the edit
   * @param known what whoever made the text knows of it already
   */
  edit(uri: string, edit: Edit, text: string, known?: KnownText): boolean;
  /** The editor let go: the disk counts again. */
  close(uri: string): void;
  /** A file on disk changed, or a folder is gone: what is known of it is read anew. Gives whether that may tell anybody anything. */
  forget(uri: string): boolean;
  /** Reads all flow files of the folders; until then no flow is called unknown. */
  scan(): Promise<void>;
  /** Reads these flow files instead, as if the folders held no others. */
  read(paths: readonly string[]): Promise<void>;
  /** Takes in a folder. Resolves when its flow files were read; until then no flow is called unknown. */
  addRoot(path: string): Promise<void>;
  /** Lets go of a folder, and of what lies in it and in no other. What editors hold stays. */
  removeRoot(path: string): void;
  /** A file beside flows, to be checked. Undefined where it is not there, or counts for nothing. */
  sideFile(uri: string): SideFile | undefined;
  /** The URIs of the files beside flows that are there and count for any flow of the workspace, each once. */
  sideFiles(): readonly string[];
  /** The text of a file beside flows, by its absolute path; undefined where it is not there, or can't be read. */
  sideText(path: string): string | undefined;
  /** The folders as they are now: absolute paths, spelled as `toPath` spells them. */
  readonly roots: readonly string[];
}

/** What lies around a document, as `projectOf` gives it; for one that is no file, what the workspace holds. */
export function projectAround(workspace: Pick<Workspace, 'project' | 'elsewhere' | 'roots'>, uri: string): Project {
  return projectOf(workspace, uri) ?? workspace.project;
}

/** What lies around a document; undefined for one that is no file. */
export function projectOf(
  { project, elsewhere, roots }: Pick<Workspace, 'project' | 'elsewhere' | 'roots'>,
  uri: string,
): Project | undefined {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  return isInsideAny(path, roots) ? project : elsewhere;
}

/**
 * Files count where they lie in one of the folders, and in the innermost where folders overlap.
 *
 * @param gitStateOf what git makes of a file, by its absolute path; `unknown` for as long as nobody can tell
 * @param reads hears of what is looked at on disk
 * @param descriptions what API descriptions say, for as long as somebody asks
 */
export function createWorkspace(
  initialRoots: readonly string[],
  gitStateOf: (path: string) => GitState = () => 'unknown',
  reads: DiskReads = unobserved,
  descriptions: Descriptions = noDescriptions,
): Workspace {
  let roots: readonly string[] = [...new Set(initialRoots.map(normalizePath))];
  const rootOf = (path: string): string => findInnermostFolder(path, roots) ?? dirname(path);
  const documents = createFlowDocuments(() => roots, reads);
  const texts = createSideTexts(rootOf, reads);
  const environments = createEnvironmentStore(texts, rootOf);
  const sideFiles = createSideFiles({ texts, environments, gitStateOf, rootOf, rootsNow: () => roots });
  const scans = createScans();
  const setRoots = (now: readonly string[]): void => {
    roots = now;
    documents.forgetRoots();
    environments.forgetRoots();
  };
  const sources = { documents, environments, sideFiles, descriptions, rootOf, reads };
  return {
    project: createProject(sources, documents.all, scans.areDone),
    // What is not open may be there all the same.
    elsewhere: createProject(sources, documents.elsewhere, (named) => named.length > 0),
    get roots() {
      return roots;
    },
    ...createTexts(documents, environments, texts, descriptions),
    ...toSideFileAccess(sideFiles, documents, texts),
    scan: () => scans.during(() => documents.scan(roots)),
    read: (paths) => scans.during(() => documents.read(paths)),
    async addRoot(path) {
      const root = normalizePath(path);
      if (roots.includes(root)) return;
      setRoots([...roots, root]);
      await scans.during(() => documents.scan([root]));
    },
    removeRoot(path) {
      const root = normalizePath(path);
      setRoots(roots.filter((other) => other !== root));
    },
  };
}

function toSideFileAccess(
  sideFiles: SideFiles,
  documents: FlowDocuments,
  texts: SideTexts,
): Pick<Workspace, 'sideFile' | 'sideFiles' | 'sideText'> {
  return {
    sideFile(uri) {
      const path = toPath(uri);
      return path === undefined ? undefined : sideFiles.at(path);
    },
    sideFiles() {
      const paths = [...documents.all()].flatMap(({ uri }) => toPath(uri) ?? []);
      return sideFiles.all(paths).map(toUri);
    },
    sideText: texts.at,
  };
}

/** A file that is no UTF-8 has a fault that no text of an editor has. */
function isThat(document: FlowDocument, uri: string, text: string): boolean {
  return (
    document.uri === uri && document.text === text && !document.syntaxErrors.some(({ kind }) => kind === 'encoding')
  );
}

function createTexts(
  documents: FlowDocuments,
  environments: EnvironmentStore,
  texts: SideTexts,
  descriptions: Descriptions,
): Pick<Workspace, 'document' | 'open' | 'edit' | 'close' | 'forget'> {
  /** Documents that are no files: shown in a diff, say. They are checked, and nobody can refer to them. */
  const unfiled = new Map<string, FlowDocument>();
  const changeSideFile = (path: string, change: () => void): void => {
    change();
    environments.forget(path);
  };
  const find = (uri: string): FlowDocument | undefined => {
    const path = toPath(uri);
    return path === undefined ? unfiled.get(uri) : documents.at(path);
  };
  const hold = (uri: string, document: FlowDocument): void => {
    const path = toPath(uri);
    if (path === undefined) unfiled.set(uri, document);
    else documents.open(path, document);
  };
  /** An editor mostly opens what lies on disk, which was read already. */
  const read = (uri: string, text: string): FlowDocument => {
    const path = toPath(uri);
    const known = path === undefined ? undefined : documents.known(path);
    return known !== undefined && isThat(known, uri, text) ? known : readDocument(uri, text);
  };
  const open = (uri: string, text: string): FlowDocument => {
    const document = read(uri, text);
    const path = toPath(uri);
    if (path !== undefined && isSideFile(path)) changeSideFile(path, () => texts.open(path, text));
    else hold(uri, document);
    return document;
  };
  return {
    document: find,
    open,
    edit(uri, edit, text, known) {
      const before = isSideFile(uri) ? undefined : find(uri);
      const after = before && editDocument(before, edit, text, known);
      if (before === undefined) open(uri, text);
      else hold(uri, after ?? readAnew(before, text));
      return after !== undefined;
    },
    close(uri) {
      unfiled.delete(uri);
      const path = toPath(uri);
      if (path === undefined) return;
      if (isSideFile(path)) changeSideFile(path, () => texts.close(path));
      else documents.close(path);
    },
    forget(uri) {
      const path = toPath(uri);
      if (path === undefined) return false;
      if (isSideFile(path)) changeSideFile(path, () => texts.forget(path));
      else if (path.endsWith(flowFileSuffix)) documents.readAnew(path);
      else return descriptions.forget(path) || documents.readFolderAnew(path);
      return true;
    },
  };
}
