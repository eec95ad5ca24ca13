import assert from 'node:assert/strict';
import { extensions, languages, Uri, window, workspace } from 'vscode';
import { flowText } from '../support/flows';
import { type ActivationFigures, figuresMark } from './editorFigures';

/** Called by VS Code in a window on a folder without flows, so that nothing is active yet. */
export async function run(): Promise<void> {
  const extension = extensions.getExtension('flow-lens.flow-lens');
  const folder = workspace.workspaceFolders?.[0]?.uri;
  assert.ok(extension !== undefined && folder !== undefined && !extension.isActive);
  const flow = Uri.joinPath(folder, 'bench.flow.json');
  // A target that leads nowhere: something has to be found.
  await workspace.fs.writeFile(flow, Buffer.from(flowText({ node: { results: { '200': 'nowhere' } } })));
  const started = performance.now();
  const activated = extension.activate().then(() => performance.now() - started);
  const diagnosed = untilDiagnosed(flow).then(() => performance.now() - started);
  await window.showTextDocument(await workspace.openTextDocument(flow));
  const figures: ActivationFigures = {
    activated: await activated,
    activation: between('LoadExtensionCode', extension.id) + between('ActivateExtension', extension.id),
    firstDiagnostics: await diagnosed,
  };
  console.log(figuresMark + JSON.stringify(figures));
}

interface Mark {
  readonly name: string;
  /** Milliseconds. */
  readonly startTime: number;
}

/** Milliseconds between two marks that VS Code's extension host has set about an extension: before it did something, and after. */
function between(what: string, id: string): number {
  const marks: readonly Mark[] = Object(globalThis).MonacoPerformanceMarks.getMarks();
  const at = (when: string): number => {
    const name = `code/extHost/${when}${what}/${id}`;
    const mark = marks.find((each) => each.name === name);
    assert.ok(mark !== undefined, `VS Code has set no mark ${name}`);
    return mark.startTime;
  };
  return at('did') - at('will');
}

async function untilDiagnosed(uri: Uri): Promise<void> {
  await new Promise<void>((resolve) => {
    const listener = languages.onDidChangeDiagnostics(() => {
      if (languages.getDiagnostics(uri).length === 0) return;
      listener.dispose();
      resolve();
    });
  });
}
