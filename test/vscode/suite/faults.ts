import { extensions } from 'vscode';
import { startFaultServer } from '../../support/faultServer';
import { findClosedOrigin, startSilentServer } from '../../support/httpServers';
import { withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { type Expected, expectAnswer, expectBranch, textFor } from './branchLine';

/** What goes wrong most often, as a person meets it: the entry that lights up, and the words that name the fault. */
export const faults: Suite = {
  name: 'faults through the lens',
  tests: {
    'a connection that is refused': async () => {
      await expectError(await findClosedOrigin(), 'connection refused by 127\\.0\\.0\\.1:\\d+');
    },

    'no answer in time': () =>
      expectAnswer(
        startSilentServer(),
        {
          taken: '"timeout": "sorry"',
          layer: 'failure',
          label: /^✗ no answer within 150 ms \(first byte\) · [\d.]+ ms → sorry$/,
          details: /Branch "timeout": no answer within 150 ms \(first byte\)/,
        },
        { endpoint: { timeout: 150 } },
      ),

    'an answer that is not HTTP': async () => {
      await using server = await startFaultServer({ onRequest: (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n') });
      await expectError(server.origin, 'the answer of 127\\.0\\.0\\.1:\\d+ is not HTTP/1\\.1 \\(.*\\)');
    },

    'a connection that breaks in the middle of the answer': () =>
      expectAnswer(
        startFaultServer({
          onRequest: (socket) =>
            socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"status"', () => socket.end()),
        }),
        {
          taken: '"other": "sorry"',
          layer: 'fallback',
          label: /^✓ 200 OK · [\d.]+ ms → sorry$/,
          details: /Branch "other": the connection broke before the end of the content, so "other"/,
        },
        { endpoint: { elementValidation: '$.status' } },
      ),

    'a certificate that nobody vouches for': async () => {
      const root = extensions.getExtension('flow-lens.flow-lens')?.extensionPath ?? '';
      await using server = await startFaultServer({
        certificate: 'self-signed',
        root,
        onRequest: (socket) => socket.end(),
      });
      await expectError(server.origin, 'the certificate of 127\\.0\\.0\\.1 is self-signed');
    },

    'a host that nobody knows': () => expectError('http://nowhere.invalid', '.*nowhere\\.invalid'),
  },
};

/** Expects that the flow takes `error`, and that line and hover say this. */
function expectError(url: string, message: string): Promise<void> {
  const expected: Expected = {
    taken: '"error": "sorry"',
    layer: 'failure',
    label: new RegExp(`^✗ ${message} · [\\d.]+ ms → sorry$`),
    details: new RegExp(`Branch "error": ${message}`),
  };
  return withFlow('runs.flow.json', textFor(url), (flow) => expectBranch(flow, expected));
}
