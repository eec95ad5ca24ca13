import type { Position, PrepareRenamePlaceholder } from 'vscode-languageserver-protocol';
import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import type { SideFile } from '#core/model/sideFile';
import type { TextSource } from '#core/model/textSource';
import { findRenamable, findRenamableBeside, type Renamable } from '#core/renaming/renamable';
import { toRange } from './ranges';

/** A file in which a name may stand: a flow, or a file beside flows. */
export type NamingFile = { readonly flow: FlowDocument } | { readonly beside: SideFile };

/** What can be renamed at a place. Undefined where no name stands. */
export function renamableAt(file: NamingFile, position: Position, project: Project | undefined): Renamable | undefined {
  if ('flow' in file) return findRenamable(file.flow, file.flow.lines.offsetAt(position), project);
  return project && findRenamableBeside(file.beside, file.beside.source.lines.offsetAt(position), project);
}

/** What the editor marks while it asks for the new name: the name as it is meant, without escapes. */
export function prepareRename({ lines }: TextSource, { span, meaning }: NamedThing): PrepareRenamePlaceholder {
  return { range: toRange(lines, span), placeholder: meaning.name };
}

type NamedThing = Extract<Renamable, { kind: 'name' }>;
