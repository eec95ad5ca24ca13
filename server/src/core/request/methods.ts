import type { ApiNode, Endpoint } from '#core/model/flow';
import { endpointDefaults } from '#core/model/vocabulary';

/** The methods that the platform's documentation names everywhere. PUT and DELETE stand in one place only. */
export const supportedMethods = ['GET', 'POST'] as const;
export type SupportedMethod = (typeof supportedMethods)[number];

export function isSupportedMethod(method: string): method is SupportedMethod {
  return (supportedMethods as readonly string[]).includes(method);
}

/** Whether the documentation names the method at all. Methods are case-sensitive (RFC 9110 §9.1). */
export function isDocumentedMethod(method: string): boolean {
  return isSupportedMethod(method) || method === 'PUT' || method === 'DELETE';
}

/** The method of a node's request: its own, else the endpoint's, else GET. */
export function effectiveMethod(node: ApiNode, endpoint: Endpoint): string {
  return (node.api.method ?? endpoint.method)?.value ?? endpointDefaults.method;
}

/** Whether content of a request has no meaning with the method (RFC 9110 §9.3.1, §9.3.5). */
export function takesNoBody(method: string): boolean {
  return method === 'GET' || method === 'DELETE';
}

/** Whether a node's request has content; an empty text is none. */
export function hasBody({ api: { body } }: ApiNode): boolean {
  return body !== undefined && !(body.kind === 'string' && body.value === '');
}

/** Whether both sides name a method, and not the same. What is no method at all is said elsewhere. */
export function areMismatched({ api: { method: own } }: ApiNode, { method: shared }: Endpoint): boolean {
  if (own === undefined || shared === undefined || own.value === shared.value) return false;
  return isDocumentedMethod(own.value) && isDocumentedMethod(shared.value);
}
