import assert from 'node:assert/strict';
import { readDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { toEnvironmentValues } from '#core/request/environmentValues';
import { type Plan, plan } from '#core/request/plan';
import { toSessionValues } from '#core/request/sessionValues';
import { type FlowParts, flowText } from './flows';

/** Values by name, of each kind. */
export interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly session?: Readonly<Record<string, string>>;
}

/** The plan of the node of a small flow, with values as given. */
export function planOf(parts: FlowParts, given: Given = {}, rewrite = (text: string) => text): Plan {
  const document = readDocument('file:///a.flow.json', rewrite(flowText(parts)));
  const node = document.flow.nodes.get('get-order');
  const endpoint = document.flow.endpoints.get('orders');
  assert.ok(node !== undefined && isApiNode(node) && endpoint !== undefined);
  const files = {
    committed: new Map([['dev', new Map(Object.entries(given.environment ?? {}))]]),
    private: new Map([['dev', new Map(Object.entries(given.secrets ?? {}))]]),
  };
  return plan(node, endpoint, {
    environment: toEnvironmentValues(files, 'dev'),
    session: toSessionValues(document.flow, new Map(Object.entries(given.session ?? {}))),
  });
}
