/**
 * A reader of the live stream over a bare connection, and timers that a test moves by hand.
 * Owns the splitting into head and blocks as the HTML Standard has it; refuses to come back by itself, as browsers do.
 */
import { connect, type Socket } from 'node:net';
import type { HubTimers } from '../../api/live/hub.ts';
import { STREAM_PATH } from '../../api/live/stream.ts';

export interface StreamEvent {
  id: string;
  type: string;
  data: string;
}

export class StreamReader {
  readonly socket: Socket;
  head = '';
  /** everything after the head, as it came */
  text = '';
  readonly events: StreamEvent[] = [];
  comments = 0;
  retry: number | null = null;
  readonly #waiting = new Set<() => void>();
  readonly #closed: Promise<void>;
  #rest = '';
  #isClosed = false;

  /** `lines`: further lines of the request's head. */
  constructor(port: number, lines: readonly string[] = [], path = STREAM_PATH) {
    this.socket = connect(port, '127.0.0.1');
    const head = [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...lines].join('\r\n');
    this.socket.write(`${head}\r\n\r\n`);
    this.socket.on('data', (chunk: Buffer) => this.#take(chunk.toString('utf8')));
    this.socket.on('error', () => {});
    this.#closed = new Promise((resolve) => {
      this.socket.once('close', () => {
        this.#isClosed = true;
        this.#wake();
        resolve();
      });
    });
  }

  /** Resolves when the condition holds; throws when the connection ends before. */
  async until(condition: (reader: this) => boolean): Promise<this> {
    while (!condition(this)) {
      if (this.#isClosed) throw new Error(`the stream ended first: ${this.head}\n${this.text.slice(-500)}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    return this;
  }

  /** Resolves when it has so many events. */
  async untilEvents(count: number): Promise<readonly StreamEvent[]> {
    await this.until(() => this.events.length >= count);
    return this.events;
  }

  /** Resolves when the connection is closed by either side. */
  closed(): Promise<void> {
    return this.#closed;
  }

  /** Goes away without a word. */
  leave(): Promise<void> {
    this.socket.destroy();
    return this.#closed;
  }

  #take(text: string): void {
    this.#rest += text;
    if (this.head === '') {
      const end = this.#rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.head = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end + 4);
      this.text = this.#rest;
    } else {
      this.text += text;
    }
    const blocks = this.#rest.split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) this.#read(block.split('\n'));
    this.#wake();
  }

  #read(lines: readonly string[]): void {
    const valuesOf = (field: string) =>
      lines.filter((line) => line.startsWith(`${field}: `)).map((line) => line.slice(field.length + 2));
    const [retry] = valuesOf('retry');
    if (retry !== undefined) this.retry = Number(retry);
    this.comments += lines.filter((line) => line.startsWith(':')).length;
    const data = valuesOf('data');
    if (data.length === 0) return;
    this.events.push({
      id: valuesOf('id')[0] ?? '',
      type: valuesOf('event')[0] ?? 'message',
      data: data.join('\n'),
    });
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

/** Time stands until a test moves it. */
export class HandTimers implements HubTimers {
  nowMs = 0;
  readonly repeated: { milliseconds: number; task: () => void; isEnded: boolean }[] = [];

  now(): number {
    return this.nowMs;
  }

  every(milliseconds: number, task: () => void): () => void {
    const one = { milliseconds, task, isEnded: false };
    this.repeated.push(one);
    return () => {
      one.isEnded = true;
    };
  }

  soon(task: () => void): void {
    setImmediate(task);
  }

  /** What is repeated happens once, at this moment. */
  beatAt(nowMs: number): void {
    this.nowMs = nowMs;
    for (const one of this.repeated) if (!one.isEnded) one.task();
  }
}
