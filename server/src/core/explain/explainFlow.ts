import type { ExplainContext } from '#core/explain/explainContext';
import { descriptionOf } from '#core/explain/explainNode';
import {
  type Block,
  boundedList,
  type Content,
  code,
  fileLink,
  joined,
  paragraph,
  place,
  strong,
} from '#core/explain/explanation';
import { firstTextFrom, nodeLink, startOf } from '#core/explain/targets';
import { counted } from '#core/model/counted';
import type { FlowDocument } from '#core/model/document';
import type { Endpoint } from '#core/model/flow';
import { flowsCalled, importedFile, type Project } from '#core/model/project';
import type { Mention } from '#core/names/mention';
import { leadingTo } from '#core/paths/localGraph';

/** A flow by its name: how it begins, what is in it, and which flows lead there. */
export function explainFlow({ name, role }: Mention, { document, project }: ExplainContext): readonly Block[] {
  const [flow] = role === 'definition' ? [document] : flowsCalled(name, document, project);
  if (flow === undefined) return [];
  const file: Content = role === 'definition' ? [] : [' in ', fileLink(flow)];
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

function leading(name: string, flow: FlowDocument, project: Project | undefined): readonly Block[] {
  const others = (project === undefined ? [] : (leadingTo(project.flows()).get(name) ?? [])).filter(
    (other) => other !== flow,
  );
  if (others.length === 0) return [];
  return [
    paragraph(`${counted(others.length, 'flow')} lead${others.length === 1 ? 's' : ''} here`),
    boundedList(others, { most: 6, noun: 'flow' }, (other) => [fileLink(other)]),
  ];
}

/** An import by its path: the endpoints that it brings. Why there is no such file is a finding. */
export function explainImport({ name: path }: Mention, { document, project }: ExplainContext): readonly Block[] {
  const library = importedFile(path, document, project);
  if (library === undefined) return [];
  const endpoints = [...library.flow.endpoints.values()];
  const link = ({ name, property }: Endpoint): Content => [place(name, library, property.key)];
  return [
    paragraph(strong('Import'), ' of ', fileLink(library)),
    ...descriptionOf(library.flow),
    paragraph(
      endpoints.length === 0 ? 'It has no endpoints to bring' : `It brings ${counted(endpoints.length, 'endpoint')}`,
    ),
    ...(endpoints.length === 0 ? [] : [boundedList(endpoints, { most: 12, noun: 'endpoint' }, link)]),
  ];
}
