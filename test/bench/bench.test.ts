import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { readDocument } from '#core/model/document';
import { startLanguageServer } from '../support/languageServer';
import { replaceTable, writeBench } from './bench';
import { generateFlow } from './generateFlow';
import { generateStateMachine } from './generateStateMachine';
import { toAmount, toSpreadText, toTable } from './markdown';
import { measureProcess } from './processes';
import { exponentOf, spreadOf } from './spread';
import { tables } from './tables';
import { listPackaged } from './tables/packageSize';
import { takeTurns } from './takeTurns';
import { openText } from './typist';
import { sharedEndpointFiles } from './workspaces';

suite('what is measured', () => {
  test('a generated flow is the same each time, of its size, and has no findings', () => {
    assert.equal(generateFlow(20), generateFlow(20));
    const document = readDocument('file:///a.flow.json', generateFlow(20));
    assert.equal([...document.flow.nodes.keys()].filter((id) => id.startsWith('get-')).length, 20);
    assert.deepEqual(check(document, undefined, { today: '2027-06-30' }).all, []);
  });

  test('a generated state machine has about the size that is asked for, and every target is a state', () => {
    const text = generateStateMachine(100_000);
    assert.ok(Math.abs(text.length / 100_000 - 1) < 0.2, `${text.length}`);
    const { States } = JSON.parse(text);
    for (const [, next] of text.matchAll(/"(?:Next|Default)": "([^"]+)"/g))
      assert.ok(next !== undefined && next in States, next);
  });

  test('flows of a workspace import the library of their endpoints, and have none of their own', () => {
    const files = Object.entries(sharedEndpointFiles(3));
    assert.equal(files.length, 4);
    for (const [name, text] of files) {
      const { imports, endpoints } = JSON.parse(text);
      assert.deepEqual(
        [imports, endpoints === undefined],
        name === 'library.flow.json' ? [undefined, false] : [['../library.flow.json'], true],
      );
    }
  });
});

suite('how it is measured', () => {
  test('contestants take turns, the first turns do not count, and what one says of its time does', async () => {
    const worked: string[] = [];
    const contestant = (name: string, told?: number) => ({
      name,
      run: () => {
        worked.push(name);
        return told;
      },
    });
    const times = await takeTurns([{ ...contestant('a', 7), timesATurn: 2 }, contestant('b')], {
      turns: 2,
      seconds: 60,
      warmUp: 1,
    });
    assert.equal(worked.join(''), 'aabaabaab');
    assert.deepEqual(times.get('a'), [7, 7, 7, 7]);
    assert.equal(times.get('b')?.length, 2);
  });

  test('no turn begins when the time is up, but each has had three', async () => {
    const times = await takeTurns([{ name: 'a', run: () => undefined }], { turns: 100, seconds: 0 });
    assert.equal(times.get('a')?.length, 3);
  });

  test('a spread is the median with its quartiles, and nothing of no samples', () => {
    assert.deepEqual(spreadOf([5, 1, 3, 2, 4]), { median: 3, quartiles: [2, 4], p95: 4.8, count: 5 });
    assert.equal(toSpreadText(spreadOf([])), '–');
  });

  test('the exponent is that of the power', () => {
    const points = [20, 200, 2_000].map((size) => [size, 3 * size ** 1.5] as const);
    assert.equal(exponentOf(points)?.toFixed(6), '1.500000');
    assert.equal(exponentOf([[20, 1]]), undefined);
  });

  test('a process is measured to its end, and one that fails is none', async () => {
    const { time, processorTime, mostMemory } = await measureProcess(['--eval', '0']);
    assert.ok(time > 0 && processorTime > 0 && mostMemory > 1, `${time} ${processorTime} ${mostMemory}`);
    await assert.rejects(measureProcess(['--eval', 'process.exit(3)']), /ended with 3/);
  });

  test('a typist keeps the text that the server has', async (context) => {
    const server = await startLanguageServer();
    context.after(server.stop);
    const typist = await openText(server, 'a.flow.json', generateFlow(1));
    assert.deepEqual(await typist.diagnostics(), []);
    const offset = typist.text.indexOf('"sorry"') + 1;
    assert.ok((await typist.typeAndWait({ span: { offset, length: 0 }, newText: 'x' })) > 0);
    assert.match(typist.text, /"xsorry"/);
    assert.ok((await typist.diagnostics()).length > 0);
  });
});

suite('what is printed', () => {
  test('amounts have three digits', () => {
    assert.deepEqual([0.04219, 1.26, 99.9, 1538.4, Number.NaN, undefined].map(toAmount), [
      '0.042',
      '1.26',
      '99.9',
      '1,538',
      '–',
      '–',
    ]);
  });

  test('a table is Markdown', () => {
    assert.equal(toTable(['a', 'b'], [['1', '2']]), '| a | b |\n| --- | --- |\n| 1 | 2 |');
  });

  test('a table of the README takes the place of the one before', () => {
    const text = 'a\n<!-- cold -->\nold\n<!-- cold end -->\nb';
    assert.equal(replaceTable(text, 'cold', 'new\n'), 'a\n<!-- cold -->\nnew\n<!-- cold end -->\nb');
    assert.equal(replaceTable(text, 'other', 'new\n'), text);
  });

  test('a table that needs no peer comes out whole, and a name that none has is refused', async () => {
    let printed = '';
    await writeBench(['package'], (text) => {
      printed += text;
    });
    assert.match(printed, /^## The package\n\n.+\n\n\| what \| kB \| kB in the package \|\n/);
    assert.match(
      printed,
      /\n\| everything \| [\d,.]+ \| [\d,.]+ \|\n\n\*\d+ × .+, Node [\d.]+; measured in \d+ s\.\*\n/,
    );
    await assert.rejects(
      writeBench(['colt'], () => undefined),
      /no table "colt": there are keystroke, cold/,
    );
    await assert.rejects(
      writeBench(['--sizes', '20,x'], () => undefined),
      /--sizes takes numbers of nodes/,
    );
  });

  test('the package holds what is built and named, and no source', () => {
    const packaged = listPackaged();
    for (const path of ['dist/server.js', 'package.json', 'schemas/flow-lens.config.editor.schema.json'])
      assert.ok(packaged.includes(path), path);
    assert.deepEqual(
      packaged.filter((path) => /\.ts$|^test|\.map$/.test(path)),
      [],
    );
  });

  test('the README has a place for every table', () => {
    const readme = readFileSync('test/bench/README.md', 'utf8');
    for (const { name } of tables) assert.ok(replaceTable(readme, name, 'x') !== readme, name);
  });
});
