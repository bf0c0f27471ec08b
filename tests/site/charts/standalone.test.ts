import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../site/charts/picture.ts';
import { estimateWidth } from '../../../site/charts/picture.ts';
import { printPicture } from '../../../site/charts/print.ts';
import { printDocument } from '../../../site/charts/print-document.ts';
import { CARD, drawShareCard, readCardInks } from '../../../site/charts/share-card.ts';
import { readDocumentInks, standalonePicture } from '../../../site/charts/standalone.ts';
import { drawableText, fitText, wrapText } from '../../../site/charts/wrapped-text.ts';

const sheets = ['tokens.css', 'dark.css', 'chart.css'].map((name) => ({
  text: readFileSync(new URL(`../../../site/styles/${name}`, import.meta.url), 'utf8'),
  ...(name === 'dark.css' && { media: '(prefers-color-scheme: dark)' }),
}));
const PICTURE: Picture = {
  width: 343,
  height: 100,
  label: 'Fewer <in> November',
  marks: [
    { kind: 'rect', x: 0, y: 0, width: 50, height: 20, class: 'bar now', title: 'a "quoted" one' },
    { kind: 'rect', x: 60, y: 0, width: 50, height: 20, class: 'suppressed', isHatched: true },
    { kind: 'text', x: 0, y: 60, text: '<script>alert(1)</script>', class: 'label quiet' },
  ],
};
const CAPTION = {
  title: 'Contacts offered, by day',
  period: '1 to 30 November 2026',
  source: 'Source: Seaside Parcels (a fictional company)',
  asOf: 'The data are as of 22 November 2026',
};

describe('a chart as a file of its own', () => {
  const light = standalonePicture(PICTURE, CAPTION, readDocumentInks(sheets, 'light'));

  test('needs no style sheet: it has colours and no class, no style, no script, no address', () => {
    expect(light).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox/);
    expect(light).not.toMatch(/class=|style|var\(|<script|href|@|url\((?!#)/);
    expect(light).toContain('fill="#14507a"');
  });

  test('says what, of when, from whom and as of when', () => {
    for (const words of Object.values(CAPTION)) expect(light).toContain(`>${words}</text>`);
    expect(light).toContain(
      '<title id="document-title">Contacts offered, by day. Fewer &lt;in&gt; November</title>',
    );
  });

  test('has all words escaped', () => {
    expect(light).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('is on dark paper in the dark theme', () => {
    const dark = standalonePicture(PICTURE, CAPTION, readDocumentInks(sheets, 'dark'));
    expect(dark).toContain('fill="#15181c"');
    expect(dark).not.toContain('fill="#fcfbf8"');
  });

  test('is tall enough for a caption of many lines', () => {
    const long = standalonePicture(
      PICTURE,
      { ...CAPTION, title: 'word '.repeat(60) },
      readDocumentInks(sheets, 'light'),
    );
    const heightOf = (svg: string) => Number(/height="(\d+)"/.exec(svg)?.[1]);
    expect(heightOf(long)).toBe(heightOf(light) + 3 * 26);
    const last = Math.max(...[...light.matchAll(/<text x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y)));
    expect(heightOf(light)).toBeGreaterThan(last);
  });
});

test('what XML cannot write does not break a picture', () => {
  const printed = printPicture({ ...PICTURE, label: 'a\u0000b\u001bc\ud800d\uffff' }, 'x');
  expect(printed).toContain('a\ufffdb\ufffdc\ufffdd\ufffd');
});

describe('set into another picture', () => {
  const inset = (svg: string) => () => printDocument(PICTURE, 'x', [{ x: 0, y: 0, scale: 1, svg }]);

  test('is only what was printed here', () => {
    expect(inset(printPicture(PICTURE, 'y', 'chart-narrow'))()).toContain('<g class="chart chart-narrow"');
  });

  test.each([
    '<svg class="chart"><script>alert(1)</script></svg>',
    '<svg class="chart"><rect onload="alert(1)"/></svg>',
    '<svg class="chart"><a href="javascript:alert(1)"><rect/></a></svg>',
    '<svg class="chart"><image href="https://elsewhere.example/x.png"/></svg>',
    '<svg class="chart"><foreignObject><p/></foreignObject></svg>',
    '<svg class="chart"><style>rect{}</style></svg>',
    '<p class="chart"></p>',
  ])('and never %s', (svg) => {
    expect(inset(svg)).toThrow('no picture of ours');
  });
});

describe('the card of a page', () => {
  const inks = readCardInks(sheets);
  const card = {
    name: 'Seaside Parcels',
    heading: 'Waits fell again',
    description: 'How many get in touch.',
    notes: ['This is a demonstration.', 'The data are as of today.'],
    chart: null,
  };

  test('is 1200 × 630 and says who, what, and what else must be known', () => {
    const svg = drawShareCard(card, inks);
    expect(svg).toContain(`width="${CARD.width}" height="${CARD.height}"`);
    for (const words of [card.name, card.heading, card.description, ...card.notes])
      expect(svg).toContain(`>${words}</text>`);
    expect(svg).not.toMatch(/class=|style|var\(/);
  });

  test('keeps every word inside, however long and with or without a chart', () => {
    const chart = { svg: printPicture(PICTURE, 'y', 'chart-narrow'), width: 343, height: 100 };
    for (const heading of ['x'.repeat(500), 'long words '.repeat(60), 'W'.repeat(300)]) {
      for (const one of [null, chart]) {
        const svg = drawShareCard(
          { ...card, name: heading, heading, description: heading, chart: one },
          inks,
        );
        const own = svg.split('<g ')[0]!;
        const ys = [...own.matchAll(/<text x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y));
        expect(Math.max(...ys)).toBeLessThan(CARD.height);
        expect(ys).toEqual([...new Set(ys)]);
      }
    }
  });
});

describe('words in a picture', () => {
  const box = { width: 200, fontSize: 20, mostLines: 3 };

  test('are broken into lines that fit, also a word without a space', () => {
    for (const text of ['a few words that go on', 'x'.repeat(90), `${'y'.repeat(30)} and more`]) {
      const lines = wrapText(text, { ...box, mostLines: 99 });
      for (const line of lines) expect(estimateWidth(line, 20)).toBeLessThanOrEqual(200);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  test('end with … where they do not fit, and are set smaller where that helps', () => {
    const text = 'many words that need more than three lines of this box to be written';
    expect(wrapText(text, box)).toHaveLength(3);
    expect(wrapText(text, box).at(-1)).toMatch(/…$/);
    const fitted = fitText(text, 200, [box, { fontSize: 10, mostLines: 9 }]);
    expect([fitted.fontSize, fitted.lines.join(' ')]).toEqual([10, text]);
  });

  test('are without signs that no font draws or that turn what follows', () => {
    expect(drawableText('Seaside 🚚👩🏽‍🚒 \u202eslecraP\u202c\u200b 3️⃣ x')).toBe('Seaside slecraP x');
    expect(drawableText('דואר البريد Ταχυδρομείο')).toBe('דואר البريد Ταχυδρομείο');
  });
});
