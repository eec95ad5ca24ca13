import { apiCallersOf } from '#core/model/callers';
import type { ApiNode } from '#core/model/flow';
import type { FoundEndpoint } from '#core/model/project';
import { hasBody, isDocumentedMethod, type SupportedMethod, takesNoBody } from '#core/request/methods';
import { type DocumentEdit, editsIn, type RuleContext } from '#core/rules/rule';
import { replaceValue } from '#core/syntax/editJson';

type FileEdits = readonly DocumentEdit[] | undefined;

/**
 * Puts another method on an endpoint that names one, and on each of its callers that names the same. Undefined where that
 * would bring a finding: a caller would differ from the endpoint, or has a body that the method has no place for.
 */
export function changeMethod(
  found: FoundEndpoint,
  method: SupportedMethod,
  { project }: RuleContext,
): readonly FileEdits[] | undefined {
  const old = found.endpoint.method;
  if (old === undefined) return undefined;
  const files: FileEdits[] = [editsIn(found.document, [replaceValue(old, method)])];
  for (const { node, document } of apiCallersOf(found, project)) {
    const own = node.api.method;
    if (own?.value === method) continue;
    const follows = own === undefined || own.value === old.value;
    if (!follows && isDocumentedMethod(own.value)) return undefined;
    if (follows && losesBody(node, old.value, method)) return undefined;
    if (own?.value === old.value) files.push(editsIn(document, [replaceValue(own, method)]));
  }
  return files;
}

/** Whether the body of a node has a place with one method and none with the other. */
export function losesBody(node: ApiNode, from: string, to: string): boolean {
  return hasBody(node) && takesNoBody(to) && !takesNoBody(from);
}
