import type { FlowDocument } from '#core/model/document';
import { createFlowIndex } from '#core/model/flowIndex';
import { importedFile, type Project } from '#core/model/project';
import { mentionsIn } from '#core/names/mentionsIn';
import type { Occurrence } from '#core/names/occurrences';

/**
 * The places that import the same file as one import does, by whatever path, those of its own file first. A path that names no file
 * is told where the same text stands in its own file.
 */
export function importsOf(path: string, document: FlowDocument, project: Project | undefined): readonly Occurrence[] {
  const wanted = importedFile(path, document, project);
  const others = project === undefined ? [] : (importing(project.flows()).get(fileName(path)) ?? []);
  return [...new Set([document, ...others])].flatMap((file) =>
    mentionsIn(file).flatMap((mention): Occurrence[] => {
      if (mention.kind !== 'import' || fileName(mention.name) !== fileName(path)) return [];
      const isSame =
        wanted === undefined
          ? file === document && mention.name === path
          : importedFile(mention.name, file, project) === wanted;
      return isSame ? [{ source: file, span: mention.span, role: mention.role, mention }] : [];
    }),
  );
}

/** To look for a file touches the disk: only those that import one of that name are asked. */
const importing = createFlowIndex(({ flow }) => flow.imports.map(({ value }) => fileName(value)));

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
