import type { TextEditor, Uri } from 'vscode';
import { createLayers, type Layer } from './layers';
import { type Decorations, noDecorations } from './toDecorations';

/** Hands decorations to VS Code. */
export interface Painter {
  /** Shows these in an editor, in place of those before. */
  paint(editor: TextEditor, decorations: Decorations): void;
  /** Takes all of them away, from every editor. */
  dispose(): void;
}

export function createPainter(extensionUri: Uri): Painter {
  const layers = createLayers(extensionUri);
  const names = Object.keys(layers) as Layer[];
  const painted = new WeakMap<TextEditor, Decorations>();
  return {
    paint(editor, decorations) {
      const before = painted.get(editor) ?? noDecorations();
      // Each layer is a message to the window. Where nothing was and nothing is to be, there is nothing to say.
      const changed = names.filter((layer) => before[layer].length + decorations[layer].length > 0);
      for (const layer of changed) editor.setDecorations(layers[layer], decorations[layer]);
      painted.set(editor, decorations);
    },
    dispose() {
      for (const layer of names) layers[layer].dispose();
    },
  };
}
