/** The name of a panel in a language: of its metric, or of the member where a metric is split. */

import type { HistoryDimension } from '../../db/domain/history-window.ts';
import type { Say } from '../i18n/say.ts';
import { nameMember } from '../words/member.ts';
import type { NameOf } from './picture.ts';

/** `metrics`: the registry as published, whose words a translation's take the place of. */
export function panelNames(
  say: Say,
  metrics: readonly { id: string; label: string }[],
  by: HistoryDimension | null,
): NameOf {
  return ({ metric, filter, label }) =>
    by === null
      ? (say.metrics[metric]?.label ?? metrics.find(({ id }) => id === metric)?.label ?? label)
      : nameMember(say, filter[by] ?? '', label);
}
