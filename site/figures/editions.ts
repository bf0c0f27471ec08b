/**
 * The page of editions: what was published when and why, how far figures moved afterwards, and the keys to check it with.
 * Owns which editions are shown, folded and left to the table; refuses to say what an edition changed, which is the API's.
 */
import type { EditionsAnswer } from '../../api/contract/editions.ts';
import { METRICS } from '../../db/domain/metric.ts';
import { type ListedKey, proofPath } from '../../db/domain/site-log.ts';
import type { Zone } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatDayAndMonth } from '../words/date.ts';
import { addressOfMethod, registryIn } from '../words/method.ts';
import { formatCount, formatDecimal } from '../words/number.ts';
import { formatValue } from '../words/value.ts';
import { dayOf } from './actions.ts';

type Edition = EditionsAnswer['editions'][number];

export interface EditionEntry {
  /** its anchor */
  id: string;
  name: string;
  /** "of edition 12", for links that say what they are of */
  of: string;
  when: string;
  kind: string;
  said: string;
  /** the operator's words in a sentence, and by themselves */
  reason: string | null;
  quoted: string | null;
  /** null: the first edition changed nothing */
  changed: { json: string; csv: string } | null;
  proof: string;
}

export interface RevisionSize {
  label: string;
  href: string;
  days: string;
  mean: string;
}

export interface EditionsPage {
  heading: string;
  listHeading: string;
  /** the newest first */
  shown: EditionEntry[];
  folded: EditionEntry[];
  /** how many are in the table alone, and the words for it; null: none */
  rest: string | null;
  sizesHeading: string;
  sizes: RevisionSize[];
}

/** So many are open to the eye, and so many with those that are folded. */
const SHOWN = 12;
const LISTED = 60;

/** Null where no edition has been published. */
export function editionsPage(read: Read, say: Say): EditionsPage | null {
  const answer = read<EditionsAnswer>('editions');
  const newest = answer?.editions[0];
  const oldest = answer?.editions.at(-1);
  if (answer === null || newest === undefined || oldest === undefined) return null;
  const words = say.editions;
  const { editions } = answer;
  const entries = editions.slice(0, LISTED).map((edition) => entryOf(say, edition));
  const older = editions.length - entries.length;
  const sizes = sizesOf(read, say, answer.sizes);
  return {
    heading: headingOf(say, newest),
    listHeading: words.listHeading(
      editions.length,
      formatCount(say, editions.length),
      formatDate(say, dayOf(oldest.publishedAt)),
    ),
    shown: entries.slice(0, SHOWN),
    folded: entries.slice(SHOWN),
    rest: older === 0 ? null : words.rest(older, formatCount(say, older)),
    sizesHeading: words.sizesHeading(sizes.length, formatCount(say, sizes.length)),
    sizes,
  };
}

function headingOf(say: Say, { id, publishedAt, through }: Edition): string {
  const published = dayOf(publishedAt);
  const [n, date, time] = [String(id), formatDate(say, published), clockOf(say, publishedAt)];
  return through === null
    ? say.editions.headingBare(n, date, time)
    : say.editions.heading(n, date, time, formatDayAndMonth(say, dayOf(through), published));
}

function entryOf(say: Say, edition: Edition): EditionEntry {
  const words = say.editions;
  const { id, publishedAt, through, kind, reason, files, figures } = edition;
  const isFirst = id === 1;
  const n = String(id);
  const fileCount = formatCount(say, files);
  const size = isFirst
    ? [words.filesFirst(files, fileCount)]
    : [words.files(files, fileCount), words.figures(figures, formatCount(say, figures))];
  return {
    id: `edition-${id}`,
    name: words.name(n),
    of: words.of(n),
    when: say.changes.moment(formatDate(say, dayOf(publishedAt)), clockOf(say, publishedAt)),
    kind: isFirst ? words.first : words.kinds[kind],
    said: [
      ...(isFirst || kind === 'scheduled' ? [] : [words.why[kind]]),
      ...(through === null ? [] : [words.through(formatDate(say, dayOf(through)))]),
      ...size,
    ].join(' '),
    reason: reason === null ? null : words.reason(reason),
    quoted: reason,
    changed: isFirst ? null : { json: `/api/v1/editions/${id}`, csv: `/api/v1/editions/${id}.csv` },
    proof: `/${proofPath(id)}`,
  };
}

/** In the order of the registry; of measures that are counted no more, last. */
function sizesOf(read: Read, say: Say, sizes: EditionsAnswer['sizes']): RevisionSize[] {
  const metrics = registryIn(say, read).metrics;
  const known = METRICS.map(({ id }) => id);
  const placeOf = (id: string) => (known.includes(id) ? known.indexOf(id) : known.length);
  return sizes
    .toSorted((one, other) => placeOf(one.metric) - placeOf(other.metric))
    .map(({ metric, unit, revised, meanAbsolute }) => ({
      label: metrics.find(({ id }) => id === metric)?.label ?? metric,
      href: addressOfMethod(metric),
      days: formatCount(say, revised),
      mean: meanAbsolute === null ? say.editions.noMean : formatMove(say, unit, meanAbsolute),
    }));
}

/** How far a figure moved: of a share, in percentage points; a mean of whole numbers has a decimal. */
function formatMove(say: Say, unit: string, size: number): string {
  return unit === 'share'
    ? say.history.points(formatDecimal(say, size * 100, 2))
    : formatValue(say, unit, size, 'full');
}

export interface KeyLine {
  verifier: string;
  /** since when it signs, or until when it did */
  said: string;
}

export function keyLines(say: Say, zone: Zone, keys: readonly ListedKey[]): KeyLine[] {
  const words = say.editions;
  const date = (seconds: number) => formatDate(say, zone.dayOf(seconds));
  return keys.map(({ verifier, madeAt, endedAt, end }) => ({
    verifier,
    said:
      endedAt === null
        ? words.keySigns(date(madeAt))
        : words[end === 'lost' ? 'keyLost' : 'keyRetired'](date(madeAt), date(endedAt)),
  }));
}

/** Of a local instant, as written: it is on the wall of the organisation. */
export function clockOf(say: Say, instant: string): string {
  return say.time(Number(instant.slice(11, 13)), Number(instant.slice(14, 16)));
}
