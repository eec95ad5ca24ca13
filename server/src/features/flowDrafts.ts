import { flowDrafts } from '#core/completion/flowDrafts';
import type { FlowDraft } from '../protocol';
import { createSnippetWriter } from './snippets';

/** Whole flows to begin with, as snippets; the same as completion offers in an empty file. `fileName` is without `.flow.json`. */
export function toFlowDrafts(fileName: string): readonly FlowDraft[] {
  return flowDrafts(fileName).flatMap(({ label, detail, inserts }) =>
    inserts.kind === 'value'
      ? { label, detail: typeof detail === 'string' ? detail : '', snippet: createSnippetWriter().value(inserts.value) }
      : [],
  );
}
