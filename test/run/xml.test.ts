import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { RunResult } from '#core/request/runResult';
import { startAnsweringServer } from '../support/httpServers';
import { runAgainst } from '../support/runAgainst';

interface Asked {
  readonly elementValidation: string;
  readonly baseElement?: string;
  readonly mediaType?: string;
}

/** Runs a node against a live server that answers with this content. `held` is the one result. */
async function resultFor(content: string, { mediaType = 'application/xml', ...endpoint }: Asked): Promise<RunResult> {
  await using server = await startAnsweringServer('200 OK', content, mediaType);
  const outcome = await runAgainst(server.origin, { endpoint, node: { results: { held: 'done' } } });
  assert.ok(outcome.kind === 'result');
  return outcome.result;
}

const keyOf = async (content: string, elementValidation: string, mediaType?: string) => {
  const asked = mediaType === undefined ? { elementValidation } : { elementValidation, mediaType };
  const { branch, validation } = await resultFor(content, asked);
  return [validation?.value ?? null, branch?.key];
};

describe('a run over an answer in XML', () => {
  const parcel =
    '<?xml version="1.0"?><p:parcel xmlns:p="urn:p" state="held"><p:state>held</p:state><p:note kind="x">held</p:note>' +
    '<p:event at="here">lost</p:event><p:event at="there">held</p:event><p:only>held</p:only><p:and>a &amp; &lt;b</p:and></p:parcel>';

  test('takes the branch by text, attribute, text beside attributes, and a position in a list', async () => {
    for (const path of [
      "$['p:parcel']['p:state']",
      "$['p:parcel']['@state']",
      "$['p:parcel']['p:note']['#text']",
      "$['p:parcel']['p:event'][1]['#text']",
      "$['p:parcel']['p:event'][?@['@at'] == 'there']['#text']",
      "$..['p:only']",
    ]) {
      assert.deepEqual(await keyOf(parcel, path), ['held', 'held'], path);
    }
  });

  test('takes "other" where the path finds an element with more than text, a list, several values or nothing', async () => {
    for (const path of [
      "$['p:parcel']",
      "$['p:parcel']['p:event']",
      "$['p:parcel']['p:event'][*]['#text']",
      '$.parcel',
    ]) {
      assert.deepEqual(await keyOf(parcel, path), [null, 'other'], path);
    }
  });

  test('gives variables with positions from 1, and the five predefined entities only', async () => {
    const elementValidation = "$['p:parcel']['p:state']";
    const { variables } = await resultFor(parcel, { elementValidation, baseElement: "$['p:parcel']" });
    assert.deepEqual(variables, {
      'orders:@xmlns:p': 'urn:p',
      'orders:@state': 'held',
      'orders:p:state': 'held',
      'orders:p:note.@kind': 'x',
      'orders:p:note.#text': 'held',
      'orders:p:event.1.@at': 'here',
      'orders:p:event.1.#text': 'lost',
      'orders:p:event.2.@at': 'there',
      'orders:p:event.2.#text': 'held',
      'orders:p:only': 'held',
      'orders:p:and': 'a & <b',
    });
  });

  test('is told by the media type, else by the first character', async () => {
    for (const mediaType of [
      'text/xml',
      'application/soap+xml; charset=utf-8',
      'text/plain',
      'application/octet-stream',
    ]) {
      assert.deepEqual(await keyOf('<r><s>held</s></r>', '$.r.s', mediaType), ['held', 'held'], mediaType);
    }
    for (const mediaType of ['application/json', 'text/html']) {
      assert.deepEqual(await keyOf('<r><s>held</s></r>', '$.r.s', mediaType), [null, 'other'], mediaType);
    }
  });

  test('says why an answer gives no value, and reads nothing that a document points to', async () => {
    const secret = readFileSync('package.json', 'utf8');
    const external = `<!DOCTYPE r [<!ENTITY x SYSTEM "file://${process.cwd()}/package.json">]><r><s>&x;</s></r>`;
    for (const content of ['<r><s>held</r>', '<r>', external]) {
      const { branch, validation, ...rest } = await resultFor(content, { elementValidation: '$.r.s' });
      assert.deepEqual([validation?.value, branch?.key], [null, 'other']);
      assert.match(branch?.why ?? '', /XML/);
      assert.equal(JSON.stringify(rest).includes(JSON.stringify(secret).slice(1, 60)), false);
    }
    assert.deepEqual(await keyOf('<!DOCTYPE r [<!ENTITY x "held">]><r><s>&x;</s></r>', '$.r.s'), ['&x;', 'other']);
  });
});
