/**
 * Thousands of readers of the stream in one process, each a bare connection. Says when the last of them has an event,
 * and ends with the channel to its parent.
 */
import { connect, type Socket } from 'node:net';
import process from 'node:process';
import { STREAM_PATH } from '../../../api/live/stream.ts';
import { type FromReaders, nowMs, type ToReaders } from './messages.ts';

const AT_ONCE = 100;
const REQUEST = `GET ${STREAM_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`;
/** A document ends so, and a heartbeat does not. */
const END = '}\n\n';

const reading: Socket[] = [];
/** of the event that is expected */
let missing = 0;

const say = (message: FromReaders) => process.send?.(message);

async function openAll(port: number, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened += AT_ONCE) {
    const wave = Math.min(AT_ONCE, count - opened);
    await Promise.all(Array.from({ length: wave }, () => open(port)));
  }
}

/** Resolves when the first event is there whole. */
function open(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(REQUEST));
    let tail = '';
    let isOpen = false;
    socket.on('data', (chunk: Buffer) => {
      const text = tail + chunk.toString('latin1');
      tail = text.slice(1 - END.length);
      let events = 0;
      for (let at = text.indexOf(END); at >= 0; at = text.indexOf(END, at + END.length)) events++;
      if (!isOpen && events > 0) {
        isOpen = true;
        resolve();
      } else if (events > 0 && missing > 0) {
        missing -= events;
        if (missing <= 0) say({ is: 'arrived', lastMs: nowMs() });
      }
    });
    socket.on('error', reject);
    reading.push(socket);
  });
}

process.on('message', async (message: ToReaders) => {
  if (message.ask === 'connect') {
    await openAll(message.port, message.count);
    say({ is: 'connected', count: reading.length });
  } else if (message.ask === 'stall') {
    for (const socket of reading.splice(0, message.count)) socket.pause();
    say({ is: 'stalled' });
  } else {
    missing = reading.length;
    say({ is: 'expecting' });
  }
});
process.once('disconnect', () => process.exit());
