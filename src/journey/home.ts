// Home: the figures that somebody's tab shows, from the cells, as far as they are theirs to see.
import type { Section } from '../funnel/sections/section.js';
import type { HomeChoice } from '../store/homes.js';
import type { Workplace } from './workplace.js';

/** Whose tab it is, and what they may see: what leads there are, and how the whole handoff stands. */
export interface Viewer {
  person: string;
  choice: HomeChoice;
  reads: boolean;
  manages: boolean;
}

/** What somebody's tab tells in figures. */
export interface HomeFigures {
  own: Section | null;
  sections: Section[];
  segments: string[];
}

export const homeFigures = async (_: Workplace, __: Viewer): Promise<HomeFigures> => ({
  own: null,
  sections: [],
  segments: [],
});
