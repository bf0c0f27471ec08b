/**
 * Up to four panels under one another with one axis of time and the lane of events, as one picture. Owns their heights;
 * refuses two axes in one panel, and words around it, which are `standalonePicture`'s.
 */
import { MOST_PANELS } from '../../../db/domain/history-window.ts';
import { type Mark, NARROW_BELOW, type Picture } from '../picture.ts';
import { type HistoryEvent, type LaneHit, placeEventLane } from './event-lane.ts';
import { notesOf, type PlacedPanel, panelEdges, placePanel } from './panel.ts';
import type { HistoryPanelState } from './panel-state.ts';
import type { TimeAxis } from './scales.ts';

export interface HistoryState {
  /** the sentence that stands for the picture where it cannot be seen */
  label: string;
  panels: readonly HistoryPanelState[];
  axis: TimeAxis;
  events: readonly HistoryEvent[];
  /** several events at one place as one phrase */
  joinEvents: (labels: readonly string[]) => string;
}

export interface PlacedHistory {
  picture: Picture;
  panels: readonly PlacedPanel[];
  hits: readonly LaneHit[];
  /** what is to be said under the picture */
  notes: readonly string[];
}

const PANEL_GAP = 20;
const HEIGHTS = { one: { narrow: 180, wide: 280 }, several: { narrow: 130, wide: 160 } } as const;

/** Height of a panel's plot where so many stand under one another. */
export function plotHeight(panels: number, width: number): number {
  return HEIGHTS[panels > 1 ? 'several' : 'one'][width < NARROW_BELOW ? 'narrow' : 'wide'];
}

/** The picture at a width in pixels. @throws RangeError for no panel or more than four. */
export function placeHistory(state: HistoryState, width: number): PlacedHistory {
  const { panels, axis, events } = state;
  if (panels.length < 1 || panels.length > MOST_PANELS) {
    throw new RangeError(`a history has 1 to ${MOST_PANELS} panels; this one has ${panels.length}`);
  }
  const marks: Mark[] = [];
  let top = 0;
  const edges = panelEdges(panels, axis, width);
  const placed = panels.map((panel, i) => {
    const size = { ...edges, top, plotHeight: plotHeight(panels.length, width) };
    const one = placePanel(panel, axis, { ...size, hasTimeLabels: i === panels.length - 1 });
    marks.push(...one.marks);
    top = one.bottom + (i === panels.length - 1 ? 0 : PANEL_GAP);
    return one;
  });
  const lane = events.length === 0 ? null : placeEventLane(events, placed[0]!.x, top, state.joinEvents);
  if (lane !== null) {
    marks.push(...lane.marks);
    top = lane.bottom;
  }
  const notes = [...new Set(placed.flatMap((one, i) => notesOf(panels[i]!, one)))];
  const picture = { width, height: Math.ceil(top + 4), label: state.label, marks };
  return { picture, panels: placed, hits: lane?.hits ?? [], notes };
}
