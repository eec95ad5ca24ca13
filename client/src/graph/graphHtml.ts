import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';
import { forcedPalette, graphColours, graphShapes, type Palette } from '#core/graph/graphStyle';
import { text } from '#core/graph/markup';
import { pageStyle } from './pageStyle';

/** Colours of the editor's theme, of whatever kind that is. */
const themePalette: Palette = {
  background: 'var(--vscode-editor-background)',
  box: 'var(--vscode-editorWidget-background, var(--vscode-editor-background))',
  border: 'var(--vscode-contrastBorder, var(--vscode-descriptionForeground))',
  text: 'var(--vscode-editor-foreground)',
  quiet: 'var(--vscode-descriptionForeground)',
  line: 'var(--vscode-descriptionForeground)',
  accent: 'var(--vscode-textLink-foreground)',
  error: 'var(--vscode-flowLens-failureForeground)',
  warning: 'var(--vscode-flowLens-fallbackForeground)',
  success: 'var(--vscode-flowLens-successForeground)',
  fallback: 'var(--vscode-flowLens-fallbackForeground)',
  failure: 'var(--vscode-flowLens-failureForeground)',
};

/** Where the page's script lies, below the extension's folder: nothing else may be loaded. */
export function scriptFolder(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'dist');
}

/** The page of a graph. Its policy lets in our own script and style by a nonce, and no network at all; `uri` names the flow. */
export function toGraphHtml(webview: Webview, extensionUri: Uri, uri: string): string {
  const nonce = randomBytes(16).toString('hex');
  const script = webview.asWebviewUri(Uri.joinPath(scriptFolder(extensionUri), 'graph.js'));
  const style = `${graphShapes}${graphColours(themePalette)}
@media (forced-colors: active) {${graphColours(forcedPalette)}
}${pageStyle}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<meta name="flow" content="${text(uri)}">
<title>Flow graph</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<div id="tools" role="group" aria-label="Flow graph">
<button type="button" id="zoom-out" title="Zoom out (-)" aria-label="Zoom out">−</button>
<button type="button" id="zoom-in" title="Zoom in (+)" aria-label="Zoom in">+</button>
<button type="button" id="fit" title="Show all of it (0)">Fit</button>
<button type="button" id="export-svg">Export as SVG</button>
<button type="button" id="copy-mermaid">Copy as Mermaid</button>
</div>
<p id="note" role="status">The flow is being drawn</p>
<main id="view" aria-label="The flow as a graph: arrow keys follow the branches, Enter goes to the text"></main>
<script nonce="${nonce}" src="${text(script.toString())}"></script>
</body>
</html>`;
}
