import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import { failureCode, failureCodes, notSentData } from '../../client/src/requestFailure';

test('the codes are those of the library', () => {
  assert.deepEqual(failureCodes, {
    requestFailed: LSPErrorCodes.RequestFailed,
    requestCancelled: LSPErrorCodes.RequestCancelled,
    pendingResponseRejected: ErrorCodes.PendingResponseRejected,
    connectionInactive: ErrorCodes.ConnectionInactive,
  });
});

test('errors of the protocol have a code, and only what was not sent has data', () => {
  const failed = new ResponseError(LSPErrorCodes.RequestFailed, 'No value', { missing: ['{{KEY}}'] });
  assert.equal(failureCode(failed), LSPErrorCodes.RequestFailed);
  assert.deepEqual(notSentData(failed), { missing: ['{{KEY}}'] });
  assert.deepEqual(notSentData(new ResponseError(LSPErrorCodes.RequestFailed, 'No')), {});
  assert.equal(notSentData(new ResponseError(LSPErrorCodes.RequestCancelled, 'No', { missing: [] })), undefined);
  for (const other of [new Error('No'), Object.assign(new Error('No'), { code: 'ENOENT' }), undefined, null, 'No'])
    assert.equal(failureCode(other), undefined);
});
