import type { GraphNodeRange } from '../../../server/src/protocol';

/** What the extension tells the page of a graph. */
export type ToPage =
  | {
      readonly kind: 'picture';
      /** An SVG document; undefined where there is none to show, and the last one stays. */
      readonly svg: string | undefined;
      readonly note: string | null;
      readonly nodes: readonly Pick<GraphNodeRange, 'id' | 'key'>[];
    }
  /** The node that the cursor is in, by the key of its box; null for none. */
  | { readonly kind: 'current'; readonly key: string | null };

/** What the page tells the extension. */
export type FromPage =
  /** It is loaded, and shows nothing yet. */
  | { readonly kind: 'ready' }
  /** The person wants the text of a box or an arrow. */
  | { readonly kind: 'open'; readonly key: string }
  | { readonly kind: 'export'; readonly format: 'svg' | 'mermaid' };

/** What VS Code keeps of a page while it is hidden, and when the window is opened again. */
export interface PageState {
  /** Of the flow. */
  readonly uri: string;
  /** 1 is 100 %; undefined before the first picture. */
  readonly zoom?: number;
  /** Pixels that are scrolled away. */
  readonly left?: number;
  readonly top?: number;
}
