/** What the methods pages say of a metric besides its own words: its place among the others, its sums in words. */
import type { MetricsAnswer } from '../../api/contract/metrics.ts';
import { METRICS } from '../../db/domain/metric.ts';
import { TOPIC_IDS, TOPICS, type Topic } from '../../db/domain/metric-words.ts';
import { once } from '../../db/domain/once.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';

type Published = MetricsAnswer['metrics'][number];

/** The registry as published, in a language: its own words wherever the language has none. */
export function registryIn(say: Say, read: Read): MetricsAnswer {
  const answer = read<MetricsAnswer>('metrics');
  if (answer === null) return { metrics: [], facts: { ...say.facts } };
  // Dozens of places on a page ask for it, of the same answer.
  const spoken = once(registries, answer, () => new Map<Say, MetricsAnswer>());
  const { metrics, facts } = answer;
  return once(spoken, say, () => ({
    metrics: metrics.map((metric) => ({ ...metric, ...say.metrics[metric.id] })),
    facts: { ...facts, ...say.facts },
  }));
}

const registries = new WeakMap<MetricsAnswer, Map<Say, MetricsAnswer>>();

/** Whether a metric is reckoned from what is not fully known: waits that ended when somebody gave up. */
export function isEstimate(metric: string): boolean {
  const value = METRICS.find(({ id }) => id === metric)?.value;
  return value?.kind === 'wait_quantile' && value.method === 'kaplan_meier';
}

export function addressOfMethod(metric: string): string {
  return `/methods/${metric}/`;
}

/** The published metrics of a topic, the one to begin with first. */
export function inTopicOrder(metrics: readonly Published[], topic: Topic): Published[] {
  return TOPICS[topic].flatMap((id) => metrics.find((metric) => metric.id === id) ?? []);
}

/** The metrics that were published under each topic that has any. */
export function byTopic(metrics: readonly Published[]): { topic: Topic; metrics: Published[] }[] {
  return TOPIC_IDS.map((topic) => ({ topic, metrics: inTopicOrder(metrics, topic) })).filter(
    ({ metrics: some }) => some.length > 0,
  );
}

/** Metrics as terms: the label, what it means, and the page on which it is defined. */
export function methodTerms(metrics: readonly Published[]): { name: string; text: string; href: string }[] {
  return metrics.map(({ id, label, plain }) => ({ name: label, text: plain, href: addressOfMethod(id) }));
}

export interface Term {
  /** "+", "−" or "− 2 ×" */
  sign: string;
  what: string;
}

/** A sum of facts, a term a fact, each with what it counts. */
export function termsOf(
  sum: Readonly<Record<string, number>> | null,
  facts: Readonly<Record<string, string>>,
): Term[] {
  return Object.entries(sum ?? {}).map(([fact, factor]) => {
    const size = Math.abs(factor);
    return { sign: `${factor < 0 ? '−' : '+'}${size === 1 ? '' : ` ${size} ×`}`, what: facts[fact] ?? fact };
  });
}

/** A metric's sums in one line: "+ answered + abandoned, divided by …"; empty where it is no sum of facts. */
export function formulaOf(
  say: Say,
  { numerator, denominator }: Pick<Published, 'numerator' | 'denominator'>,
  facts: Readonly<Record<string, string>>,
): string {
  const sum = (terms: readonly Term[]) =>
    terms
      .map(({ sign, what }) => `${sign} ${what}`)
      .join(' ')
      .replace(/^\+ /, '');
  const counted = sum(termsOf(numerator, facts));
  const by = sum(termsOf(denominator, facts));
  return counted === '' || by === '' ? counted : say.frame.about.dividedBy(counted, by);
}

/** A metric as it is explained beside its chart. */
export interface AboutMetric {
  id: string;
  label: string;
  plain: string;
  /** definition, formula, source, when it is final */
  terms: { name: string; text: string }[];
  /** its method's page, written without a language, and the words of the link */
  href: string;
  exactly: string;
}

export function aboutMetric(say: Say, metric: Published, facts: MetricsAnswer['facts']): AboutMetric {
  const words = say.frame.about;
  return {
    id: metric.id,
    label: metric.label,
    plain: metric.plain,
    terms: [
      { name: words.definition, text: metric.definition },
      { name: words.formula, text: formulaOf(say, metric, facts) },
      { name: words.source, text: metric.source },
      { name: words.final, text: say.methods.finalAfter(metric.finalAfterDays) },
    ].filter(({ text }) => text !== ''),
    href: addressOfMethod(metric.id),
    exactly: words.exactly(metric.label),
  };
}
