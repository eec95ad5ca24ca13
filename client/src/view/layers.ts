import {
  DecorationRangeBehavior,
  type TextEditorDecorationType,
  type ThemableDecorationRenderOptions,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { RunMark } from '../../../server/src/protocol';

/** What is drawn over a flow, from the taken entry to the spinner. Each layer is one decoration type. */
export type Layer = RunMark['outcome'] | 'stale' | 'label' | 'dimmed' | 'running' | 'asking';

/** The decoration types, made once for the life of the extension: each is a style sheet in the window. */
export function createLayers(extensionUri: Uri): Readonly<Record<Layer, TextEditorDecorationType>> {
  return {
    success: createEntry('flowLens.successBackground'),
    fallback: createEntry('flowLens.fallbackBackground'),
    failure: createEntry('flowLens.failureBackground'),
    none: createEntry('flowLens.neutralBackground'),
    stale: createEntry('flowLens.neutralBackground'),
    // Over the whole line, because what comes after such a decoration stays at the end of the line while people type.
    label: window.createTextEditorDecorationType({ isWholeLine: true }),
    dimmed: window.createTextEditorDecorationType({ light: { opacity: '0.75' }, dark: { opacity: '0.7' } }),
    running: createSpinner(extensionUri),
    asking: window.createTextEditorDecorationType({
      after: { ...neutral('waiting for your answer…'), margin: '0 0 0 2em' },
      rangeBehavior: DecorationRangeBehavior.OpenOpen,
    }),
  };
}

/** In high contrast themes the background is clear and the border is not; in the others it is the other way round. */
function createEntry(background: string): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor(background),
    border: '1px solid',
    borderColor: new ThemeColor('flowLens.branchBorder'),
    borderRadius: '3px',
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
}

/**
 * An attachment holds an icon or a text, not both: the icon comes before the end of the line, the text after it. The icon stands on the
 * line as a letter does, no higher than one and without a size, with which VS Code would make it a block that pushes the text down.
 */
function createSpinner(extensionUri: Uri): TextEditorDecorationType {
  const icon = (name: string): ThemableDecorationRenderOptions => ({
    before: { contentIconPath: Uri.joinPath(extensionUri, 'images', name), margin: '0 0.4em 0 2em' },
  });
  return window.createTextEditorDecorationType({
    light: icon('running-light.svg'),
    dark: icon('running-dark.svg'),
    after: neutral('running…'),
    rangeBehavior: DecorationRangeBehavior.OpenOpen,
  });
}

/** Words that claim nothing of a result. */
function neutral(contentText: string) {
  return { contentText, color: new ThemeColor('flowLens.neutralForeground') };
}
