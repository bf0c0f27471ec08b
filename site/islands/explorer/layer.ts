/** One canvas over its host, as large as the picture in device pixels. Refuses to draw. */
export class Layer {
  readonly canvas: HTMLCanvasElement;
  #context: CanvasRenderingContext2D | null = null;

  constructor(host: HTMLElement) {
    this.canvas = document.createElement('canvas');
    this.canvas.width = 0;
    this.canvas.height = 0;
    this.canvas.setAttribute('aria-hidden', 'true');
    host.append(this.canvas);
  }

  get isUsed(): boolean {
    return this.#context !== null;
  }

  /** Made when first drawn on: the pointer's layer need not hold up the first picture. */
  get context(): CanvasRenderingContext2D {
    this.#context ??= this.canvas.getContext('2d');
    if (this.#context === null) throw new Error('this browser gives no canvas to draw on');
    return this.#context;
  }

  /** Sets the size where it is another; true when the height changed. */
  fit(width: number, height: number, ratio: number): boolean {
    const { canvas } = this;
    const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width === deviceWidth && canvas.height === deviceHeight) return false;
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
    canvas.style.inlineSize = `${width}px`;
    canvas.style.blockSize = `${height}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return true;
  }
}
