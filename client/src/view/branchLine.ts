import { ColorThemeKind, type Event, EventEmitter, type TextEditor, Uri, window, workspace } from 'vscode';
import type { RunStateParams } from '../../../server/src/protocol';
import { createBriefRuns } from './briefRuns';
import { createPainter } from './painter';
import { type Appearance, type Decorations, noDecorations, toDecorations } from './toDecorations';

/** Draws what the server says of runs into every editor that shows the document. */
export interface BranchLine {
  /** Takes what is to be drawn in a document, in place of all that was said of it before. */
  update(state: RunStateParams): void;
  /** Forgets all runs, and takes their marks away. */
  clear(): void;
  /** What was last handed to VS Code for the document; undefined where nothing was. */
  drawnIn(uri: Uri): Readonly<Decorations> | undefined;
  /** Fires after a document was drawn. */
  readonly onDidDraw: Event<Uri>;
  dispose(): void;
}

export function createBranchLine(extensionUri: Uri): BranchLine {
  const painter = createPainter(extensionUri);
  const states = new Map<string, RunStateParams>();
  const drawn = new Map<string, Decorations>();
  const didDraw = new EventEmitter<Uri>();

  const apply = (editor: TextEditor, decorations: Decorations): void => {
    painter.paint(editor, decorations);
    drawn.set(editor.document.uri.toString(), decorations);
    didDraw.fire(editor.document.uri);
  };
  const draw = (editor: TextEditor): void => {
    const { document } = editor;
    const state = states.get(document.uri.toString());
    // Ranges of another version would mark the wrong text. Until the server catches up, VS Code moves what is drawn.
    if (state?.version !== document.version) return;
    apply(editor, toDecorations(document, state.nodes, presentAppearance()));
  };
  const drawAll = (): void => window.visibleTextEditors.forEach(draw);

  const briefRuns = createBriefRuns((state) => {
    states.set(state.uri, state);
    for (const editor of window.visibleTextEditors) if (editor.document.uri.toString() === state.uri) draw(editor);
  });

  const listeners = [
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(draw)),
    window.onDidChangeActiveColorTheme(drawAll),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('flowLens.inlineResult.enabled')) drawAll();
    }),
    // A document opened again counts its versions anew, and an old state would match by accident.
    workspace.onDidCloseTextDocument(({ uri }) => {
      briefRuns.forget(uri.toString());
      states.delete(uri.toString());
      drawn.delete(uri.toString());
    }),
  ];
  return {
    update: (state) => briefRuns.take({ ...state, uri: Uri.parse(state.uri).toString() }),
    clear() {
      briefRuns.forget();
      states.clear();
      for (const editor of window.visibleTextEditors)
        if (drawn.has(editor.document.uri.toString())) apply(editor, noDecorations());
    },
    drawnIn: (uri) => drawn.get(uri.toString()),
    onDidDraw: didDraw.event,
    dispose() {
      briefRuns.forget();
      for (const disposable of [...listeners, painter, didDraw]) disposable.dispose();
    },
  };
}

function presentAppearance(): Appearance {
  const { kind } = window.activeColorTheme;
  return {
    results: workspace.getConfiguration('flowLens').get<boolean>('inlineResult.enabled', true),
    dimming: kind !== ColorThemeKind.HighContrast && kind !== ColorThemeKind.HighContrastLight,
  };
}
