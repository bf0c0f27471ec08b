/**
 * The API with its stream over an empty database, for the benchmark of readers. Says over the channel to its parent
 * where it is, publishes when it is told to, and ends with that channel.
 */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { createApp } from '../../../api/app.ts';
import { makeClock } from '../../../api/env.ts';
import { LiveHub } from '../../../api/live/hub.ts';
import { listen } from '../../../api/server.ts';
import { addKey } from '../../../db/keys.ts';
import { openForReading, openForWriting } from '../../../db/open.ts';
import { openOrganisation } from '../../organisation.ts';
import { type FromServer, nowMs, type ToServer } from './messages.ts';

const path = join(process.argv[2] ?? '', 'stream.db');
const db = openForWriting(path);
const read = openForReading(path);
const clock = makeClock(null);
const { configuration, zone, calendar } = await openOrganisation(db, null, clock());
const made = addKey(db, 'bench', 'all', clock());
if (!made.ok) throw new Error('the key could not be made');
const live = new LiveHub();
const app = createApp({
  ...{ db, read, configuration, zone, calendar, clock, live, log: () => {} },
  pushLimits: { burst: 1e9, perMinute: 1e9 },
});
const listening = await listen(app, { host: '127.0.0.1', port: 0 });
if (!listening.ok) throw new Error(listening.problem);
const { port } = listening.server;

const say = (message: FromServer) => process.send?.(message);
const turns = monitorEventLoopDelay({ resolution: 1 });
turns.enable();
process.on('message', (message: ToServer) => {
  if (message.ask === 'publish') {
    turns.reset();
    say({ is: 'published', atMs: nowMs() });
    live.publish(message.body);
  } else {
    const residentBytes = process.memoryUsage.rss();
    say({ is: 'figures', residentBytes, longestTurnMs: turns.max / 1e6, figures: live.figures });
  }
});
process.once('disconnect', async () => {
  live.stop();
  await listening.server.stop();
  read.close();
  db.close();
});
say({ is: 'ready', port, key: made.key });
