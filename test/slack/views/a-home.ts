// A Home tab to draw: what a test says of it, and nothing else on it.
import type { HomeView } from '@slack/types';
import { type HomeScene, homeDrawing } from '../../../src/slack/views/home.js';
import { aStanding } from './standings.js';

/** A scene of a rep's tab without anything on it. */
export const aHome = (changes: Partial<HomeScene> = {}): HomeScene => ({
  zone: 'Australia/Sydney',
  isGuest: false,
  open: { leads: [], total: 0, page: 0, perPage: 6 },
  own: null,
  marketing: null,
  manager: null,
  ...changes,
});

/** What a manager sees besides, with nothing counted yet. */
export const aManager = (
  changes: Partial<NonNullable<HomeScene['manager']>> = {},
): NonNullable<HomeScene['manager']> => ({
  choice: { days: 90, segment: null, page: 0 },
  segments: [],
  sections: [],
  standing: aStanding(),
  jobs: [],
  line: null,
  ...changes,
});

/** The tab as Slack takes it. */
export const homeView = (scene: HomeScene): HomeView => ({ type: 'home', blocks: homeDrawing(scene).blocks });
