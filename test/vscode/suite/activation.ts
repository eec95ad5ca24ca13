import assert from 'node:assert/strict';
import { extensions, workspace } from 'vscode';
import type { Suite } from '../runSuites';

export const activation: Suite = {
  name: 'activation',
  tests: {
    'the extension is there and activates': async () => {
      const extension = extensions.getExtension('flow-lens.flow-lens');
      assert.ok(extension, 'flow-lens.flow-lens is not installed');
      await extension.activate();
      assert.equal(extension.isActive, true);
    },
    'the workspace is trusted': async () => {
      assert.equal(workspace.isTrusted, true);
    },
  },
};
