import type { PageState } from '../messages';

/** How much of a picture is seen, and what of it. */
export type Look = Pick<PageState, 'zoom' | 'left' | 'top'>;

/**
 * Zoom and scroll of a picture in the element that it is shown in. Until the person touches it, the picture follows the size of the
 * element, and nothing is remembered.
 */
export interface Zoom {
  /** Another picture is shown. It is zoomed as it was remembered, else so that it can be read, with `middle` in the middle. */
  show(picture: SVGSVGElement, middle: Element | undefined): void;
  /** Multiplies; what is in the middle stays there. */
  by(factor: number): void;
  /** All of the picture at once, no larger than it is made. */
  fit(): void;
}

const narrowest = 0.05;
const widest = 5;
/** Smaller than this, a picture that nobody has zoomed can't be read: it is scrolled instead. */
const readable = 0.85;

export function createZoom(view: HTMLElement, remembered: Look, remember: (look: Look) => void): Zoom {
  let svg: SVGSVGElement | undefined;
  let centre: Element | undefined;
  let zoom = remembered.zoom ?? 1;
  let isTouched = remembered.zoom !== undefined;

  const tell = (): void => {
    if (isTouched && svg !== undefined) remember({ zoom, left: view.scrollLeft, top: view.scrollTop });
  };
  const zoomTo = (wanted: number): void => {
    const before = zoom;
    isTouched = true;
    zoom = Math.min(widest, Math.max(narrowest, wanted));
    const middle = { x: view.scrollLeft + view.clientWidth / 2, y: view.scrollTop + view.clientHeight / 2 };
    resize(svg, zoom);
    view.scrollLeft = (middle.x * zoom) / before - view.clientWidth / 2;
    view.scrollTop = (middle.y * zoom) / before - view.clientHeight / 2;
    tell();
  };
  const place = (): void => {
    zoom = Math.max(readable, fitting(svg, view));
    resize(svg, zoom);
    view.scrollTo({ left: leftOf(centre, view), top: 0 });
    svg?.querySelector('.current')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  for (const touch of ['pointerdown', 'keydown', 'wheel'])
    view.addEventListener(touch, () => (isTouched = true), { passive: true });
  view.addEventListener('scroll', tell, { passive: true });
  new ResizeObserver(() => {
    if (svg !== undefined && !isTouched) place();
  }).observe(view);
  return {
    show(picture, middle) {
      const isFirst = svg === undefined;
      svg = picture;
      centre = middle;
      if (isFirst && !isTouched) return place();
      resize(svg, zoom);
      if (isFirst) view.scrollTo({ left: remembered.left ?? leftOf(middle, view), top: remembered.top ?? 0 });
    },
    by: (factor) => zoomTo(zoom * factor),
    fit: () => zoomTo(fitting(svg, view)),
  };
}

function resize(svg: SVGSVGElement | undefined, zoom: number): void {
  const { width = 0, height = 0 } = svg?.viewBox.baseVal ?? {};
  svg?.setAttribute('width', String(width * zoom));
  svg?.setAttribute('height', String(height * zoom));
}

/** The zoom that shows all of a picture, 1 at the most. */
function fitting(svg: SVGSVGElement | undefined, view: Element): number {
  const { width = 1, height = 1 } = svg?.viewBox.baseVal ?? {};
  return Math.min(1, view.clientWidth / width, view.clientHeight / height);
}

/** How far to scroll so that an element is in the middle. */
function leftOf(element: Element | undefined, view: Element): number {
  if (element === undefined) return 0;
  const { left, width } = element.getBoundingClientRect();
  return view.scrollLeft + left + width / 2 - view.clientWidth / 2;
}
