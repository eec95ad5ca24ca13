import { relative, sep } from 'node:path';
import type { FlowDocument } from '#core/model/document';
import type { DocumentEdit } from '#core/model/documentEdit';
import type { Project } from '#core/model/project';
import { replaceValue } from '#core/syntax/editJson';
import type { JsonString } from '#core/syntax/tree';
import { flowFileSuffix } from './findFlowFiles';
import { toImportPath } from './importPath';
import { isInside } from './isInside';
import { isRelativePath, resolveFrom } from './resolveImport';
import { toPath } from './uri';

/** A file or folder that is about to have another name, or lie elsewhere. */
export interface Move {
  readonly oldUri: string;
  readonly newUri: string;
}

/**
 * What has to change in flows for their imports, and the API descriptions of their endpoints, to be the same files after the moves: in those
 * that name what moves, and in those that move themselves. The edits are for the files where they lie now. An import that stays right stays as it is written.
 */
export function mendImports(moves: readonly Move[], project: Project): readonly DocumentEdit[] {
  const moved = createMoved(moves);
  return project.flows().flatMap((importer) => {
    const from = toPath(importer.uri);
    if (from === undefined) return [];
    const descriptions = [...importer.flow.endpoints.values()].flatMap(({ openapi }) => openapi?.file ?? []);
    const mended = [
      ...importer.flow.imports.map(
        (string) => [string, mendedPath(string, importer, from, { moved, project })] as const,
      ),
      ...descriptions.map((string) => [string, mendedDescription(string.value, from, moved)] as const),
    ];
    return mended.flatMap(([string, path]) => {
      return path === undefined ? [] : [{ ...replaceValue(string, path), document: importer }];
    });
  });
}

interface Moving {
  /** Where a path leads after the moves. */
  readonly moved: (path: string) => string;
  readonly project: Project;
}

/**
 * `./library.flow.json` and `library.flow.json` are the same; whoever wrote one of them keeps to it. Undefined where nothing has to change, or
 * where nobody could say it: on another drive, or no flow file any more.
 */
function mendedPath(
  { value: written }: JsonString,
  { uri }: FlowDocument,
  importer: string,
  { moved, project }: Moving,
): string | undefined {
  const to = moved(importer);
  const target = resolveFrom(importer, written);
  const wanted = moved(target);
  if (to === importer && wanted === target) return undefined;
  const { kind } = project.resolveImport(uri, written);
  if (kind === 'not-relative' || kind === 'outside') return undefined;
  if (resolveFrom(to, written) === wanted || !wanted.endsWith(flowFileSuffix)) return undefined;
  const path = toImportPath(to, wanted);
  return written.startsWith('.') ? path : path?.replace(/^\.\//, '');
}

/** As `mendedPath` for the API description that an endpoint names, which may be any file. */
function mendedDescription(written: string, from: string, moved: Moving['moved']): string | undefined {
  if (!isRelativePath(written)) return undefined;
  const to = moved(from);
  const wanted = moved(resolveFrom(from, written));
  if (resolveFrom(to, written) === wanted) return undefined;
  const path = toImportPath(to, wanted);
  return written.startsWith('.') ? path : path?.replace(/^\.\//, '');
}

/** A file inside of a folder that moves goes with it; where several moves hold it, the innermost says where. */
function createMoved(moves: readonly Move[]): (path: string) => string {
  const paths = moves
    .flatMap(({ oldUri, newUri }) => {
      const [from, to] = [toPath(oldUri), toPath(newUri)];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    })
    .sort((a, b) => b.from.length - a.from.length);
  return (path) => {
    const move = paths.find(({ from }) => isInside(path, from));
    if (move === undefined) return path;
    const inside = relative(move.from, path);
    return inside === '' ? move.to : move.to + sep + inside;
  };
}
