import { isReadWhole } from '#core/model/document';
import type { EntryMap } from '#core/model/entryMap';
import type { Endpoint } from '#core/model/flow';
import { createFollower } from '#core/model/follower';
import { createSummaries } from '#core/model/summaries';
import { type FlowOutline, outlineOf } from '#core/paths/outline';
import { isCredentialField } from '#core/request/credentials';

/**
 * What findings of other files can rest on of a flow file. It is the same object for as long as what is typed concerns none of them:
 * most of what people type in a node is seen by nobody else.
 */
export interface Surface {
  readonly outline: FlowOutline;
  /** Importers look at all of an endpoint. */
  readonly endpoints: EntryMap<Endpoint>;
  /** The credential fields of nodes, which other callers of the same endpoint may have in common. */
  readonly credentials: readonly unknown[];
  /** Whether all of the text can be read. */
  readonly isReadWhole: boolean;
}

const credentialsOf = createSummaries(
  ({ flow }) => flow.nodes.list,
  ({ api }) => {
    const fields = (api?.headers ?? []).filter(({ name }) => isCredentialField(name));
    return fields.map(({ name, values, property }) => [name, property.value?.kind, values.map(({ value }) => value)]);
  },
);

/** The surface of a document: that of a version before, where it is the same. */
export const surfaceOf = createFollower<Surface>((document, before) => {
  const surface: Surface = {
    outline: outlineOf(document),
    endpoints: document.flow.endpoints,
    credentials: credentialsOf(document),
    isReadWhole: isReadWhole(document),
  };
  return before !== undefined && isSameSurface(before, surface) ? before : surface;
});

function isSameSurface(one: Surface, other: Surface): boolean {
  return (Object.keys(one) as (keyof Surface)[]).every((key) => one[key] === other[key]);
}
