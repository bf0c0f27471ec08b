/** An action as a test needs it: everything the form asks for, and what the test says. */
import type { ActionRecord } from '../../db/domain/contact.ts';

export function actionOf(
  fields: Partial<ActionRecord> & Pick<ActionRecord, 'id' | 'startsAt'>,
): ActionRecord {
  return {
    title: 'Invoices in plain words',
    summary: null,
    ownerRole: null,
    causes: [],
    category: null,
    channel: null,
    registeredAt: fields.startsAt,
    rolloutEndsAt: null,
    endedAt: null,
    status: null,
    metric: 'offered',
    direction: 'down',
    expectedEffect: null,
    worthwhileEffect: null,
    impactModel: 'step',
    control: null,
    fromIdea: null,
    windowWeeks: null,
    ...fields,
  };
}
