/**
 * How the page around a picture looks. Rules with the same name in core colour the picture itself. What has the focus has a ring around
 * it, and the node that the cursor is in a thick border: the two are often not the same.
 */
export const pageStyle = `
html, body { height: 100%; }
body { display: flex; flex-direction: column; margin: 0; padding: 0; color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); }
#tools { display: flex; flex-wrap: wrap; gap: 4px; padding: 6px 8px; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
button { font: inherit; min-width: 24px; min-height: 24px; padding: 2px 10px; border-radius: 2px; cursor: pointer; color: var(--vscode-button-secondaryForeground, inherit); background: var(--vscode-button-secondaryBackground, transparent); border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
#note { margin: 0; padding: 4px 10px; }
#note:empty { display: none; }
#view { flex: 1; overflow: auto; }
#view svg { display: block; margin: 0 auto; }
.node, .reference, .edge { cursor: pointer; }
.node:focus, .reference:focus { outline: none; }
.node:focus-visible, .reference:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 4px; }
.node.current .box { stroke-width: 4; }
.node.current .title { text-decoration: underline; }
.node.current .detail { fill: var(--vscode-editor-foreground); }
.node.current rect.box { fill: var(--vscode-editor-selectionBackground); }
.edge:hover .line { stroke-width: 3; }
.vscode-high-contrast .node.current rect.box { fill: var(--vscode-editorWidget-background, var(--vscode-editor-background)); }
@media (forced-colors: active) {
  .node:focus-visible, .reference:focus-visible { outline-color: Highlight; }
  .node.current rect.box { fill: Canvas; stroke: Highlight; }
}`;
