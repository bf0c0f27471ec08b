/**
 * The bridge between the two clocks of a window, from published counts.
 * Owns which cells it is made of: a part that is hidden, or of which a piece of the window is, is not told by itself.
 */
import { BRIDGE_METRICS, bridgeClocks } from '../../db/domain/clock-bridge.ts';
import { type Metric, metricNamed } from '../../db/domain/metric.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { ClockBridge } from '../contract/service-levels.ts';
import { countOf } from './attained.ts';
import { type LevelWindow, sayWindow } from './level-window.ts';

export function bridgeFigure(window: LevelWindow, internal: SaidCell, customer: SaidCell): ClockBridge {
  const [from, to] = [shareIn(internal), shareIn(customer)];
  if (from === null || to === null) {
    const isHidden = [internal, customer].some(({ status }) => status === 'suppressed');
    const reason = isHidden ? 'hidden' : from === null ? 'no_internal' : 'no_customer';
    return { from: from?.value ?? 0, to: to?.value ?? 0, steps: [], reason };
  }
  const ask = (metric: Metric) => sayWindow(window, metric);
  const count = (metric: Metric) => {
    const { cell, hasHidden } = ask(metric);
    if (cell.status === 'suppressed' || hasHidden) return null;
    // Nobody there is nobody to make a difference.
    return cell.value ?? 0;
  };
  const group = (n: number | null, met: Metric) => {
    if (n === null || n === 0) return n === null ? null : { n: 0, met: 0 };
    const { cell, hasHidden } = ask(met);
    const known = hasHidden || cell.n !== n ? null : countOf(cell);
    return known === null ? null : { n, met: known };
  };
  const waited = ask(BRIDGE_METRICS.waitedWithin);
  const contained = count(metricNamed('contained'));
  const later = count(BRIDGE_METRICS.later);
  const steps = bridgeClocks(
    {
      internal: from,
      customer: to,
      waitedWithin: waited.hasHidden || waited.cell.n !== from.n ? null : countOf(waited.cell),
      contained: group(contained, BRIDGE_METRICS.menuMet),
      blocked: count(metricNamed('blocked')),
      later: group(later, BRIDGE_METRICS.laterMet),
      abandoned: count(metricNamed('abandoned')),
    },
    window.context.configuration.disclosure.threshold,
  );
  return { from: from.value, to: to.value, steps, reason: null };
}

function shareIn({ value, n }: SaidCell): { value: number; n: number } | null {
  return value === null || n === null || n === 0 ? null : { value, n };
}
