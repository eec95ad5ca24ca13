import type { ExplainContext } from '#core/explain/explainContext';
import { type Content, code, type Inline, place } from '#core/explain/explanation';
import type { FlowDocument } from '#core/model/document';
import { type FlowNode, isApiNode, type Target } from '#core/model/flow';
import { findEndpoint, flowsCalled, type Project } from '#core/model/project';
import { textAsWritten, urlAsWritten } from '#core/request/asWritten';
import { effectiveMethod } from '#core/request/methods';
import { asString, findProperty } from '#core/syntax/tree';

/** A node with the file that it stands in. */
export interface PlacedNode {
  readonly node: FlowNode;
  readonly document: FlowDocument;
}

/** A node's id, to go there. */
export function nodeLink({ node, document }: PlacedNode): Inline {
  return place(node.id, document, node.property.key);
}

/** What a customer sees at the node, or what it asks an API for; undefined where it does neither. */
export function summaryOf({ node, document }: PlacedNode, project: Project | undefined): Inline | undefined {
  const text = asString(findProperty(node.object, 'text')?.value)?.value;
  if (text !== undefined && text.trim() !== '') return `“${textAsWritten(text)}”`;
  const endpoint = isApiNode(node) ? findEndpoint(document, node, project)?.endpoint : undefined;
  if (endpoint === undefined || !isApiNode(node)) return undefined;
  return code(`${effectiveMethod(node, endpoint)} ${urlAsWritten(endpoint.url?.value ?? '', 160)}`);
}

/** The first text that a customer sees from a node on, where only one way leads there: `next` from one node to the other. */
export function firstTextFrom(start: PlacedNode, project: Project | undefined): Inline | undefined {
  const passed = new Set<FlowNode>();
  let at: PlacedNode | undefined = start;
  while (at !== undefined && !passed.has(at.node)) {
    const summary = summaryOf(at, project);
    if (summary !== undefined) return summary;
    passed.add(at.node);
    at = at.node.next && findTarget(at.node.next.target, at.document, project);
  }
  return undefined;
}

/** The node that a target leads to; undefined where there is none, or nobody knows. */
function findTarget(target: Target, document: FlowDocument, project: Project | undefined): PlacedNode | undefined {
  if (target.kind === 'node') return findNode(target.id, document);
  if (target.kind !== 'flow') return undefined;
  const [other] = flowsCalled(target.flow.value, document, project);
  return other && (target.step === undefined ? startOf(other) : findNode(target.step.value, other));
}

export function startOf(document: FlowDocument): PlacedNode | undefined {
  return findNode(asString(document.flow.start?.value)?.value ?? '', document);
}

function findNode(id: string, document: FlowDocument): PlacedNode | undefined {
  const node = document.flow.nodes.get(id);
  return node && { node, document };
}

/** `leads to not-found: “We know no such order”`, as far as there is such a place. */
export function describeLeading(target: Target, { document, project }: ExplainContext): Content {
  const found = findTarget(target, document, project);
  if (found === undefined) return ['leads nowhere yet'];
  const summary = firstTextFrom(found, project);
  const flow = target.kind === 'flow' ? [' of ', code(target.flow.value)] : [];
  return ['leads to ', nodeLink(found), ...flow, ...(summary === undefined ? [] : [': ', summary])];
}
