import type { DecorationOptions, TextEditor, Uri } from 'vscode';
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
  const painted = new WeakMap<TextEditor, Painted>();
  return {
    paint(editor, decorations) {
      const { version } = editor.document;
      const before = painted.get(editor) ?? { version, decorations: noDecorations() };
      // Each layer is a message to the window, which draws it anew.
      const changed = names.filter((layer) => isOther(layer, before, { version, decorations }));
      for (const layer of changed) editor.setDecorations(layers[layer], decorations[layer]);
      painted.set(editor, { version, decorations });
    },
    dispose() {
      for (const layer of names) layers[layer].dispose();
    },
  };
}

/** What an editor shows, and the version of its document then. */
interface Painted {
  readonly version: number;
  readonly decorations: Decorations;
}

/** An edit may have taken a decoration away, or moved it: what is the same is there still in the same version alone. */
function isOther(layer: Layer, before: Painted, after: Painted): boolean {
  const [was, is] = [before.decorations[layer], after.decorations[layer]];
  if (was.length + is.length === 0) return false;
  return before.version !== after.version || spell(was) !== spell(is);
}

/** A text that is another one wherever something else is drawn. What a hover says is hidden in an object of VS Code's, and asked of that. */
function spell(decorations: readonly DecorationOptions[]): string {
  return JSON.stringify(
    decorations.map(({ hoverMessage, ...drawn }) => [
      drawn,
      [hoverMessage].flat().map((part) => (typeof part === 'object' ? part.value : part)),
    ]),
  );
}
