import { listBranches, toFindings, toRoles } from '#core/graph/describe';
import type { FlowGraph, GraphEdge, GraphNode, NodeKind } from '#core/graph/flowGraph';

/** The brackets that give a box its shape: <https://mermaid.js.org/syntax/flowchart.html>. */
const shapes: Readonly<Record<NodeKind, readonly [string, string]>> = {
  api: ['[/', '/]'],
  step: ['(', ')'],
  end: ['([', '])'],
  flow: ['[[', ']]'],
  broken: ['{{', '}}'],
};

/** A graph as a Mermaid flowchart. Nodes are numbered, and whatever comes from the file stands in quotes with its signs escaped. */
export function toMermaid({ name, nodes, edges }: FlowGraph): string {
  const start = nodes.findIndex(({ isStart }) => isStart);
  const broken = [...nodes.keys()].filter((index) => nodes[index]?.kind === 'broken');
  const lines = [
    'flowchart TD',
    ...(nodes.length === 0 ? [`empty["${escapeSigns(`${name} has no nodes`.trim())}"]`] : []),
    ...nodes.map((node, index) => `n${index}${toBox(node)}`),
    ...(start === -1 ? [] : [`start(( )) --> n${start}`]),
    ...edges.map(toArrow),
    ...(broken.length === 0
      ? []
      : [
          'classDef broken stroke:#c62828,stroke-dasharray:4',
          `class ${broken.map((index) => `n${index}`).join(',')} broken`,
        ]),
  ];
  return `${lines.map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n')}\n`;
}

function toBox(node: GraphNode): string {
  const [open, close] = shapes[node.kind];
  const lines = [
    node.title,
    node.detail,
    [...toRoles(node).filter((role) => role !== 'start'), ...toFindings(node)].join(', '),
  ];
  return `${open}"${lines
    .filter((line) => line !== '')
    .map(escapeSigns)
    .join('<br/>')}"${close}`;
}

function toArrow({ from, to, branches }: GraphEdge): string {
  if (branches.length === 0) return `n${from} -.-> n${to}`;
  return `n${from} -->|"${escapeSigns(listBranches(branches))}"| n${to}`;
}

/**
 * All but letters, digits, spaces and a few harmless signs as entities of Mermaid's: `#35;`. So no text can end its quotes, be read as
 * Markdown, HTML or a directive, or become a link. A hyphen stays but at the beginning, where it would make a list.
 */
function escapeSigns(text: string): string {
  return text.replaceAll(/^-|[^\p{L}\p{M}\p{N} ,·…—-]/gu, (character) => `#${character.codePointAt(0)};`);
}
