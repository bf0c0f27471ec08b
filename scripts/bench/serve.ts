/** The API over one database and nothing else, for the benchmark of requests; prints its address, ends on SIGTERM. */
import process from 'node:process';
import { createApp } from '../../api/app.ts';
import { makeClock } from '../../api/env.ts';
import { listen } from '../../api/server.ts';
import { openForReading } from '../../db/open.ts';
import { openOrganisation } from '../organisation.ts';

const read = openForReading(process.argv[2] ?? '');
const clock = makeClock(null);
const { configuration, zone, calendar } = await openOrganisation(read, null, clock());
const app = createApp({ db: null, read, configuration, zone, calendar, clock, log: () => {} });
const listening = await listen(app, { host: '127.0.0.1', port: 0 });
if (!listening.ok) throw new Error(listening.problem);
process.stdout.write(`${listening.server.address}\n`);
process.once('SIGTERM', async () => {
  await listening.server.stop();
  read.close();
});
