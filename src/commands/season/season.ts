// A season: forty weeks of an invented firm, drawn from a seed by the rules that judge real leads, and nothing written.
import { type CharterStory, charterStory } from './charter-story.js';
import { Dice } from './dice.js';
import { afterDays, type Ground, groundOf } from './ground.js';
import { liveLead, type SeasonLead } from './lead-story.js';
import { type Prospect, stranger } from './leads.js';
import { type Plan, sandboxPlan } from './plan.js';

export interface Season {
  ground: Ground;
  /** How version 2 came about; null where the charter stayed unsigned. */
  charter: CharterStory | null;
  /** In the order in which they arrived. */
  leads: readonly SeasonLead[];
}

/** Of the leads that fit, this share does enough to become an MQL. */
const BECOME_MQL = 0.8;

/** When leads arrive: most on weekdays, by day. */
const WEEKEND_DAYS = [5, 6];
const ON_WEEKDAYS = 0.88;
const HOURS = [7, 21] as const;

function arrivals(ground: Ground, dice: Dice): { at: number; prospect: Prospect }[] {
  const { plan, until } = ground;
  const weekly: [Prospect, number][] = [
    ['fitting', plan.offersAWeek / BECOME_MQL],
    ['other', plan.offersAWeek * plan.othersPerOffer],
  ];
  const arrived: { at: number; prospect: Prospect }[] = [];
  // The last, short week is drawn like the others, and cut off where the season ends.
  for (let week = 0; week <= plan.weeks; week++)
    for (const [prospect, mean] of weekly)
      for (let left = dice.poisson(mean); left > 0; left--) {
        const day = dice.chance(ON_WEEKDAYS) ? dice.whole(0, 4) : dice.pick(WEEKEND_DAYS);
        const at = afterDays(ground, week * 7 + day + dice.between(...HOURS) / 24);
        if (at < until) arrived.push({ at, prospect });
      }
  return arrived.sort((a, b) => a.at - b.at);
}

/** Draws a season. The same seed and plan give the same season, on every machine. */
export function season(seed: number, plan: Plan = sandboxPlan): Season {
  const ground = groundOf(plan);
  const { leaks } = plan;
  const leads = arrivals(ground, new Dice(seed)).map(({ at, prospect }, number) => {
    const dice = new Dice(seed, number + 1);
    return liveLead(stranger({ at, number: number + 1, prospect, leaks }, dice), ground, dice);
  });
  return { ground, charter: charterStory(ground), leads };
}

/** The seed of the season that the sandbox begins with. */
export const SANDBOX_SEED = 8;
