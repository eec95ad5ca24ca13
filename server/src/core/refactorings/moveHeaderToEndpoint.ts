import { apiCallersOf } from '#core/model/callers';
import { isReadWhole } from '#core/model/document';
import { type ApiNode, type HeaderField, isApiNode } from '#core/model/flow';
import { areValuesEqual, findField, headersObject, isBlank, isWhole } from '#core/model/headers';
import { type FoundEndpoint, findEndpoint, isRead } from '#core/model/project';
import { quote } from '#core/model/quote';
import { meanTheSame } from '#core/refactorings/meanTheSame';
import { type FindRefactorings, refactoring } from '#core/refactorings/refactoring';
import { findAround, isWithin } from '#core/refactorings/touched';
import { isManagedField } from '#core/request/fieldNames';
import { editsIn } from '#core/rules/rule';
import { addField } from '#core/rules/shared/addField';
import { removeField } from '#core/rules/shared/removeField';
import type { Edit } from '#core/syntax/edit';
import { goesWithItsLast, removeEntry } from '#core/syntax/editJson';
import { findProperty } from '#core/syntax/tree';

/**
 * Moves a field from a node to the endpoint that it calls, and takes the same off the others that call it. Not where one of those
 * sends another value, where a placeholder would mean something else in the endpoint's file, or where the endpoint has the field.
 */
export const moveHeaderToEndpoint: FindRefactorings = (selection, { document, project }) => {
  const node = findAround(selection, document.flow.nodes.values());
  if (node === undefined || !isApiNode(node) || (project !== undefined && !isRead(project))) return [];
  const field = node.api.headers.find(({ property }) => isWithin(selection, property));
  const found = findEndpoint(document, node, project);
  if (field === undefined || found === undefined || !isMovable(field, found)) return [];
  if (!meanTheSame(field.values, document, found.document, project)) return [];
  const callers = apiCallersOf(found, project);
  const senders = callers.flatMap((caller) => {
    const own = findField(caller.node.api.headers, field.name);
    return own === undefined ? [] : [{ ...caller, field: own }];
  });
  const isSame = senders.every((sender) => isWhole(sender.field) && areValuesEqual(sender.field, field));
  const files = new Set([found.document, ...senders.map((sender) => sender.document)]);
  if (!isSame || ![...files].every(isReadWhole)) return [];
  return refactoring('refactor.move', titleFor(field, found, callers.length - senders.length), [
    editsIn(found.document, [addField(found.document, found.endpoint, field)]),
    ...senders.map((sender) => editsIn(sender.document, [removal(sender.node, sender.field, sender.document.text)])),
  ]);
};

function isMovable(field: HeaderField, { endpoint }: FoundEndpoint): boolean {
  if (isManagedField(field.name) || isBlank(field) || !isWhole(field)) return false;
  return findField(endpoint.headers, field.name) === undefined;
}

/** With the last field goes the place for fields. Undefined where its name stands there once more. */
function removal(node: ApiNode, field: HeaderField, text: string): Edit | undefined {
  const headers = headersObject(node);
  const property = findProperty(node.object, 'headers');
  if (headers === undefined || node.object === undefined || property === undefined) return undefined;
  return goesWithItsLast(node.object, 'headers', headers)
    ? removeEntry(text, node.object, property)
    : removeField(text, headers, field);
}

/** Whoever moves it is told that requests of other nodes change. */
function titleFor({ name }: HeaderField, { endpoint }: FoundEndpoint, others: number): string {
  const title = `Move ${quote(name)} to the endpoint ${quote(endpoint.name)}`;
  if (others === 0) return title;
  return `${title}, which ${others === 1 ? 'one more node calls' : `${others} more nodes call`}`;
}
