import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerCalendar, withCalendar } from '../../scripts/calendar-answer.ts';
import { NOW_SECONDS, ORGANISATION, publishedFixture, writeFixture } from '../site/published-fixture.ts';
import { SmallBank } from '../support/small-bank.ts';

const WEEK = 7 * 86_400;

async function ask(path: string, nowSeconds = NOW_SECONDS, method = 'GET', files = publishedFixture()) {
  const published = (address: string) => {
    const answer = files.get(address.replace('/data/v1/', '').replace('.json', ''));
    // As from the disk: whoever reads it may change what they were given.
    return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
  };
  return answerCalendar(new Request(`http://figures.test${path}`, { method }), published, nowSeconds);
}
const textOf = async (path: string, nowSeconds?: number) => {
  const answer = await ask(path, nowSeconds);
  return ((await answer?.text()) ?? '').replaceAll('\r\n ', '');
};

describe('the next good time by address', () => {
  test('is a file for a calendar, by the clock of the moment', async () => {
    const answer = await ask('/best-times.ics?channel=phone');
    expect(answer?.status).toBe(200);
    expect(answer?.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer?.headers.get('content-disposition')).toBe(
      'attachment; filename="best-time-phone-20261124.ics"',
    );
    const whole = await answer!.text();
    const text = whole.replaceAll('\r\n ', '');
    expect(answer?.headers.get('content-length')).toBe(String(Buffer.byteLength(whole)));
    expect(text).toContain('DTSTART:20261124T160000Z');
    expect(text).toContain('\\n\\nhttp://figures.test/\r\n');
    expect(await textOf('/best-times.ics', NOW_SECONDS + WEEK)).toContain('DTSTART:20261201T160000Z');
  });

  test('speaks the language of its address, or the one asked for', async () => {
    for (const path of ['/es/best-times.ics?channel=phone', '/best-times.ics?language=es']) {
      const text = await textOf(path);
      expect(text).toContain('SUMMARY:Llamar a Seaside Parcels');
      expect(text).toContain('http://figures.test/es/');
    }
    expect(await textOf('/es/best-times.ics?language=en')).toContain('SUMMARY:Call Seaside');
  });

  test('answers HEAD with the same headers and no words', async () => {
    const head = await ask('/best-times.ics', NOW_SECONDS, 'HEAD');
    expect(await head?.text()).toBe('');
    expect(head?.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  });

  test.each([
    ['/best-times.ics?channel=fax', 'channel', 'fax'],
    ['/best-times.ics?language=de', 'language', 'de'],
    ['/best-times.ics?when=now', 'when', 'now'],
  ])('refuses %s in words', async (path, parameter, value) => {
    const answer = await ask(path);
    expect(answer?.status).toBe(422);
    expect(answer?.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer?.json()).toMatchObject({ parameters: [{ parameter, value }] });
  });

  test('says where no good time is known, and that nothing was published', async () => {
    const without = publishedFixture();
    without.delete('best-times/phone');
    for (const files of [without, new Map()]) {
      const answer = await ask('/best-times.ics', NOW_SECONDS, 'GET', files);
      expect(answer?.status).toBe(404);
      expect(await answer?.json()).toMatchObject({ title: 'no good time is known' });
    }
    // Mails have no waits.
    expect((await ask('/best-times.ics?channel=email'))?.status).toBe(404);
  });

  test.each(['/', '/best-times/', '/de/best-times.ics', '/x/y/best-times.ics', '/?best-times.ics'])(
    'leaves %s to others',
    async (path) => {
      expect(await ask(path)).toBeNull();
    },
  );

  test('knows of no good time where a channel is stated and nothing was published of it', async () => {
    const files = publishedFixture();
    files.set('organisation', { ...ORGANISATION, channels: ['email'] });
    const phone = await ask('/best-times.ics?channel=phone', NOW_SECONDS, 'GET', files);
    expect(phone?.status).toBe(404);
    expect(await phone?.json()).toMatchObject({ detail: 'nothing was published of phone yet' });
    // Stated by its hours alone, and without any records at all.
    files.set('organisation', { ...ORGANISATION, channels: [], records: null, contact: [] });
    for (const path of ['/best-times.ics?channel=phone', '/best-times.ics'])
      expect((await ask(path, NOW_SECONDS, 'GET', files))?.status, path).toBe(404);
    const fax = await ask('/best-times.ics?channel=fax', NOW_SECONDS, 'GET', files);
    expect(fax?.status).toBe(422);
    expect(await fax?.json()).toMatchObject({ detail: 'channel: found "fax"; expected: phone' });
  });
});

describe('in front of the application', () => {
  test('the moment wins over the file of the publication, and all else is answered as ever', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'candour-calendar-'));
    const bank = new SmallBank({ isEmpty: true });
    try {
      writeFixture(folder, publishedFixture());
      writeFileSync(join(folder, 'best-times.ics'), 'of the publication');
      writeFileSync(join(folder, 'index.html'), 'the page');
      const app = bank.app({ staticRoot: folder });
      let now = NOW_SECONDS;
      const { fetch, answerAtOnce } = withCalendar(app, () => now);
      const get = async (path: string) => fetch(new Request(`http://figures.test${path}`));
      expect(await (await app.request('/best-times.ics')).text()).toBe('of the publication');
      const first = await (await get('/best-times.ics?channel=phone')).text();
      expect(first).toContain('DTSTART:20261124T160000Z');
      now += WEEK;
      expect(await (await get('/best-times.ics?channel=phone')).text()).toContain('DTSTART:20261201T160000Z');
      expect(await (await get('/')).text()).toBe('the page');
      expect((await get('/api/v1/clock')).status).toBe(200);
      expect((await get('/xx/best-times.ics')).status).toBe(404);
      expect(answerAtOnce).toBe(app.answerAtOnce);
    } finally {
      bank.close();
      rmSync(folder, { recursive: true });
    }
  });
});
