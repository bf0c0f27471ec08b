/** What `actions` answers: what is done about the causes, as it was registered, and what came of it. */
import { z } from 'zod';
import { STAGES } from '../../db/domain/action-stage.ts';
import { CATEGORIES, CHANNELS } from '../../db/domain/contact.ts';
import { VERDICTS, type Verdict } from '../../db/domain/impact-verdict.ts';
import { versionHead } from './head.ts';
import { judgement } from './impact.ts';

const named = z.object({ id: z.string(), label: z.string() });
/** With its parent and its parts, so that whoever has a cause can tell which actions are about it. */
export const namedCause = named.extend({
  parent: z.string().nullable().describe('the cause that it is a part of'),
  parts: z.array(named).describe('the causes that are parts of it, for all of which it stands'),
});

const action = z
  .object({
    id: z.string().describe('the operator’s own'),
    slug: z.string().describe('the id as addresses and file names have it'),
    title: z.string().describe('in the words of the operator'),
    summary: z.string().nullable().describe('in the words of the operator'),
    ownerRole: z.string().nullable().describe('who answers for it: a role, never a person'),
    causes: z.array(namedCause).describe('what it is to change'),
    category: z.enum(CATEGORIES).nullable(),
    channel: z.enum(CHANNELS).nullable().describe('null: every channel'),
    registeredAt: z.string().describe('local RFC 3339 with offset, as the times below'),
    isRegisteredLate: z.boolean().describe('it was registered after it had started'),
    startsAt: z.string(),
    rolloutEndsAt: z.string().nullable().describe('null: it is there for everybody from its start'),
    endedAt: z.string().nullable(),
    stage: z.enum(STAGES).describe('by the calendar, on the day of the answer'),
    status: z.string().nullable().describe('in the words of the operator'),
    metric: z.string().describe('the metric that is to change'),
    direction: z.enum(['down', 'up']),
    expectedEffect: z.number().nullable().describe('relative: 0.15 is 15 %'),
    worthwhileEffect: z.number().nullable().describe('relative: the least that would be worth it'),
    impactModel: z.enum(['step', 'slope', 'temporary']),
    control: named.nullable().describe('a cause, category or channel that it should leave as it is'),
    fromIdea: z.boolean().nullable().describe('whether customers had proposed it'),
    follows: z
      .array(
        z.object({
          channel: z.string().optional(),
          category: z.string().optional(),
          cause: z.string().optional(),
        }),
      )
      .describe(
        'the parts of the weekly series of its metric that it is about, one for each cause on record; empty where there is no such series, or no record has its causes',
      ),
    ...judgement,
  })
  .meta({ id: 'Action' });

export const actionsAnswer = z
  .object({
    ...versionHead,
    verdicts: z
      .object(
        Object.fromEntries(VERDICTS.map((one) => [one, z.number().int()])) as Record<Verdict, z.ZodNumber>,
      )
      .describe('how many of all actions have each verdict'),
    actions: z.array(action).describe('in order of `startsAt`'),
  })
  .meta({ id: 'ActionsAnswer' });

export type ActionAnswer = z.infer<typeof action>;
export type ActionsAnswer = z.infer<typeof actionsAnswer>;
