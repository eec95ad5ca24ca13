import assert from 'node:assert/strict';
import type { FlowDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { findEndpoint } from '#core/model/project';
import { judge, judgingPath } from '#core/request/branch';
import { toEnvironmentValues } from '#core/request/environmentValues';
import type { Outcome } from '#core/request/exchange';
import type { Observation } from '#core/request/observation';
import { plan } from '#core/request/plan';
import { revealing } from '#core/request/redact';
import { toSessionValues } from '#core/request/sessionValues';
import { toRunResult } from '#core/request/toRunResult';
import { evaluateContent } from '#core/response/evaluateContent';
import type { ExampleAnswer } from '#core/rules/rule';

/** What a run of the first API Integration node would have shown, had its API answered so at 10:42. Gives the node's id, too. */
export function observe(
  document: FlowDocument,
  answer: ExampleAnswer,
): { readonly id: string; readonly seen: Observation } {
  const node = [...document.flow.nodes.values()].find(isApiNode);
  const endpoint = node && findEndpoint(document, node, undefined)?.endpoint;
  assert.ok(node !== undefined && endpoint !== undefined, 'a node calls an endpoint of the file');
  const environment = toEnvironmentValues({ committed: new Map(), private: new Map() }, null);
  const session = toSessionValues(document.flow, new Map());
  const planned = plan(node, endpoint, { environment, session });
  const bytes = new TextEncoder().encode(answer.content);
  const outcome: Exclude<Outcome, { kind: 'cancelled' }> = {
    kind: 'response',
    response: {
      statusCode: answer.status,
      reason: '',
      fields: [['Content-Type', answer.contentType]],
      content: { bytes, size: bytes.length, truncated: false, note: undefined },
    },
    timings: { dns: null, connect: null, tls: null, firstByte: null, download: null, total: 1 },
  };
  const evaluation = evaluateContent({
    bytes,
    contentType: answer.contentType,
    elementValidation: judgingPath(endpoint),
    baseElement: endpoint.baseElement?.value,
    prefix: endpoint.name,
  });
  const context = {
    file: 'a.flow.json',
    node: node.id,
    endpoint: endpoint.name,
    environment: 'dev',
    previewLimit: 1000,
  };
  const verdict = judge(node, endpoint, outcome, evaluation);
  const sent = { plan: planned, redactor: revealing };
  return { id: node.id, seen: { result: toRunResult(context, sent, outcome, verdict, evaluation), time: '10:42' } };
}
