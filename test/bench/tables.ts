import type { Table } from './table';
import { body } from './tables/body';
import { click } from './tables/click';
import { cold } from './tables/cold';
import { commandLine } from './tables/commandLine';
import { commandLineMemory } from './tables/commandLineMemory';
import { editor } from './tables/editor';
import { edits } from './tables/edits';
import { keystroke } from './tables/keystroke';
import { memory } from './tables/memory';
import { packageSize } from './tables/packageSize';
import { start } from './tables/start';
import { workspace } from './tables/workspace';

/** All tables, in the order in which they are measured and printed. */
export const tables: readonly Table[] = [
  keystroke,
  cold,
  start,
  packageSize,
  click,
  body,
  workspace,
  memory,
  edits,
  commandLine,
  commandLineMemory,
  editor,
];
