import { afterAll, describe, expect, test } from 'vitest';
import { PictureDesk } from '../../../scripts/pictures/picture-desk.ts';
import { Raster } from '../../../scripts/pictures/raster.ts';

const svgOf = (text: string, size = 40) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}"><rect width="${size}" height="${size}" fill="#ffffff"/><text x="4" y="30" font-size="20" font-family="sans-serif">${text}</text></svg>`;
const none = new Headers();
const desk = new PictureDesk();
afterAll(() => desk.stop());

/** Width and height of a PNG, from its first chunk. */
const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('a picture by address', () => {
  test('is a PNG of twice its size, or of the size that is asked for', async () => {
    const wanted = { svg: svgOf('a'), form: 'png', name: 'offered' } as const;
    const response = await desk.answer(wanted, none);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(sizeOf(await bytesOf(response))).toEqual([80, 80]);
    expect(sizeOf(await bytesOf(await desk.answer({ ...wanted, scale: 1 }, none)))).toEqual([40, 40]);
  });

  test('is its own text as SVG, compressed for who takes that, and runs nothing', async () => {
    const wanted = { svg: svgOf('a'.repeat(2000)), form: 'svg', name: 'offered' } as const;
    const plain = await desk.answer(wanted, none);
    expect(await plain.text()).toBe(wanted.svg);
    expect(plain.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(plain.headers.get('x-content-type-options')).toBe('nosniff');
    for (const encoding of ['br', 'gzip']) {
      const small = await desk.answer(wanted, new Headers({ 'accept-encoding': encoding }));
      expect(small.headers.get('content-encoding')).toBe(encoding);
      expect(Number(small.headers.get('content-length'))).toBeLessThan(wanted.svg.length / 2);
      expect(small.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    }
  });

  test.each([
    ['offered-2026-01-01', 'offered-2026-01-01.png'],
    ['a "name"\r\nx: y/../z', 'a-name-x-y-..-z.png'],
    ['…', 'picture.png'],
    ['é'.repeat(300), `${'e-'.repeat(60)}.png`],
  ])('is saved under a name that every system takes: %j', async (name, file) => {
    const response = await desk.answer({ svg: svgOf('a'), form: 'png', name }, none);
    expect(response.headers.get('content-disposition')).toBe(`inline; filename="${file}"`);
  });

  test('is not sent again to who has it, and has another ETag when anything in it changed', async () => {
    const wanted = { svg: svgOf('b'), form: 'png', name: 'x' } as const;
    const etag = (await desk.answer(wanted, none)).headers.get('etag') ?? '';
    const again = await desk.answer(wanted, new Headers({ 'if-none-match': etag }));
    expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0]);
    const other = await desk.answer({ ...wanted, svg: svgOf('c') }, new Headers({ 'if-none-match': etag }));
    expect(other.status).toBe(200);
  });

  test('is drawn with the fonts that are shipped: Latin, Greek, Cyrillic, Hebrew and Arabic letters leave ink', async () => {
    const blank = await bytesOf(await desk.answer({ svg: svgOf(' '), form: 'png', name: 'x' }, none));
    const pictures = await Promise.all(
      ['é', 'Ω', 'Ж', 'ש', 'ع'].map(async (letter) =>
        Buffer.from(
          await bytesOf(await desk.answer({ svg: svgOf(letter), form: 'png', name: 'x' }, none)),
        ).toString('base64'),
      ),
    );
    // A letter that no font has is drawn as an empty box, which two of them would share.
    expect(new Set([Buffer.from(blank).toString('base64'), ...pictures]).size).toBe(6);
  });
});

describe('a desk with much to do', () => {
  test('draws a picture once for all who ask at the same time', async () => {
    let drawn = 0;
    const raster = new Raster();
    const counting = Object.assign(Object.create(raster) as Raster, {
      render: (svg: string, scale: number) => {
        drawn += 1;
        return raster.render(svg, scale);
      },
    });
    const own = new PictureDesk({ raster: counting });
    const wanted = { svg: svgOf('d'), form: 'png', name: 'x' } as const;
    const all = await Promise.all([1, 2, 3, 4].map(() => own.answer(wanted, none)));
    await own.answer(wanted, none);
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(drawn).toBe(1);
    await raster.stop();
  });

  test('asks the next to come again in a moment, and answers the others', async () => {
    const raster = new Raster({ mostWaiting: 2 });
    const own = new PictureDesk({ raster });
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((i) => own.answer({ svg: svgOf(`e${i}`), form: 'png', name: 'x' }, none)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 503, 503]);
    expect(answers[4]?.headers.get('retry-after')).toBe('2');
    expect((await own.answer({ svg: svgOf('e5'), form: 'png', name: 'x' }, none)).status).toBe(200);
    await own.stop();
  });

  test('keeps no more than it may', async () => {
    const own = new PictureDesk({ mostKeptBytes: 4000 });
    for (const letter of 'abcdefgh') {
      const svg = svgOf(letter.repeat(1500));
      expect((await own.answer({ svg, form: 'svg', name: 'x' }, none)).status).toBe(200);
      expect(own.keptBytes).toBeGreaterThan(1500);
      expect(own.keptBytes).toBeLessThanOrEqual(4000);
    }
    await own.stop();
  });

  test('leaves the thread that asks free while it draws', async () => {
    const circles = Array.from(
      { length: 20_000 },
      (_, i) => `<circle cx="${i % 1500}" cy="${i % 997}" r="9"/>`,
    );
    const svg = svgOf('f', 1500).replace('</svg>', `${circles.join('')}</svg>`);
    let turns = 0;
    const turn = setInterval(() => {
      turns += 1;
    }, 1);
    expect((await desk.answer({ svg, form: 'png', name: 'x', scale: 2 }, none)).status).toBe(200);
    clearInterval(turn);
    expect(turns).toBeGreaterThan(3);
  });
});

describe('what is no picture', () => {
  test.each([
    ['is refused where it is too large', svgOf('g', 9000)],
    ['is refused where it does not say its size', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('%s', async (_, svg) => {
    const response = await desk.answer({ svg, form: 'png', name: 'x' }, none);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json',
    ]);
  });

  test('is a fault where its text is broken, and the next one is drawn', async () => {
    const broken = svgOf('h').replace('</text>', '');
    await expect(desk.answer({ svg: broken, form: 'png', name: 'x' }, none)).rejects.toThrow(
      'could not be drawn',
    );
    expect((await desk.answer({ svg: svgOf('i'), form: 'png', name: 'x' }, none)).status).toBe(200);
  });
});
