import { environmentFileName, privateEnvironmentFileName } from '#core/model/environment';
import { quote } from '#core/model/quote';
import type { TextSource } from '#core/model/textSource';
import type { AddedRequests as Added } from '#core/refactorings/addRequests';
import { applyEdits } from '#core/syntax/edit';
import { toLines } from '#core/syntax/lines';
import { endOf } from '#core/syntax/span';
import type { AddedRequests, AddingEdit } from '../protocol';
import { toRange } from './ranges';
import { type EditTarget, toWorkspaceEdit } from './workspaceEdit';

/**
 * What was added to a flow, for a client that makes the edit.
 *
 * @param remarks sentences on what could not be read, without a final stop
 */
export function toAddedRequests(
  flow: TextSource,
  { edits, added, node, unset, kept, open, notes }: Added,
  remarks: readonly string[],
  target: EditTarget,
): AddedRequests {
  const text = applyEdits(
    flow.text,
    edits.filter(({ document }) => document.uri === flow.uri),
  );
  const key = text.slice(added.offset + 1, endOf(added) - 1);
  return {
    // Asked for with versions, it has no other form.
    edit: toWorkspaceEdit(edits, { ...target, checksVersions: true }) as AddingEdit,
    uri: flow.uri,
    node: node ?? null,
    range: toRange(toLines(text), added),
    message: [`${quote(key)} was added`, ...aboutSecrets(kept, unset), ...aboutValues(open), ...notes, ...remarks].join(
      '. ',
    ),
    unset,
  };
}

function aboutSecrets(kept: readonly string[], unset: readonly string[]): readonly string[] {
  return [
    ...(kept.length === 0 ? [] : [`${listed(kept)} went to ${privateEnvironmentFileName}, which is not committed`]),
    ...(unset.length === 0
      ? []
      : [`${listed(unset)} ${unset.length === 1 ? 'has' : 'have'} no value yet: "Set Secret" keeps it out of files`]),
  ];
}

function aboutValues(open: readonly string[]): readonly string[] {
  if (open.length === 0) return [];
  return [`${listed(open)} ${open.length === 1 ? 'needs a value' : 'need values'} in ${environmentFileName}`];
}

function listed(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ');
}
