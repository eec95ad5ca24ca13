import { commands, type QuickPickItem, Uri, window } from 'vscode';
import { counted } from '#core/model/counted';
import { withoutIcons } from '#core/model/quote';
import type { ApiOperationsResult } from '../../../server/src/protocol';
import { type NextStep, warn } from '../say';
import type { Server } from '../server';
import { withProgress } from '../withProgress';
import { addToFlow } from './addToFlow';
import { findFlowPlace } from './flowPlace';

/**
 * Adds operations of an OpenAPI description that the person chooses to the flow in the active editor, or as a new flow. Rejects as the
 * server's requests do.
 *
 * @param uri of the editor whose menu was used
 * @param description URI of the description; left out, the person is asked for it
 */
export async function addOperations(server: Server, uri: unknown, description: unknown): Promise<void> {
  const place = findFlowPlace(uri);
  const file = description instanceof Uri ? description : await chooseFile(place.uri ?? place.folder);
  if (file === undefined) return;
  const api = await withProgress('Reading the API description', (token) =>
    server.request('flowLens/apiOperations', { file: file.toString() }, token),
  );
  const operations = await chooseOperations(api, uri);
  if (operations === undefined || operations.length === 0) return;
  const withNodes = await chooseNodes(operations.length);
  if (withNodes === undefined) return;
  const params = { ...place, file: file.toString(), operations, withNodes };
  const again = addOperationsTo(uri, file);
  await addToFlow(await server.request('flowLens/addOperations', params), again);
}

/** Beside the flow first: a description that lies there can be compared with it later. */
async function chooseFile(near: string | undefined): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: 'Add Endpoints from OpenAPI',
    openLabel: 'Read',
    filters: { 'OpenAPI description': ['json', 'yaml', 'yml'] },
    ...(near === undefined ? {} : { defaultUri: Uri.joinPath(Uri.parse(near), near.endsWith('.json') ? '..' : '') }),
  });
  return picked?.[0];
}

/** Of the same description, or of one that the person chooses. */
function addOperationsTo(uri: unknown, file?: Uri): NextStep {
  const title = file === undefined ? 'Choose Another…' : 'Try Again';
  return { title, take: () => commands.executeCommand('flowLens.addOperations', uri, file) };
}

type OperationItem = QuickPickItem & { readonly key: string };

/** Undefined where the person chooses none. */
async function chooseOperations(api: ApiOperationsResult, uri: unknown): Promise<readonly string[] | undefined> {
  if (api.operations.length === 0) {
    void warn('The API description has no operation that a flow can call', addOperationsTo(uri));
    return undefined;
  }
  const items = api.operations.map(toItem);
  const leftOut =
    api.leftOut === 0 ? '' : ` (${api.leftOut} with methods that the platform does not send are left out)`;
  const picked = await window.showQuickPick(items, {
    title: `${counted(items.length, 'operation')}${leftOut}`,
    placeHolder: 'Operations that become endpoints: type to filter by path or by what they do',
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ key }) => key);
}

function toItem({
  key,
  summary,
  tag,
  isDeprecated,
  statuses,
}: ApiOperationsResult['operations'][number]): OperationItem {
  const remarks = [...(tag === null ? [] : [tag]), ...(isDeprecated ? ['deprecated'] : [])];
  return {
    key,
    label: withoutIcons(key),
    description: withoutIcons(remarks.join(', ')),
    detail: withoutIcons([summary ?? '', statuses.join(' ')].filter((part) => part !== '').join(' · ')),
  };
}

async function chooseNodes(count: number): Promise<boolean | undefined> {
  const items = [
    {
      label: 'Endpoints and Nodes',
      detail: `${count === 1 ? 'A node calls it' : 'A node calls each'}, with a result for every documented status`,
      withNodes: true,
    },
    { label: 'Endpoints Only', detail: 'Nodes that you have, or write later, call them', withNodes: false },
  ];
  return (await window.showQuickPick(items, { title: 'What to add', ignoreFocusOut: true }))?.withNodes;
}
