/** Puts a day into the figure that the page came with: statement, pictures, table. Owns which part goes where. */
import { placeDayCourse } from '../charts/day-course.ts';
import { WIDTHS } from '../charts/picture.ts';
import { printPicture } from '../charts/print.ts';
import {
  type CourseSay,
  courseFigure,
  type DayCourse,
  hoursOfDay,
  lastKnown,
} from '../figures/day-course.ts';
import type { Table } from '../figures/figure.ts';
import { planTable } from '../figures/table-plan.ts';
import type { LiveDay } from '../query/options.ts';
import { renderRow } from './planned-row.ts';
import { writeText } from './write-text.ts';

const SIZES = { wide: WIDTHS.full, middle: WIDTHS.column, narrow: WIDTHS.narrow } as const;

/** What the page knows of ordinary days. */
export type Ordinary = Pick<DayCourse, 'usual' | 'range' | 'weeks'>;

/** Draws today into `root`, and says whether there was anything of it to draw. */
export function drawToday(root: HTMLElement, say: CourseSay, live: LiveDay, ordinary: Ordinary): boolean {
  const { cells, timeZone } = live.hours;
  const hours = hoursOfDay(cells, timeZone);
  // A day of which all that is known is hidden says less than the last one that was published.
  if (hours.every(({ value }) => value === null)) return false;
  const knownUntil = Math.min(live.clock.utcSeconds, lastKnown(hours));
  const figure = courseFigure(say, { day: live.clock.today, hours, ...ordinary, total: null, knownUntil });
  writeText(root, '.kicker', say.course.kickerLive);
  writeInItsRoom(root, 'h2', figure.heading);
  writeInItsRoom(root, '.standfirst', figure.standfirst);
  for (const size of ['wide', 'middle', 'narrow'] as const) {
    const picture = root.querySelector(`figure .chart-${size}`);
    if (picture === null) continue;
    const printed = printPicture(placeDayCourse(figure.state, SIZES[size]), `today-${size}`, `chart-${size}`);
    // A redrawn picture replaces the old one only where something changed: nothing flickers, focus stays.
    if (picture.outerHTML !== printed) picture.outerHTML = printed;
  }
  fillTable(root, figure.table);
  return true;
}

/** Fewer words than the page came with move nothing below them, until the window is another. */
function writeInItsRoom(root: HTMLElement, selector: string, text: string): void {
  const element = root.querySelector<HTMLElement>(selector);
  if (element === null || element.textContent === text) return;
  const { style, offsetHeight } = element;
  if (style.minBlockSize === '') {
    style.minBlockSize = `${offsetHeight}px`;
    const letGo = () => {
      style.minBlockSize = '';
    };
    addEventListener('resize', letGo, { once: true });
  }
  element.textContent = text;
}

/** The same cells as those of the page's own table. */
function fillTable(root: HTMLElement, table: Table): void {
  const plan = planTable(table);
  writeText(root, '.table-caption', plan.caption);
  root.querySelector('thead')?.replaceChildren(renderRow(plan.head));
  root.querySelector('tbody')?.replaceChildren(...plan.rows.map(renderRow));
}
