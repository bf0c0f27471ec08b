/**
 * The API over one database, as it runs behind a site, in a process of its own that a test may kill. Says over the
 * channel to its parent where it is and how it fares, and ends with that channel.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { createApp } from '../../api/app.ts';
import { makeClock } from '../../api/env.ts';
import { LiveHub } from '../../api/live/hub.ts';
import { listen } from '../../api/server.ts';
import { Upkeep } from '../../api/upkeep.ts';
import { openForReading, openForWriting } from '../../db/open.ts';
import { openOrganisation } from '../../scripts/organisation.ts';

export interface Faring {
  residentBytes: number;
  mostResidentBytes: number;
  /** of the event loop, since it was asked last */
  longestTurnMs: number;
}
export type FromEventServer = { port: number } | Faring;

const path = process.argv[2] ?? '';
const db = openForWriting(path);
const read = openForReading(path);
const clock = makeClock(null);
const log = () => {};
const { configuration, zone, calendar, holidays } = await openOrganisation(db, null, clock());
const upkeep = new Upkeep({
  rules: { databasePath: path, configuration, holidays },
  ...{ clock, log },
});
const live = new LiveHub();
const recordsChanged = upkeep.noteChange;
const app = createApp({ ...{ db, read, configuration, zone, calendar, clock, live, log, recordsChanged } });
app.snapshot.start();
const listening = await listen(app, { host: '127.0.0.1', port: 0 });
if (!listening.ok) throw new Error(listening.problem);

const say = (said: FromEventServer) => process.send?.(said);
const turns = monitorEventLoopDelay({ resolution: 1 });
turns.enable();
process.on('message', () => {
  const { rss } = process.memoryUsage();
  const mostResidentBytes = process.resourceUsage().maxRSS * 1024;
  say({ residentBytes: rss, mostResidentBytes, longestTurnMs: turns.max / 1e6 });
  turns.reset();
});
process.once('disconnect', async () => {
  live.stop();
  app.snapshot.stop();
  await listening.server.stop();
  await upkeep.stop();
  read.close();
  db.close();
});
say({ port: listening.server.port });
