/** The colours of a picture, as CSS has them. */
export interface Palette {
  readonly background: string;
  readonly box: string;
  readonly border: string;
  readonly text: string;
  /** Second lines, and the keys of branches. */
  readonly quiet: string;
  readonly line: string;
  /** The border of what calls an API. */
  readonly accent: string;
  readonly error: string;
  readonly warning: string;
  /** What runs have lit, by how they ended for the flow. */
  readonly success: string;
  readonly fallback: string;
  readonly failure: string;
}

export const lightPalette: Palette = {
  background: '#ffffff',
  box: '#f8f8f8',
  border: '#767676',
  text: '#1f1f1f',
  quiet: '#5c5c5c',
  line: '#767676',
  accent: '#005fb8',
  error: '#b01011',
  warning: '#7a5700',
  success: '#1a7031',
  fallback: '#7a5700',
  failure: '#b01011',
};

export const darkPalette: Palette = {
  background: '#1f1f1f',
  box: '#2a2a2a',
  border: '#8b8b8b',
  text: '#e0e0e0',
  quiet: '#b0b0b0',
  line: '#8b8b8b',
  accent: '#4daafc',
  error: '#f48771',
  warning: '#d7ba4a',
  success: '#73c991',
  fallback: '#d7ba4a',
  failure: '#f48771',
};

/** Where a person has chosen all colours: the system's own (CSS Color 4, 6.2). */
export const forcedPalette: Palette = {
  background: 'Canvas',
  box: 'Canvas',
  border: 'CanvasText',
  text: 'CanvasText',
  quiet: 'CanvasText',
  line: 'CanvasText',
  accent: 'LinkText',
  error: 'CanvasText',
  warning: 'CanvasText',
  success: 'Highlight',
  fallback: 'Highlight',
  failure: 'Highlight',
};

/** Without colours: sizes, dashes, weights. What a colour says, a shape, a dash or a word says too. */
export const graphShapes = `
.flow-graph text { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; text-anchor: middle; }
.flow-graph .title { font-size: 13px; font-weight: 600; }
.flow-graph .detail, .flow-graph .label, .flow-graph .role, .flow-graph .findings, .flow-graph .reference .title { font-size: 11px; font-weight: 400; }
.flow-graph .role, .flow-graph .findings { font-weight: 600; }
.flow-graph .role { text-anchor: start; }
.flow-graph .findings { text-anchor: end; }
.flow-graph .box { stroke-width: 1.2; }
.flow-graph .api .box { stroke-width: 2; }
.flow-graph .broken .box { stroke-width: 2; stroke-dasharray: 5 3; }
.flow-graph .reference .box { stroke-dasharray: 2 2; }
.flow-graph .line { fill: none; stroke-width: 1.2; }
.flow-graph .unlabelled .line { stroke-dasharray: 2 4; }
.flow-graph .lit .line { stroke-width: 3; }
.flow-graph .lit.stale .line { stroke-dasharray: 6 4; }
.flow-graph .lit .label .taken { font-weight: 700; }
.flow-graph .running .box { stroke-width: 3; stroke-dasharray: 8 4; }`;

/** The rules that colour a picture. */
export function graphColours(palette: Palette): string {
  const { background, box, border, text, quiet, line, accent, error, warning, success, fallback, failure } = palette;
  return `
.flow-graph .backdrop, .flow-graph .behind { fill: ${background}; }
.flow-graph .box { fill: ${box}; stroke: ${border}; }
.flow-graph .api .box { stroke: ${accent}; }
.flow-graph .title { fill: ${text}; }
.flow-graph .detail, .flow-graph .label, .flow-graph .role { fill: ${quiet}; }
.flow-graph .line { stroke: ${line}; }
.flow-graph .head { fill: ${line}; }
.flow-graph .broken .box { stroke: ${error}; }
.flow-graph .broken .detail, .flow-graph .findings.error { fill: ${error}; }
.flow-graph .findings.warning { fill: ${warning}; }
${toLit('success', success)}
${toLit('fallback', fallback)}
${toLit('failure', failure)}`;
}

function toLit(outcome: string, colour: string): string {
  return `.flow-graph .lit.${outcome} .line { stroke: ${colour}; }
.flow-graph .lit.${outcome} .head, .flow-graph .lit.${outcome} .taken { fill: ${colour}; }`;
}

/** The style of a picture that stands alone: light or dark as its reader likes it. No variables, which not every viewer knows. */
export const ownStyle = `${graphShapes}${graphColours(lightPalette)}
@media (prefers-color-scheme: dark) {${graphColours(darkPalette)}
}
@media (forced-colors: active) {${graphColours(forcedPalette)}
}
`;
