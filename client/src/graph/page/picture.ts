import { createWalk, type Walk } from './walk';
import type { Zoom } from './zoom';

/** A picture on its page. */
export interface PictureView {
  /** Takes an SVG document in place of the one before; zoom, scroll and focus stay. `ids` are the ids of nodes by the keys of their boxes. */
  draw(svg: string, ids: ReadonlyMap<string, string>): void;
  /** Marks the box of the node that the cursor is in, and brings it into view where that is another one than before. */
  highlight(key: string | null): void;
  /** Gives the focus to the box that a key leads to from the one that has it. False where the key stands for no way. */
  walk(key: string): boolean;
  /** The key of the box that has the focus. */
  focused(): string | undefined;
}

const ways: Readonly<Record<string, (walk: Walk) => SVGElement | undefined>> = {
  ArrowDown: (walk) => walk.onward(),
  ArrowUp: (walk) => walk.back(),
  ArrowRight: (walk) => walk.beside(1),
  ArrowLeft: (walk) => walk.beside(-1),
  Home: (walk) => walk.first(),
};

export function createPicture(view: HTMLElement, zoom: Zoom): PictureView {
  let drawn = '';
  let ids: ReadonlyMap<string, string> = new Map();
  let walk: Walk | undefined;
  let current: string | null = null;

  const findBox = (key: string | undefined | null): SVGElement | undefined =>
    view.querySelector<SVGElement>(`.node[data-key="${key}"]`) ?? undefined;
  const focused = (): string | undefined =>
    (view.contains(document.activeElement) && document.activeElement?.getAttribute('data-key')) || undefined;
  const focus = (box: SVGElement | undefined): void => {
    if (box === undefined) return;
    walk?.enter(box);
    box.focus({ preventScroll: true });
    bringIntoView(box);
  };
  const mark = (): SVGElement | undefined => {
    const before = view.querySelector('.current');
    before?.classList.remove('current');
    before?.removeAttribute('aria-current');
    const box = findBox(current);
    box?.classList.add('current');
    box?.setAttribute('aria-current', 'true');
    return box;
  };

  // Where the focus came by the mouse or by Tab, the walk goes on from there.
  view.addEventListener('focusin', ({ target }) => target instanceof SVGElement && walk?.enter(target));
  return {
    draw(text, newIds) {
      const svg = text === drawn ? undefined : parse(text);
      if (svg === undefined) return;
      const focusedId = ids.get(focused() ?? '');
      drawn = text;
      ids = newIds;
      view.replaceChildren(svg);
      walk = createWalk(svg);
      zoom.show(svg, walk.first());
      mark();
      const box = focusedId === undefined ? undefined : findBox([...ids].find(([, id]) => id === focusedId)?.[0]);
      // A page keeps its active element when the text has the focus, which nobody may lose while typing.
      if (document.hasFocus()) focus(box);
      else if (box !== undefined) walk.enter(box);
    },
    highlight(key) {
      const isNew = key !== current;
      current = key;
      const box = mark();
      if (box === undefined || !isNew) return;
      bringIntoView(box);
      if (focused() === undefined) walk?.enter(box);
    },
    walk(key) {
      const way = ways[key];
      if (way !== undefined && walk !== undefined) focus(way(walk));
      return way !== undefined;
    },
    focused,
  };
}

/** As XML, which runs nothing. Undefined for what is no picture. */
function parse(text: string): SVGSVGElement | undefined {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return root instanceof SVGSVGElement ? document.importNode(root, true) : undefined;
}

function bringIntoView(box: Element): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  box.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: isCalm ? 'instant' : 'smooth' });
}
