import type { ExplainContext } from '#core/explain/explainContext';
import { descriptionOf } from '#core/explain/explainNode';
import {
  type Block,
  boundedList,
  type Content,
  code,
  fileNameOf,
  joined,
  paragraph,
  place,
  strong,
} from '#core/explain/explanation';
import { findFlow, firstTextFrom, nodeLink, startOf } from '#core/explain/targets';
import { counted } from '#core/model/counted';
import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import type { Mention } from '#core/names/mention';
import { leadingTo } from '#core/paths/localGraph';

/** A flow by its name: how it begins, what is in it, and which flows lead there. */
export function explainFlow({ name, role }: Mention, { document, project }: ExplainContext): readonly Block[] {
  const flow = role === 'definition' ? document : findFlow(name, document, project);
  if (flow === undefined) return [];
  const top = { offset: 0, length: 0 };
  const file: Content = role === 'definition' ? [] : [' in ', place(fileNameOf(flow.uri), flow, flow.flow.name ?? top)];
  return [
    paragraph(strong('Flow'), ' ', code(name), ...file),
    ...descriptionOf(flow.flow),
    ...beginning(flow, project),
    paragraph(...joined([[counted(flow.flow.nodes.size, 'node')], [counted(flow.flow.endpoints.size, 'endpoint')]])),
    ...leading(name, flow, project),
  ];
}

function beginning(flow: FlowDocument, project: Project | undefined): readonly Block[] {
  const start = startOf(flow);
  if (start === undefined) return [];
  const text = firstTextFrom(start, project);
  return [paragraph('Begins at ', nodeLink(start), ...(text === undefined ? [] : [': ', text]))];
}

const mostFlows = 6;

function leading(name: string, flow: FlowDocument, project: Project | undefined): readonly Block[] {
  const others = (project === undefined ? [] : (leadingTo(project.flows()).get(name) ?? [])).filter(
    (other) => other !== flow,
  );
  if (others.length === 0) return [];
  const items = others.map(
    (other): Content => [
      place(other.flow.name?.value ?? fileNameOf(other.uri), other, other.flow.name ?? { offset: 0, length: 0 }),
    ],
  );
  return [
    paragraph(`${counted(others.length, 'flow')} lead${others.length === 1 ? 's' : ''} here`),
    boundedList(items, mostFlows, 'flow'),
  ];
}

const mostEndpoints = 12;

/** An import by its path: the endpoints that it brings. Why there is no such file is a finding. */
export function explainImport({ name: path }: Mention, { document, project }: ExplainContext): readonly Block[] {
  const imported = project?.resolveImport(document.uri, path);
  if (imported?.kind !== 'found') return [];
  const library = imported.document;
  const endpoints = [...library.flow.endpoints.values()];
  const items = endpoints.map((endpoint): Content => [place(endpoint.name, library, endpoint.property.key)]);
  return [
    paragraph(
      strong('Import'),
      ' of ',
      place(fileNameOf(library.uri), library, library.flow.name ?? { offset: 0, length: 0 }),
    ),
    ...descriptionOf(library.flow),
    ...(items.length === 0
      ? [paragraph('It has no endpoints to bring')]
      : [paragraph(`It brings ${counted(items.length, 'endpoint')}`), boundedList(items, mostEndpoints, 'endpoint')]),
  ];
}
