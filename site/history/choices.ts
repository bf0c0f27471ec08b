/** What the explorer can be asked for, from what was published: figures by their topic, members of each dimension. */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import { HISTORY_DIMENSIONS, type HistoryDimension } from '../../db/domain/history-window.ts';
import type { Topic } from '../../db/domain/metric-words.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { nameMember } from '../words/member.ts';
import { byTopic, registryIn } from '../words/method.ts';

export interface Choices {
  topics: readonly { topic: Topic; metrics: readonly { id: string; label: string }[] }[];
  dimensions: readonly {
    dimension: HistoryDimension;
    members: readonly { member: string; label: string }[];
  }[];
}

/** Dimensions with fewer than two members are none. */
export function choicesOf(read: Read, say: Say): Choices {
  return {
    topics: byTopic(registryIn(say, read).metrics),
    dimensions: HISTORY_DIMENSIONS.map((dimension) => {
      const rows = read<BreakdownAnswer>(`breakdown/offered/${dimension}`)?.rows;
      const members = (rows?.member ?? []).map((member, i) => ({
        member,
        label: nameMember(say, member, rows!.label[i] ?? member),
      }));
      return { dimension, members };
    }).filter(({ members }) => members.length > 1),
  };
}
