/**
 * What each metric means to somebody who has never run a contact centre: one sentence without a formula.
 * Owns these sentences; the exact definitions are metric.ts's.
 */
export const PLAIN_WORDS: Readonly<Record<string, string>> = {
  offered: 'How many people asked for a person: by telephone, chat, message or letter.',
  attempts: 'How many people tried, those helped by a menu and those turned away included.',
  answered: 'How many reached a person.',
  abandoned: 'How many gave up before anybody answered.',
  short_abandoned: 'How many gave up within a few seconds, perhaps because they had dialled by mistake.',
  contained: 'How many ended in a menu or a machine and never waited for a person.',
  blocked: 'How many heard a busy tone or were turned away.',
  callbacks: 'How many chose to be called back rather than wait.',
  messages: 'How many left a message.',
  complaints: 'How many got in touch to complain.',
  abandonment_rate: 'Of everyone who waited for a person, the share who gave up before one answered.',
  service_level:
    'Of everyone who waited for a person, the share answered within the promised time. Who gave up counts as not answered.',
  service_level_excl:
    'The share answered within the promised time, leaving out those who gave up within that time.',
  service_level_credit:
    'The share answered within the promised time, counting those who gave up within it as if they had been answered.',
  service_level_ans:
    'Of those who were answered, the share answered within the promised time, as if nobody had given up.',
  service_level_short:
    'The share answered within the promised time, leaving out those who gave up within the first few seconds.',
  customer_service_level:
    'Of everyone who asked, the share whose need was met in time, counted from the first ask as the customer lives it.',
  half_hours_met:
    'The share of half-hours in which the promise was kept: a good morning cannot make up for a bad afternoon.',
  answered_within_20s: 'Of everyone who asked for a person, the share answered within 20 seconds.',
  answered_within_60s: 'Of everyone who asked for a person, the share answered within a minute.',
  answered_within_120s: 'Of everyone who asked for a person, the share answered within two minutes.',
  answered_within_300s: 'Of everyone who asked for a person, the share answered within five minutes.',
  average_speed_of_answer:
    'How long those who were answered had waited, on average. Who gave up is not in it.',
  wait_p50: 'Half of those who stay on the line get through within this time.',
  wait_p75: 'Three in four of those who stay on the line get through within this time.',
  wait_p90: 'Nine in ten of those who stay on the line get through within this time.',
  wait_p95: 'Nineteen in twenty of those who stay on the line get through within this time.',
  wait_p50_answered_only:
    'Half of those who were answered had waited no longer. It ignores everyone who gave up.',
  wait_p75_answered_only:
    'Three in four of those who were answered had waited no longer. It ignores everyone who gave up.',
  wait_p90_answered_only:
    'Nine in ten of those who were answered had waited no longer. It ignores everyone who gave up.',
  wait_p95_answered_only:
    'Nineteen in twenty of those who were answered had waited no longer. It ignores everyone who gave up.',
  longest_wait: 'The longest that any one person waited, answered or not.',
  menu_time: 'How long people spend in menus before they join the queue, on average.',
  handle_time: 'How long a person is served, with the work that follows, on average.',
  hold_time: 'How long people are put on hold while they are served, on average.',
  occupancy: 'The share of their time on duty in which staff serve somebody. Near the whole, queues grow.',
  transfer_rate: 'Of those who were answered, the share passed on to somebody else at least once.',
  first_contact_resolution: 'The share of matters for which nobody had to come back within a week.',
  repeat_rate: 'The share of contacts by somebody who had been in touch about the same within a week.',
  first_contact_resolution_28d: 'The share of matters for which nobody had to come back within four weeks.',
  repeat_rate_28d:
    'The share of contacts by somebody who had been in touch about the same within four weeks.',
  linkage_coverage: 'Of how many contacts it is known whether the same customer came again.',
  resolved_first_share: 'The share that the company itself calls settled at the first contact.',
  classified_share: 'The share of contacts of which the reason was noted.',
  cause_share: 'Of the problems and complaints, the share of which the cause was noted.',
  outcome_share: 'Of how many contacts it is known whether they settled the matter.',
  assessed_share: 'Of how many contacts it was judged whether they were wanted or avoidable.',
  progress_chasing_share:
    'The share of contacts that only asked how something was coming along, such as where an order is.',
  value_demand_share: 'The share of judged contacts for what the service is there for.',
  unclear_demand_share:
    'The share of judged contacts of which it cannot be told whether they were avoidable.',
  failure_demand_share:
    'The share of contacts that would not have been needed had something been done, or done right.',
  complaint_rate: 'How many complaints there were for every thousand contacts.',
  complaint_days_p50: 'Half of the complaints that came in the month were settled within so many days.',
  complaint_days_p90:
    'Nine in ten of the complaints that came in the month were settled within so many days.',
  backlog: 'How many cases were waiting to be finished.',
  backlog_age_p50: 'Half of the open cases had been waiting for at least so many days.',
  backlog_age_p90: 'Nine in ten of the open cases had been waiting for no more than so many days.',
  due: 'How many cases should have been finished by then.',
  kept_by_due_date: 'Of the cases promised for that time, the share finished by then.',
  csat_top2: 'Of those who answered the survey, the share who gave one of the two best marks.',
  csat_mean: 'The average mark of those who answered the survey, from 1, the worst, to 5, the best.',
  csat_mean_original: "The average mark of those who answered, on the survey's own scale.",
  survey_answers: 'How many people answered the survey with a mark.',
  response_rate: 'Of those who were asked, the share who answered the survey.',
  recommend_score:
    'The share who would warmly recommend the company, less the share who would not, from −100 to 100.',
};

/** What a reader may look for, and the metrics that speak of it, the first the one to begin with. Each has one topic. */
export const TOPICS = {
  demand: [
    'offered',
    'attempts',
    'answered',
    'contained',
    'blocked',
    'callbacks',
    'messages',
    'classified_share',
    'cause_share',
  ],
  waiting: [
    'wait_p50',
    'wait_p75',
    'wait_p90',
    'wait_p95',
    'average_speed_of_answer',
    'longest_wait',
    'menu_time',
    'hold_time',
    'abandonment_rate',
    'abandoned',
    'short_abandoned',
    'wait_p50_answered_only',
    'wait_p75_answered_only',
    'wait_p90_answered_only',
    'wait_p95_answered_only',
  ],
  service: [
    'customer_service_level',
    'service_level',
    'service_level_excl',
    'service_level_credit',
    'service_level_short',
    'service_level_ans',
    'half_hours_met',
    'answered_within_20s',
    'answered_within_60s',
    'answered_within_120s',
    'answered_within_300s',
  ],
  resolution: [
    'first_contact_resolution',
    'first_contact_resolution_28d',
    'repeat_rate',
    'repeat_rate_28d',
    'linkage_coverage',
    'resolved_first_share',
    'outcome_share',
    'failure_demand_share',
    'progress_chasing_share',
    'value_demand_share',
    'unclear_demand_share',
    'assessed_share',
    'transfer_rate',
  ],
  cases: ['backlog', 'backlog_age_p50', 'backlog_age_p90', 'due', 'kept_by_due_date'],
  complaints: ['complaints', 'complaint_rate', 'complaint_days_p50', 'complaint_days_p90'],
  satisfaction: [
    'csat_top2',
    'csat_mean',
    'csat_mean_original',
    'recommend_score',
    'survey_answers',
    'response_rate',
  ],
  work: ['handle_time', 'occupancy'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Topic = keyof typeof TOPICS;
export const TOPIC_IDS = Object.keys(TOPICS) as Topic[];

/** The topic of a metric. Throws for an id that is no metric's: every metric has one. */
export function topicOf(metric: string): Topic {
  const topic = TOPIC_IDS.find((id) => (TOPICS[id] as readonly string[]).includes(metric));
  if (topic === undefined) throw new Error(`the metric ${metric} has no topic`);
  return topic;
}
