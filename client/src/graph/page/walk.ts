/** A walk over the boxes of a picture along its arrows, by keyboard. One box at a time can be reached by Tab. */
export interface Walk {
  /** Stands at this box. */
  enter(box: SVGElement): void;
  /** The box that the first arrow leads to. */
  onward(): SVGElement | undefined;
  /** The box that the walk came from, else the first that leads here. */
  back(): SVGElement | undefined;
  /** The next or the previous (-1) of the boxes that the box before this one leads to; without one, of all boxes. */
  beside(step: 1 | -1): SVGElement | undefined;
  /** Where the flow starts. */
  first(): SVGElement | undefined;
}

export function createWalk(svg: SVGSVGElement): Walk {
  const find = (key: string): SVGElement | undefined =>
    svg.querySelector<SVGElement>(`[data-key="${key}"]:not(.edge, .keys)`) ?? undefined;
  const boxes = [...svg.querySelectorAll<SVGElement>('.node')];
  const arrows = [...svg.querySelectorAll('.edge')].flatMap((edge) => {
    const from = find(`n${edge.getAttribute('data-from')}`);
    const reference = find((edge.getAttribute('data-key') ?? '').replace('e', 'r'));
    const to = find(`n${edge.getAttribute('data-to')}`);
    // A small box stands for one that is drawn elsewhere, and leads there.
    if (reference !== undefined && from !== undefined) {
      return [{ from, to: reference }, ...(to === undefined ? [] : [{ from: reference, to }])];
    }
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
  const first = (): SVGElement | undefined => svg.querySelector<SVGElement>('.node:has(.role)') ?? boxes[0];
  let at = first();
  const way: SVGElement[] = [];

  const goTo = (box: SVGElement | undefined): SVGElement | undefined => {
    at?.setAttribute('tabindex', '-1');
    at = box ?? at;
    at?.setAttribute('tabindex', '0');
    return at;
  };
  const leaving = (box: SVGElement | undefined): SVGElement[] =>
    arrows.flatMap(({ from, to }) => (from === box ? [to] : []));
  goTo(at);
  return {
    enter(box) {
      if (box === at) return;
      way.length = 0;
      goTo(box);
    },
    onward() {
      const [next] = leaving(at);
      if (next !== undefined && at !== undefined) way.push(at);
      return goTo(next);
    },
    back: () => goTo(way.pop() ?? arrows.find(({ to }) => to === at)?.from),
    beside(step) {
      const from = way.at(-1) ?? arrows.find(({ to }) => to === at)?.from;
      const row = from === undefined ? boxes : leaving(from);
      const place = at === undefined ? -1 : row.indexOf(at);
      return goTo(row[(place + step + row.length) % row.length]);
    },
    first() {
      way.length = 0;
      return goTo(first());
    },
  };
}
