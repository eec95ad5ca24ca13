import type { Position } from 'vscode-languageserver-protocol';
import type { Project } from '#core/model/project';
import { findMention, type Meaning, meaningOf } from '#core/names/meaning';
import type { Mention } from '#core/names/mention';
import type { Analysis } from './analysis';

/** A name that the cursor touches, with what it means there. */
export interface NamePlace {
  readonly mention: Mention;
  readonly meaning: Meaning;
}

/** Undefined where the cursor touches no name, or one that stands for nothing. */
export function findName(
  { document }: Analysis,
  position: Position,
  project: Project | undefined,
): NamePlace | undefined {
  const mention = findMention(document, document.lines.offsetAt(position));
  const meaning = mention && meaningOf(mention, document, project);
  return mention && meaning && { mention, meaning };
}
