import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { createConfigurations } from '../../server/src/lsp/configurations';
import { inPlace, type Place } from '../support/place';

const code = 'header-mismatch';
const setTo = (severity: string, ignore: readonly string[] = []) =>
  JSON.stringify({ rules: { [code]: severity }, ignore });

suite('the configuration of a file', () => {
  const files = {
    'root/flow-lens.config.json': setTo('hint', ['..kept']),
    'root/inner/flow-lens.config.json': setTo('off'),
    'other/flow-lens.config.json': setTo('error'),
  };
  const severities = ({ uri, folder, workspace }: Place, roots: readonly string[]) => {
    const configurations = createConfigurations(() => roots.map((root) => join(folder, root)), workspace.sideText);
    const paths = ['root/a.flow.json', 'root/inner/a.flow.json', 'other/a.flow.json'];
    return paths.map((path) => configurations.severityOf(uri(path), code));
  };

  test('is that of the innermost folder of the workspace, whatever their order', () =>
    inPlace(files, (place) => {
      assert.deepEqual(severities(place, ['root']), ['hint', 'hint', undefined]);
      assert.deepEqual(severities(place, ['root', 'root/inner', 'other']), ['hint', 'off', 'error']);
      assert.deepEqual(severities(place, ['root/inner', 'other', 'root']), ['hint', 'off', 'error']);
    }));
  test('counts in a folder whose name begins with two dots', () =>
    inPlace(files, ({ uri, folder, workspace }) => {
      const configurations = createConfigurations(() => [join(folder, 'root')], workspace.sideText);
      assert.equal(configurations.severityOf(uri('root/..kept/a.flow.json'), code), 'hint');
      assert.equal(configurations.isIgnored(uri('root/..kept/a.flow.json')), true);
      assert.equal(configurations.isIgnored(uri('root/a.flow.json')), false);
      assert.equal(configurations.severityOf(uri('a.flow.json'), code), undefined);
    }));
  test('comes and goes with the folder', () =>
    inPlace(files, async ({ workspace, uri, folder }) => {
      const configurations = createConfigurations(() => workspace.roots, workspace.sideText);
      assert.equal(configurations.severityOf(uri('other/a.flow.json'), code), undefined);
      await workspace.addRoot(join(folder, 'other'));
      configurations.reload();
      assert.equal(configurations.severityOf(uri('other/a.flow.json'), code), 'error');
      workspace.removeRoot(join(folder, 'other'));
      configurations.reload();
      assert.equal(configurations.severityOf(uri('other/a.flow.json'), code), undefined);
    }));
  test('is none where the file is a pipe, which is not waited for', () =>
    inPlace({}, ({ uri, folder, workspace }) => {
      execFileSync('mkfifo', [join(folder, 'root/flow-lens.config.json')]);
      const configurations = createConfigurations(() => [join(folder, 'root')], workspace.sideText);
      assert.equal(configurations.severityOf(uri('root/a.flow.json'), code), undefined);
    }));
});
