/** The keys of the chart, as the list under "?" tells them. Owns which key means what. */

export interface KeyTarget {
  step(by: number): void;
  first(): void;
  last(): void;
  zoom(factor: number): void;
  /** by a share of the stretch shown */
  pan(share: number): void;
  whole(): void;
  measure(): void;
  leave(): void;
  help(): void;
}

const FAR = 10;
const CLOSER = 1.5;
const PAN = 0.5;

export function followKeys(element: HTMLElement, target: KeyTarget): void {
  const actions: Readonly<Record<string, (isShifted: boolean) => void>> = {
    ArrowLeft: (isShifted) => (isShifted ? target.pan(-PAN) : target.step(-1)),
    ArrowRight: (isShifted) => (isShifted ? target.pan(PAN) : target.step(1)),
    PageUp: () => target.step(-FAR),
    PageDown: () => target.step(FAR),
    Home: () => target.first(),
    End: () => target.last(),
    '+': () => target.zoom(CLOSER),
    '=': () => target.zoom(CLOSER),
    '-': () => target.zoom(1 / CLOSER),
    '0': () => target.whole(),
    m: () => target.measure(),
    M: () => target.measure(),
    Escape: () => target.leave(),
    '?': () => target.help(),
  };
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) return;
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action(event.shiftKey);
  });
}
