// Factories of what nudges are drawn from: a scene with its clocks, in the working time of Sydney, and runs of jobs.
import { clocksOf } from '../../../src/handshake/clocks.js';
import type { ClockKind } from '../../../src/handshake/rungs.js';
import type { CardScene } from '../../../src/slack/views/card-scene.js';
import type { NudgeScene } from '../../../src/slack/views/nudge-views.js';
import type { JobRun } from '../../../src/store/job-runs.js';
import { sydney } from '../../handshake/a-watched.js';
import { aScene, NOW } from '../../make.js';

export const CARD = 'https://slack.example/archives/C1/p1?a=1&b=2';

/** The scene with the clocks that have begun. */
export const withClocks = (scene: CardScene): CardScene => ({
  ...scene,
  clocks: clocksOf(scene.handshake, { clocks: scene.charter.charter.clocks, calendar: sydney }, scene.now),
});

/** A nudge about the clock to answer, unless another is named. */
export const aNudge = (
  changes: Partial<CardScene> = {},
  clock: ClockKind = 'answer',
  card: string | null = CARD,
): NudgeScene => ({ scene: withClocks(aScene(changes)), clock, card });

/** A run of the nudges a moment ago that did three things in 12 ms. */
export const aRun = (changes: Partial<JobRun> = {}): JobRun => ({
  job: 'nudge',
  startedAt: NOW,
  tookMs: 12,
  did: 3,
  failed: null,
  ...changes,
});
