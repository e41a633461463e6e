// Home: the figures that somebody's tab shows, from the cells, as far as they are theirs to see.
import type { Charter } from '../charter/charter.js';
import { type Cell, countOf, groupsOf } from '../funnel/cells.js';
import {
  type Days,
  dashboardQuestion,
  managerSections,
  ownQuestion,
  ownSection,
  reasonsBySource,
} from '../funnel/dashboard.js';
import { daysAfter } from '../funnel/days.js';
import type { Section } from '../funnel/sections/section.js';
import type { HomeChoice } from '../store/homes.js';
import { ask } from './ask.js';
import { dayIn, type Workplace } from './workplace.js';

/** Whose tab it is, what they chose to see, and what they may: marketing's part, and how the whole handoff stands. */
export interface Viewer {
  person: string;
  choice: HomeChoice;
  markets: boolean;
  manages: boolean;
}

/** What somebody's tab tells in figures; what is not theirs to see is null or empty. */
export interface HomeFigures {
  own: Section | null;
  reasons: Section | null;
  sections: Section[];
  /** The segments in which something was offered in these days, by their ids. */
  segments: [id: string, name: string][];
}

const isOffered = (cells: readonly Cell[]): boolean => countOf(cells, 'offered') > 0;

async function segmentsIn(
  workplace: Workplace,
  { segments }: Charter,
  { from, to }: Days,
): Promise<HomeFigures['segments']> {
  const nameOf = (id: string): string => segments.find((each) => each.id === id)?.name ?? id;
  const cells = await ask(workplace, { from, to, by: ['segment'], grain: 'all', measures: ['offered'] });
  return [...groupsOf(cells, 'segment')]
    .flatMap(([id, of]): HomeFigures['segments'] => (id !== null && isOffered(of) ? [[id, nameOf(id)]] : []))
    .sort(([, one], [, other]) => one.localeCompare(other));
}

/** The figures of somebody's tab, over the days that they chose up to today. */
export async function homeFigures(workplace: Workplace, viewer: Viewer): Promise<HomeFigures> {
  const { person, choice, markets, manages } = viewer;
  const { charter } = await workplace.store.charters.inForce();
  const to = daysAfter(dayIn(charter, workplace.now()), 1);
  const days: Days = { from: daysAfter(to, -choice.days), to };
  const own = ownSection(await ask(workplace, ownQuestion(days, person)));
  if (!markets && !manages) return { own, reasons: null, sections: [], segments: [] };
  const cells = await ask(workplace, dashboardQuestion(days, manages ? choice.segment : null));
  return {
    own,
    reasons: markets && !manages ? reasonsBySource(cells, charter) : null,
    sections: manages ? managerSections(cells, charter, choice.days) : [],
    segments: manages ? await segmentsIn(workplace, charter, days) : [],
  };
}
