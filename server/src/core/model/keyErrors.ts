import type { ShapeError } from '#core/model/shapeErrors';
import { groupBy } from '#core/paths/groupBy';
import type { JsonObject } from '#core/syntax/tree';

/** A key that an object has and may not have, or has not and must have. */
export type KeyError = Extract<ShapeError, { readonly kind: 'missing' | 'unknown' }>;

/**
 * What is wrong with the keys of an object, but not of those inside it. It hangs on the object alone: as long as it is the same
 * object, whatever is edited around it, the answer is the same.
 */
export type KeyErrorsOf = (object: JsonObject) => readonly KeyError[];

/** Grouped when somebody asks: most texts have no errors, and most objects of the others have none. */
export function toKeyErrors(shapeErrors: readonly ShapeError[]): KeyErrorsOf {
  let byObject: ReadonlyMap<JsonObject, readonly KeyError[]> | undefined;
  return (object) => {
    byObject ??= groupBy(shapeErrors.filter(isKeyError), (error) => error.object);
    return byObject.get(object) ?? none;
  };
}

const none: readonly KeyError[] = [];

function isKeyError(error: ShapeError): error is KeyError {
  return error.kind === 'missing' || error.kind === 'unknown';
}
