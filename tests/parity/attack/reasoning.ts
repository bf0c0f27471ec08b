/** What was read, written down as equations within each cell: what a figure says of it, and what holds in any one. */

import type { Cell, Fact } from './ledger.ts';
import { GRAINS, type Grain, type Said } from './published.ts';
import { Reading } from './reading.ts';
import { AT_MOST, CROSS_METRICS, isCrossed, LEAST_MONTHS, shapeOf } from './tables.ts';

export abstract class Reasoning extends Reading {
  /** First what is the same wherever it is told, then each cell with what must hold in it. */
  protected writeDown(): void {
    this.findSame();
    const { ledger } = this;
    ledger.isPlain = [...this.read].some(
      ([{ member }, all]) =>
        member.includes('category=') &&
        all.some(([metric, { value }]) => metric === 'offered' && value !== null && value % 5 !== 0),
    );
    for (const [cell, all] of this.read) {
      this.structure(cell);
      for (const [metric, said, isListed] of all) {
        try {
          if (metric.startsWith('point ')) this.enterPoint(cell, Number(metric.slice(6)), said);
          else ledger.enter(cell, metric, said, isListed);
        } catch (error) {
          throw new Error(
            `${metric} of ${cell.member} ${cell.grain} ${cell.start}: ${JSON.stringify(said)}: ${error}; ${JSON.stringify(all)}`,
          );
        }
      }
    }
  }

  protected enterPoint(cell: Cell, point: number, { value, status }: Said): void {
    const variable = this.ledger.fact(cell, `surveyPoint${point}`);
    if (value !== null) this.ledger.counted(variable, value, true);
    else if (status === 'suppressed') {
      this.ledger.within(variable, 1, 1e9);
      this.ledger.hidden.push({ cell, metric: 'points', base: variable, part: null, sum: null });
    }
  }

  /**
   * A source that knows the wait of every contact knows it everywhere: where the months of all contacts tell the same number
   * under two names, so do all cells, for no month's difference is a sum of others.
   */
  protected findSame(): void {
    const months = [...this.read].filter(
      ([{ member, grain, edition }]) => member === '' && grain === 'month' && edition === '',
    );
    const nOf = (all: readonly [string, Said, boolean][], id: string) => {
      const said = all.find(([metric]) => metric === id)?.[1];
      return said === undefined ? null : said.n;
    };
    const isSame = (a: string, b: string) => {
      const pairs = months.map(([, all]) => [nOf(all, a), nOf(all, b)]);
      const told = pairs.filter(([one, other]) => one !== null && other !== null);
      return told.length >= LEAST_MONTHS && told.every(([one, other]) => one === other);
    };
    const rules: [Fact, Fact | null, string, string][] = [
      ['waitKnown', 'answered', 'average_speed_of_answer', 'answered'],
      ['handleKnown', 'answered', 'handle_time', 'answered'],
      ['transfersKnown', 'answered', 'transfer_rate', 'answered'],
      ['targetUnknown', null, 'service_level', 'abandonment_rate'],
      ['targetUnknownAnswered', null, 'service_level_ans', 'answered'],
      ['customerUnknown', null, 'customer_service_level', 'attempts'],
      ['abandonWaitUnknown', null, 'wait_p50', 'abandonment_rate'],
      ['surveySingle', 'surveyAnswers', 'csat_top2', 'survey_answers'],
      ['recommendAnswers', 'surveyAnswers', 'recommend_score', 'survey_answers'],
    ];
    for (const seconds of [20, 60, 120, 300])
      rules.push([`unknown${seconds}`, null, `answered_within_${seconds}s`, 'offered']);
    for (const [fact, same, a, b] of rules) if (isSame(a, b)) this.ledger.same.set(fact, same);
  }

  /** What is documented to hold of the facts of any one cell. */
  protected structure(cell: Cell): void {
    const { ledger } = this;
    const equal = (form: Record<Fact, number>) => ledger.state(cell, form, 0, 0);
    const atMost = (small: Fact, large: Fact) => ledger.state(cell, { [large]: 1, [small]: -1 }, 0, 1e9);
    if (ledger.has(cell, 'arrival')) {
      equal({ offered: 1, answered: -1, abandoned: -1, callback: -1, message: -1, open: -1 });
      if (cell.edition !== '') return;
      for (const [small, large] of AT_MOST)
        if (this.isTold(cell, small) && this.isTold(cell, large)) atMost(small, large);
      if (this.isTold(cell, 'demandValue'))
        ledger.state(cell, { offered: 1, demandValue: -1, demandFailure: -1, demandUnclear: -1 }, 0, 1e9);
      const category = /category=(\w+)/.exec(cell.member)?.[1];
      if (category !== undefined) {
        if (this.isTold(cell, 'classified'))
          equal(category === 'unclassified' ? { classified: 1 } : { classified: 1, offered: -1 });
        if (this.isTold(cell, 'complaints'))
          equal(category === 'complaint' ? { complaints: 1, offered: -1 } : { complaints: 1 });
      }
      const channel = /channel=(\w+)/.exec(cell.member)?.[1];
      if (channel !== undefined && this.isTold(cell, 'targetWithin'))
        equal({ targetWithin: 1, [channel === 'phone' ? 'within120' : 'within60']: -1 });
    }
    if (ledger.has(cell, 'due')) {
      atMost('kept', 'due');
      if (cell.member.startsWith('promise=') && cell.grain === 'day' && cell.edition === '')
        ledger.state(cell, { due: 1, kept: -1, promiseOpen: -1 }, 0, 1e9);
    }
    if (ledger.has(cell, 'survey')) {
      atMost('surveyTop2', 'surveySingle');
      const points = [1, 2, 3, 4, 5];
      const form = (weight: (point: number) => number) =>
        Object.fromEntries(points.map((point) => [`surveyPoint${point}`, weight(point)]));
      equal({ surveySingle: -1, ...form(() => 1) });
      equal({ surveyTop2: -1, ...form((point) => (point >= 4 ? 1 : 0)) });
      equal({ scoreMicro: -1, ...form((point) => point * 1e6) });
      if (ledger.has(cell, 'recommend'))
        ledger.state(cell, { recommendAnswers: 1, promoters: -1, detractors: -1 }, 0, 1e9);
    }
  }

  protected isTold(cell: Cell, fact: Fact): boolean {
    const isCross = isCrossed(shapeOf(cell.member));
    if (isCross && !this.crossFacts.has(fact)) return false;
    return GRAINS.indexOf(this.finestOf(fact)) <= GRAINS.indexOf(cell.grain);
  }

  protected readonly crossFacts = new Set<Fact>();
  protected readonly finest = new Map<Fact, Grain>();
  protected finestOf(fact: Fact): Grain {
    if (this.finest.size === 0) {
      for (const id of CROSS_METRICS) {
        const { numerator, denominator } = this.ledger.metrics.get(id)!;
        for (const one of [...Object.keys(numerator ?? {}), ...Object.keys(denominator ?? {})])
          this.crossFacts.add(one);
      }
      for (const fact of ['open', 'callback', 'message', 'within60', 'kept']) this.crossFacts.add(fact);
      for (let point = 1; point <= 5; point++) this.crossFacts.add(`surveyPoint${point}`);
      for (const grain of GRAINS)
        for (const id of this.metricsAt(grain)) {
          const { numerator, denominator } = this.ledger.metrics.get(id)!;
          for (const one of [...Object.keys(numerator ?? {}), ...Object.keys(denominator ?? {})])
            if (!this.finest.has(one)) this.finest.set(one, grain);
        }
      for (let point = 1; point <= 5; point++) this.finest.set(`surveyPoint${point}`, 'day');
      this.finest.set('open', '15min');
      this.finest.set('stock', 'day');
      for (const fact of ['halfHours', 'halfHoursMet', 'agentMs', 'surveysSent', 'surveysReturned'])
        this.finest.delete(fact);
    }
    return this.finest.get(fact) ?? 'month';
  }
}
