/**
 * What fingers, mouse and wheel do on the chart: point, drag, pinch, turn. Owns telling one from another; refuses to
 * take the wheel from a reader who only scrolls by: it zooms while the chart has the focus, or with Control.
 */

export interface GestureTarget {
  /** CSS pixels from the chart's edge; null when the pointer has left */
  point(x: number | null): void;
  /** the stretch shown moves by so many pixels */
  pan(pixels: number): void;
  /** closer (above 1) or further away, around a pixel */
  zoom(factor: number, x: number): void;
  /** a measure begins or goes on at a pixel */
  measure(x: number, isStart: boolean): void;
  /** what was measured stays, until the next press */
  measured(): void;
  /** a click or a tap that was no drag */
  press(x: number): void;
  /** the hand is off again */
  end(): void;
}

const STEP = 1.2;
/** Movements shorter than this are a click with a trembling hand. */
const LEAST_DRAG = 4;

export function followGestures(element: HTMLElement, target: GestureTarget): void {
  const pointers = new Map<number, number>();
  let isMeasuring = false;
  let isDragging = false;
  let startX = 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const xOf = (event: MouseEvent) => event.clientX - element.getBoundingClientRect().left;

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || (event.target as Element).closest('a') !== null) return;
    const x = xOf(event);
    pointers.set(event.pointerId, x);
    startX = x;
    if (event.shiftKey) {
      isMeasuring = true;
      target.measure(x, true);
      event.preventDefault();
    }
  });
  element.addEventListener('pointermove', (event) => {
    const x = xOf(event);
    const before = pointers.get(event.pointerId);
    if (before === undefined) {
      target.point(x);
      return;
    }
    pointers.set(event.pointerId, x);
    if (isMeasuring) target.measure(x, false);
    else if (pointers.size === 2) {
      const [one = 0, other = 0] = [...pointers.values()];
      const was = Math.abs((one === x ? before : one) - (other === x ? before : other));
      const is = Math.abs(one - other);
      if (was > 0 && is > 0) target.zoom(is / was, (one + other) / 2);
      isDragging = true;
    } else if (isDragging || Math.abs(x - startX) > LEAST_DRAG) {
      // From here on the drag is the chart's, wherever the pointer goes.
      if (!isDragging) element.setPointerCapture(event.pointerId);
      isDragging = true;
      target.pan(before - x);
    }
  });
  const release = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    if (pointers.size > 0) return;
    if (isDragging) target.end();
    else if (isMeasuring) target.measured();
    else target.press(xOf(event));
    isMeasuring = false;
    isDragging = false;
  };
  element.addEventListener('pointerup', release);
  element.addEventListener('pointercancel', release);
  element.addEventListener('pointerleave', () => {
    if (pointers.size === 0) target.point(null);
  });
  element.addEventListener('dblclick', (event) => {
    target.zoom(2, xOf(event));
    target.end();
  });
  element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !element.matches(':focus')) return;
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) target.pan(event.deltaX);
      else target.zoom(event.deltaY < 0 ? STEP : 1 / STEP, xOf(event));
      clearTimeout(quiet);
      quiet = setTimeout(() => target.end(), 250);
    },
    { passive: false },
  );
}
