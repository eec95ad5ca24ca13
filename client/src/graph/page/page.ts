import type { FromPage, PageState, ToPage } from '../messages';
import { createPicture } from './picture';
import { createZoom } from './zoom';

/** What VS Code gives the script of a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

const vscode = acquireVsCodeApi();
const uri = document.querySelector<HTMLMetaElement>('meta[name=flow]')?.content ?? '';
const remembered = vscode.getState() ?? { uri };
const note = find('note');
const view = find('view');
const zoom = createZoom(view, remembered, (look) => vscode.setState({ uri, ...look }));
const picture = createPicture(view, zoom);

/** How much larger one step makes a picture. */
const step = 1.25;
const larger = (): void => zoom.by(step);
const smaller = (): void => zoom.by(1 / step);
const zoomKeys: Readonly<Record<string, () => void>> = { '+': larger, '=': larger, '-': smaller, '0': zoom.fit };

vscode.setState(remembered);
onPress('zoom-in', larger);
onPress('zoom-out', smaller);
onPress('fit', zoom.fit);
onPress('export-svg', () => vscode.postMessage({ kind: 'export', format: 'svg' }));
onPress('copy-mermaid', () => vscode.postMessage({ kind: 'export', format: 'mermaid' }));

document.addEventListener('keydown', (event) => {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isPlain && pressKey(event.key)) event.preventDefault();
});
view.addEventListener('click', ({ target }) => {
  open(target instanceof Element ? target.closest('[data-key]')?.getAttribute('data-key') : undefined);
});
view.addEventListener('wheel', turnWheel, { passive: false });
window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
vscode.postMessage({ kind: 'ready' });

/** False where the key stands for nothing here. */
function pressKey(key: string): boolean {
  if (key === 'Enter' || key === ' ') return open(picture.focused());
  if (!(document.activeElement instanceof HTMLButtonElement) && picture.walk(key)) return true;
  zoomKeys[key]?.();
  return key in zoomKeys;
}

function open(key: string | null | undefined): boolean {
  if (key) vscode.postMessage({ kind: 'open', key });
  return Boolean(key);
}

/** With Ctrl, which is also what pinching a touchpad gives. */
function turnWheel(event: WheelEvent): void {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoom.by(step ** (-event.deltaY / 100));
}

function receive(message: ToPage): void {
  if (message.kind === 'current') {
    picture.highlight(message.key);
    return;
  }
  // The same words once more would be read out once more.
  if (note.textContent !== (message.note ?? '')) note.textContent = message.note ?? '';
  if (message.svg === undefined) return;
  // What is not drawn has no key.
  picture.draw(message.svg, new Map(message.nodes.flatMap(({ id, key }) => (key === null ? [] : [[key, id]]))));
}

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no ${id}`);
  return element;
}

function onPress(id: string, act: () => void): void {
  find(id).addEventListener('click', act);
}
