// Every leak that may be planted in a season, at the size at which a diagnosis has to find it, and by which finding.
import { type Leaks, plantedLeaks } from '../../src/commands/season/leaks.js';
import type { FindingName } from '../../src/funnel/findings/finding.js';

/** A leak, at its size, and what it is found as. `days` is the period that the diagnosis looks at. */
export interface StatedLeak {
  name: keyof Leaks;
  size: Partial<Leaks>;
  foundAs: FindingName;
  about?: string;
  days: number;
}

/** The whole season. */
export const SEASON_DAYS = 280;

const whole = (
  name: keyof Leaks,
  size: Partial<Leaks>,
  foundAs: FindingName,
  about?: string,
): StatedLeak => ({
  name,
  size,
  foundAs,
  ...(about === undefined ? {} : { about }),
  days: SEASON_DAYS,
});

/** The size in the sandbox's season. */
const planted = <Name extends keyof Leaks>(name: Name): Partial<Leaks> => ({ [name]: plantedLeaks[name] });

export const statedLeaks: readonly StatedLeak[] = [
  whole('definition', planted('definition'), 'diverging_criterion', 'company_size'),
  whole('dispersion', planted('dispersion'), 'dispersion'),
  whole('campaign', planted('campaign'), 'misleading_source'),
  whole('late', planted('late'), 'late_answers'),
  whole('unanswered', { unanswered: { share: 0.2 } }, 'late_answers'),
  whole('hollow', planted('hollow'), 'hollow_accepts'),
  whole('stall', planted('stall'), 'stalled_stage', 'working'),
  whole('scoreOrder', { scoreOrder: { fromPoints: 80, accepted: 0.3 } }, 'score_order'),
  whole('deadRule', planted('deadRule'), 'idle_rules', 'webinar'),
  whole('systemDelay', { systemDelay: { share: 0.15, minutes: 60 } }, 'system_delay'),
  { ...whole('risingReason', planted('risingReason'), 'shifted_reason', 'decision_maker'), days: 98 },
  whole('contradicted', { contradicted: { share: 0.5 } }, 'contradicted'),
  whole('silence', planted('silence'), 'unanswered_rejections'),
  whole('disputes', planted('disputes'), 'disputes', 'overturned'),
  whole('recycled', planted('recycled'), 'recycled'),
  whole('charter', planted('charter'), 'charter_state', 'expired'),
  whole('charter', { charter: 'unsigned' }, 'charter_state', 'unsigned'),
  whole('quick', { quick: { share: 0.15 } }, 'gaming', 'quick'),
  whole('bunching', { bunching: { share: 0.3 } }, 'gaming', 'last_minute'),
  whole('other', { other: { share: 0.5 } }, 'gaming', 'other'),
  whole('firstListed', { firstListed: { share: 0.7 } }, 'gaming', 'only_first_listed'),
];
