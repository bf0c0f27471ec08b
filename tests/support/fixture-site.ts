/**
 * The made-up parcel company's site, with its actions and events, as every test sees it that changes nothing of it: built once a run, served to each
 * file, with a browser. Owns its moment; a test that needs other published files builds its own.
 */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { changesFixture } from '../site/changes-fixture.ts';
import { eventsFixture } from '../site/events-fixture.ts';
import { writeFixture } from '../site/published-fixture.ts';
import { launchBrowser } from './browser.ts';
import type {} from './fixture-folder.ts';
import { buildPages, type OwnAnswer, serveBeside } from './static-site.ts';

/** 07:00 in London on the day after the last day of records. */
export const MOMENT = '2026-11-22T07:00:00Z';

export interface FixturePages {
  /** the folder of the built pages */
  site: string;
  /** the folder that holds data/v1 */
  published: string;
}

/** The built pages, made now if nobody has; not to be changed. `now`: the moment they show, '' for that of the build. */
export function fixturePages(now = MOMENT): FixturePages {
  const done = join(inject('fixtureFolder'), `at-${now.replaceAll(':', '')}`);
  if (!existsSync(done)) {
    // Under its name only when it is whole: a build that broke is tried again by the next file, and says why.
    const draft = join(inject('fixtureFolder'), `draft-${process.pid}`);
    const published = join(draft, 'published');
    writeFixture(published, eventsFixture().set('changes', changesFixture()));
    buildPages(published, join(draft, 'built'), now);
    renameSync(draft, done);
  }
  return { site: join(done, 'built', 'site'), published: join(done, 'published') };
}

export interface FixtureSite extends FixturePages {
  origin: string;
  browser: Browser;
  close(): Promise<void>;
}

/** The pages served beside what `answer` answers itself, and a browser to read them with. */
export async function openFixtureSite(answer: OwnAnswer = () => false, now = MOMENT): Promise<FixtureSite> {
  const pages = fixturePages(now);
  const { server, origin } = await serveBeside(answer, pages.site, pages.published);
  const browser = await launchBrowser();
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { ...pages, origin, browser, close };
}
