/**
 * A whole site over records of a test: published, built and served by the real parts, the API beside it.
 * Owns the folder and the port; a test may put itself in front of what is answered, to make bad weather.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '../../api/app.ts';
import type { FeedContext } from '../../api/feeds/context.ts';
import { organisationFeed } from '../../api/feeds/organisation.ts';
import { LiveHub } from '../../api/live/hub.ts';
import { publishedThrough } from '../../api/published.ts';
import { answerHistoryPicture } from '../../scripts/pictures/history-picture.ts';
import { PictureDesk } from '../../scripts/pictures/picture-desk.ts';
import { writePublishedFiles } from '../../scripts/published-files.ts';
import { buildPages } from './static-site.ts';

/** Answers a request itself and says so, or leaves it to the site. */
export type Weather = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

export class ServedRecords {
  readonly origin: string;
  readonly #folder: string;
  readonly #server: Server;
  readonly #desk: PictureDesk;
  weather: Weather = () => false;

  private constructor(folder: string, server: Server, desk: PictureDesk) {
    this.#desk = desk;
    this.#folder = folder;
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async serve(context: FeedContext): Promise<ServedRecords> {
    const folder = mkdtempSync(join(tmpdir(), 'candour-served-'));
    const published = join(folder, 'published');
    const today = context.zone.dayOf(context.nowSeconds);
    writePublishedFiles(context, publishedThrough(organisationFeed(context), today), published);
    const site = buildPages(
      published,
      join(folder, 'built'),
      new Date(context.nowSeconds * 1000).toISOString(),
    );
    cpSync(published, site, { recursive: true });
    const { db: read, configuration, zone, calendar, nowSeconds } = context;
    const desk = new PictureDesk();
    const app = createApp({
      db: null,
      read,
      configuration,
      zone,
      calendar,
      clock: () => nowSeconds,
      live: new LiveHub(),
      log: () => {},
      staticRoot: site,
      answerMore: (request, ask) => answerHistoryPicture(request, ask, desk),
    });
    const route = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    let served: ServedRecords | null = null;
    const server = createServer((incoming, outgoing) => {
      if (!served?.weather(incoming, outgoing)) void route(incoming, outgoing);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    served = new ServedRecords(folder, server, desk);
    return served;
  }

  async close(): Promise<void> {
    await this.#desk.stop();
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
