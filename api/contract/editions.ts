/** What `editions` and `editions/{id}` answer: what was published when, what each edition changed, and how far figures move. */
import { z } from 'zod';
import { GRAINS } from '../../db/domain/bucket.ts';
import { EDITION_KINDS } from '../../db/domain/edition-kind.ts';
import { cellStatus } from './cell.ts';
import { versionHead } from './head.ts';

const edition = z
  .object({
    id: z.number().int().describe('from 1, none left out'),
    publishedAt: z.string().describe('local RFC 3339 with offset'),
    through: z.string().nullable().describe('last day of its figures; null without records'),
    version: z.string().describe('the `asOf` that its answers name'),
    kind: z
      .enum(EDITION_KINDS)
      .describe(
        '`scheduled`: a day was due; `revision`: figures became better known; `correction`: they were wrong; `definition`: ' +
          'they are counted by other rules',
      ),
    reason: z.string().nullable().describe('in the operator’s words, where one was given'),
    files: z.number().int().describe('files that differ from the edition before'),
    figures: z
      .number()
      .int()
      .describe('figures published before, of days, weeks and months that were over, that it changed'),
  })
  .meta({ id: 'Edition' });

const revisionSize = z.object({
  metric: z.string(),
  unit: z.string(),
  revised: z.number().int().describe('days whose figure was changed after it was published'),
  meanAbsolute: z
    .number()
    .nullable()
    .describe(
      'mean absolute difference of these, from the first that was published to the last, in the unit',
    ),
});

export const editionsAnswer = z
  .object({
    ...versionHead,
    editions: z.array(edition).describe('the newest first'),
    sizes: z.array(revisionSize).describe('by metric, of days of all contacts'),
  })
  .meta({ id: 'EditionsAnswer' });

const figure = z.object({ value: z.number().nullable(), status: cellStatus });

export const editionAnswer = z
  .object({
    ...versionHead,
    edition,
    before: z.number().int().nullable().describe('the edition before'),
    after: z.number().int().nullable().describe('the edition after'),
    revisions: z
      .array(
        z.object({
          metric: z.string(),
          unit: z.string(),
          grain: z.enum(GRAINS),
          channel: z.string().nullable(),
          category: z.string().nullable(),
          start: z.string().describe('first day'),
          before: figure,
          after: figure,
          change: z.number().nullable().describe('after less before; null where either has no value'),
        }),
      )
      .describe('the figures that it changed'),
    files: z
      .array(
        z.object({
          path: z.string().describe('below the site'),
          address: z.string().describe('whose answer it holds; with `as_of` it answers so for ever'),
          sha256: z.string().nullable().describe('of its bytes, hexadecimal; null: published no more'),
          bytes: z.number().int(),
        }),
      )
      .describe('the files that differ from the edition before'),
  })
  .meta({ id: 'EditionAnswer' });

export type EditionsAnswer = z.infer<typeof editionsAnswer>;
export type EditionAnswer = z.infer<typeof editionAnswer>;
