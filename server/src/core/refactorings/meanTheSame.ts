import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { isSameMeaning, meaningOf } from '#core/names/meaning';
import { mentionsIn } from '#core/names/mentionsIn';
import type { JsonString } from '#core/syntax/tree';

/** Whether all that some texts of one file name means the same where they are put into another. */
export function meanTheSame(
  strings: readonly JsonString[],
  from: FlowDocument,
  to: FlowDocument,
  project: Project | undefined,
): boolean {
  if (from === to) return true;
  const moved = new Set(strings);
  return mentionsIn(from)
    .filter(({ string }) => moved.has(string))
    .every((mention) => {
      const [here, there] = [meaningOf(mention, from, project), meaningOf(mention, to, project)];
      return here === undefined || there === undefined ? here === there : isSameMeaning(here, there);
    });
}
