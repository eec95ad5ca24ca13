import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import { defaultResponses, misspeltDefaultResponse, nodeTypes } from '#core/model/vocabulary';

const scopeName = 'source.flow-json';
const grammarPath = 'syntaxes/flow-json.tmLanguage.json';
const configurationPath = 'syntaxes/flow-json.language-configuration.json';

interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

let grammar: IGrammar;
before(async () => {
  const wasm = readFileSync(
    createRequire(join(process.cwd(), 'package.json')).resolve('vscode-oniguruma/release/onig.wasm'),
  );
  await loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath),
  });
  const loaded = await registry.loadGrammar(scopeName);
  assert.ok(loaded);
  grammar = loaded;
});

/** All tokens of a text, line after line as an editor takes them. */
function tokens(text: string): Token[] {
  let state = INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens: found, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return found.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

/** Takes the marks off `a «b» c` and gives the scopes of each marked piece that is one token. */
function markedScopes(marked: string): string[][] {
  const spans = [...marked.matchAll(/«([^»]*)»/g)].map(({ index, 1: piece = '' }, earlier) => {
    const start = index - 2 * earlier;
    return `${start}-${start + piece.length}`;
  });
  let offset = 0;
  return tokens(marked.replace(/[«»]/g, '')).flatMap(({ text, scopes }) => {
    const start = offset;
    offset += text.length;
    return spans.includes(`${start}-${offset}`) ? [[...scopes]] : [];
  });
}

/** Asserts that every marked piece is one token that has these scopes, separated by spaces, among its own. */
function assertScopes(marked: string, expected: readonly string[]) {
  const found = markedScopes(marked);
  assert.equal(found.length, expected.length, `marked tokens in ${marked}`);
  for (const [index, scopes] of expected.entries()) {
    const missing = scopes.split(' ').filter((scope) => !found[index]?.includes(scope));
    assert.deepEqual(missing, [], `of mark ${index + 1} in ${marked}, which has ${found[index]?.join(' ')}`);
  }
}

const invalid = (text: string) =>
  tokens(text).filter(({ scopes }) => scopes.some((scope) => scope.startsWith('invalid')));

const string = 'string.quoted.double.json';
const template = 'meta.template.expression.flow-json';
const open = 'punctuation.definition.template-expression.begin.flow-json';
const close = 'punctuation.definition.template-expression.end.flow-json';
const variable = 'variable.other.readwrite.flow-json';
const property = 'variable.other.property.flow-json';
const period = 'punctuation.separator.period.flow-json';
const position = 'constant.numeric.list-position.flow-json';
const colon = 'punctuation.separator.colon.flow-json';
const key = 'support.type.property-name.json';
const nodeType = 'storage.type.node.flow-json';
const defaultResponse = 'keyword.control.default-response.flow-json';

describe('JSON', () => {
  test('keys, strings, escapes, numbers and constants', () => {
    assertScopes('{ "«name»": "«hello»«\\n»" }', [key, string, `constant.character.escape.json ${string}`]);
    const constant = 'constant.language.json';
    assertScopes('[«-1.5e3», «true», «false», «null»]', ['constant.numeric.json', constant, constant, constant]);
  });

  test('comments are not JSON', () => {
    const comment = 'invalid.illegal.comment.flow-json';
    assertScopes('{ "a": 1 «// no»', [comment]);
    assertScopes('{ «/*»« no »«*/» "«a»": 1 }', [comment, comment, comment, key]);
  });
});

describe('placeholders', () => {
  test('a session variable stands inside the string', () => {
    const inside = `${string} ${template}`;
    const expected = [`${inside} ${open}`, `${inside} ${variable}`, `${inside} ${close}`, string];
    assertScopes('{ "text": "Order «[[»«orderId»«]]»«!»" }', expected);
  });

  test('an endpoint, its colon, its path and a list position', () => {
    const prefix = `${string} variable.other.object.flow-json`;
    assertScopes('{ "text": "[[«orders»«:»«items»«.»sku«]]»" }', [prefix, colon, property, period, close]);
    assertScopes('{ "text": "[[list:«1».«2»«.»«id2»]]" }', [position, position, period, property]);
    assertScopes('{ "text": "[[«session»«:»msisdn]]" }', [`${string} variable.language.session.flow-json`, colon]);
  });

  test('functions, with arguments and with one another inside', () => {
    const callee = `${string} ${template} support.function.placeholder.flow-json`;
    const number = `${string} ${template} constant.numeric.flow-json`;
    const parts = [callee, colon, number, colon, template, close];
    assertScopes('{ "text": "[[«left»«:»«4»«:»«ABCDEF»«]]»" }', parts);
    assertScopes('{ "text": "[[«substr»:«2»:«6»:abc]]" }', [callee, number, number]);
    const nested = [open, callee, open, variable, close, close, string];
    assertScopes('{ "url": "/«[[»«upper»:«[[»«id»«]]»«]]»«/x»" }', nested);
  });

  test('what only looks like a placeholder is text', () => {
    for (const text of ['[[1,2],[3,4]]', '[[]]', '[[a{b]]', '{{1}}', '{{ a }}', '[[open', '{{open', 'a]] }}']) {
      const taken = tokens(JSON.stringify({ text })).filter(({ scopes }) => scopes.includes(template));
      assert.deepEqual(taken, [], text);
    }
  });

  test('the innermost brackets open it, as in CDATA', () => {
    assertScopes('{ "body": "«<![CDATA[»«[[»«x»«]]»«]]>»" }', [string, open, variable, close, string]);
  });

  test('environment values', () => {
    const environment = `${string} ${template} variable.other.constant.environment.flow-json`;
    assertScopes('{ "url": "«{{»«ordersApi»«}}»«/orders»" }', [open, environment, close, string]);
  });
});

describe('the words of a flow', () => {
  test('default responses, and what is misspelt among them', () => {
    const good = `${key} meta.responses.flow-json ${defaultResponse}`;
    assertScopes('{ "responses": { "«other»": "a", "«error»": "b", "«timeout»": "c" } }', [good, good, good]);
    assertScopes('{ "responses": { "«max-connection»": { "«flow»": "«other»" } } }', [good, key, string]);
    const bad = `${key} invalid.illegal.default-response.flow-json`;
    assertScopes('{ "responses": { "«Other»": "a", "«TIMEOUT»": "b", "«maxConnection»": "c" } }', [bad, bad, bad]);
    assertScopes('{ "responses": { "«max_connection»": "a", "«time-out»": "b" } }', [bad, bad]);
    assert.deepEqual(invalid('{ "results": { "Other": "a" }, "Other": "b" }'), []);
  });

  test('status codes are keys of results only', () => {
    const status = 'constant.numeric.status-code.flow-json';
    assertScopes('{ "results": { "«200»": "a", "«in-transit»": "b" } }', [`${key} ${status}`, key]);
    assert.ok(!markedScopes('{ "«200»": 1 }')[0]?.includes(status));
  });

  test('known node types', () => {
    assertScopes('{ "«type»": "«api-integration»" }', [key, `${string} ${nodeType}`]);
    for (const other of ['{ "type": "«carousel»" }', '{ "text": "«menu»" }']) {
      assert.deepEqual(markedScopes(other)[0]?.slice(-1), [string]);
    }
  });

  test('element validation: the constant or a path', () => {
    const constant = 'constant.language.element-validation.flow-json';
    assertScopes('{ "elementValidation": "«HTTP_RESPONSE_CODE»" }', [`${string} ${constant}`]);
    const root = `${string} variable.language.root.flow-json`;
    assertScopes('{ "baseElement": "«$»«..»«qaz»" }', [root, 'keyword.operator.descendant.flow-json', property]);
    assertScopes('{ "baseElement": "$..«<qaz>»" }', [`${string} invalid.illegal.angle-bracket.flow-json`]);
  });

  test('a body is plain JSON, placeholders aside', () => {
    assertScopes('{ "body": { "type": "menu", "a": "[[«x»]]" }, "type": "«menu»" }', [variable, nodeType]);
    assert.deepEqual(markedScopes('{ "body": { "type": "«menu»" } }')[0]?.slice(-1), [string]);
    assert.deepEqual(invalid('{ "body": [{ "responses": { "Other": 1 } }] }'), []);
    assert.deepEqual(invalid('{ "x-tool": { "responses": { "Other": 1 } } }'), []);
  });
});

describe('the vocabulary', () => {
  test('the grammar knows every node type', () => {
    for (const type of nodeTypes) assertScopes(`{ "type": "«${type}»" }`, [nodeType]);
  });

  test('the grammar knows every default response, and agrees on what is misspelt', () => {
    for (const name of defaultResponses) assertScopes(`{ "responses": { "«${name}»": "a" } }`, [defaultResponse]);
    for (const name of ['Other', 'ERROR', 'time-out', 'maxConnection', 'max_connections', 'others', 'another', '200']) {
      const isMisspelt = misspeltDefaultResponse(name) !== undefined;
      assert.equal(invalid(`{ "responses": { "${name}": "a" } }`).length, isMisspelt ? 1 : 0, name);
    }
  });
});

describe('broken JSON', () => {
  const keys = ['"te', '"text', '"text"', '"text":'];
  const strings = ['"text": "hel', '"text": "[[na', '"text": "[[left:2:[[na', '"text": "\\', '"baseElement": "$.a'];
  const others = ['"text": 12', '"text": nul', '"text": "a"', '"query": [', '"query": ["a"', '"query": ["a",'];

  for (const line of [...keys, ...strings, ...others]) {
    test(`${line} does not reach the next key`, () => {
      const after = tokens(`{\n  ${line}\n  "next": "end",\n  "responses": { "other": "a" }\n}`);
      const next = after.findIndex(({ text }) => text === 'next');
      assert.ok(after[next]?.scopes.includes(key));
      assert.ok(after.slice(next).some(({ scopes }) => scopes.includes(defaultResponse)));
      assert.equal(after.at(-1)?.scopes.at(-1), 'punctuation.definition.dictionary.end.json');
    });
  }

  test('a bracket of the wrong kind closes what is open', () => {
    assertScopes('{ "o": { "a": [1, 2 }, "«b»": 3 }', [key]);
    assertScopes('{ "o": [{ "a": 1 ], "«b»": 3 }', [key]);
  });
});

describe('files', () => {
  test('the examples have nothing invalid but what is broken on purpose', () => {
    const flows = readdirSync('examples', { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.flow.json'));
    const found = flows.flatMap((file) =>
      invalid(readFileSync(join('examples', file), 'utf8')).map(({ text }) => [file, text]),
    );
    assert.deepEqual(found, [['broken.flow.json', 'Other']]);
  });

  test('the language configuration indents and takes ids as words', () => {
    const { wordPattern, indentationRules } = JSON.parse(readFileSync(configurationPath, 'utf8'));
    const increase = new RegExp(indentationRules.increaseIndentPattern);
    for (const line of ['{', '  "a": [', '"b": { "c": 1,', '{ "d": "]", "e": [']) assert.match(line, increase);
    for (const line of ['"a": "{"', '"a": { "b": 1 },', '"a": [1, "["]', '}', '']) assert.doesNotMatch(line, increase);
    assert.match('  },', new RegExp(indentationRules.decreaseIndentPattern));
    const words = '"next": "get-order", "text": "[[orders:items.1.sku]]"'.match(new RegExp(wordPattern, 'g'));
    assert.deepEqual(words, ['next', 'get-order', 'text', 'orders', 'items.1.sku']);
  });
});
