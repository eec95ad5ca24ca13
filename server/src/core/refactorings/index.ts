import { extractEndpoint } from '#core/refactorings/extractEndpoint';
import { inlineEndpoint } from '#core/refactorings/inlineEndpoint';
import { moveHeaderToEndpoint } from '#core/refactorings/moveHeaderToEndpoint';
import type { FindRefactorings } from '#core/refactorings/refactoring';
import { replaceLiteral } from '#core/refactorings/replaceLiteral';
import { wireToNewNode } from '#core/refactorings/wireToNewNode';

/** Every refactoring, in the order that they are offered in. */
export const refactorings: readonly FindRefactorings[] = [
  moveHeaderToEndpoint,
  extractEndpoint,
  inlineEndpoint,
  replaceLiteral,
  wireToNewNode,
];
