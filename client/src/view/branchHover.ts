import { MarkdownString } from 'vscode';
import type { NodeReference, RunMark } from '../../../server/src/protocol';

/**
 * The hover of a taken entry: what the run was, and links to what can be done next. Nothing in the text is Markdown, because
 * it holds words of the file and of the network; of all commands only the linked ones can be called from here.
 */
export function toHover(node: NodeReference, mark: RunMark, stale: boolean): MarkdownString {
  const hover = new MarkdownString();
  hover.isTrusted = {
    enabledCommands: [
      'flowLens.openResponse',
      'flowLens.compareWithPreviousRun',
      'flowLens.copyAsCurl',
      'flowLens.runNode',
    ],
  };
  const details = stale ? ['This run was before your edit', ...mark.details] : mark.details;
  // A code block: in a text, addresses would become links of their own.
  hover.appendCodeblock(details.join('\n'), 'plaintext');
  const links = [
    ...(mark.hasResponse ? [toLink('Open Response', 'flowLens.openResponse', node)] : []),
    toLink('Compare with Previous', 'flowLens.compareWithPreviousRun', node),
    toLink('Copy as cURL', 'flowLens.copyAsCurl', node),
    toLink('Run Again', 'flowLens.runNode', node),
  ];
  return hover.appendMarkdown(links.join(' · '));
}

/** `encodeURIComponent` leaves parentheses, and a closing one in a node's id would end the link early. */
function toLink(title: string, command: string, { uri, node }: NodeReference): string {
  const argument = encodeURIComponent(JSON.stringify([uri, node])).replace(/[()]/g, (sign) =>
    sign === '(' ? '%28' : '%29',
  );
  return `[${title}](command:${command}?${argument})`;
}
