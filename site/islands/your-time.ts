/** Recommended hours by the reader's own clock, where it shows another time than the organisation's. */
import { offsetAt } from '../../db/domain/opening.ts';

type Slot = readonly [startAt: number, endAt: number];

function say(place: HTMLElement, timeZone: string): void {
  const slots = JSON.parse(place.dataset.slots ?? '[]') as Slot[];
  const line = place.querySelector('span');
  const [first] = slots;
  if (line === null || first === undefined) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (offsetAt(zone, first[0]) === offsetAt(timeZone, first[0])) return;
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const range = place.dataset.range ?? '';
  const texts = slots.map((slot) => {
    const [from = '', to = ''] = slot.map((seconds) => format.format(seconds * 1000));
    return range.replace('{from}', from).replace('{to}', to);
  });
  line.textContent = (place.dataset.words ?? '').replace('{ranges}', texts.join(', '));
}

for (const section of document.querySelectorAll<HTMLElement>('[data-time-zone].coming-advice')) {
  for (const place of section.querySelectorAll<HTMLElement>('.advice-yours')) {
    say(place, section.dataset.timeZone ?? 'UTC');
  }
}
