// The habits of the season: how likely a rep accepts, when they answer, what they say; every leak of behaviour is here.
import type { Charter, NextStep } from '../../charter/charter.js';
import type { Assessment } from '../../handshake/assessment.js';
import { type Facts, factOf } from '../../handshake/lead.js';
import type { Reasons } from '../../handshake/rejection.js';
import type { Dice, Weighted } from './dice.js';
import { type Ground, weekOf } from './ground.js';
import { contradictions, misleading, notes } from './words.js';

/** One offer as a rep sees it. `place` is the rep's in the plan; `at` an instant in ms. */
export interface Offering {
  ground: Ground;
  charter: Charter;
  offered: Assessment;
  facts: Facts;
  at: number;
  cycle: number;
  place: number;
}

/** Leads with as many points as this are accepted as often as not, and ten points more or less move the log odds so far. */
const CENTRE_POINTS = 86;
const LOG_ODDS_PER_TEN = 0.8;
/** Sales makes more of some points than the charter does. So each rule tells, though leads short of one had more of others. */
const heed: Readonly<Record<string, number>> = {
  industry: 2.6,
  pricing: 1.9,
  content: 2.4,
  guide: 1.6,
  webinar: 1.4,
  demo: 1.2,
  maker: 1.8,
};
const SQL_LOG_ODDS = 0.2;
const SQL_LOG_ODDS_PER_TEN = 0.3;
const WON = 0.4;
/** Now and then something is wrong that is not on the checklist. */
const OTHER = 0.04;

const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** The points that move people, each as far as it does, above or below what is usual, in tens. */
function tens({ offered, ground }: Offering): number {
  const dead = ground.plan.leaks.deadRule?.rule;
  const heeded = (rule: string): number => (rule === dead ? 0 : (heed[rule] ?? 1));
  const points = offered.score.lines.reduce((sum, { rule, points }) => sum + heeded(rule) * points, 0);
  return (points - CENTRE_POINTS) / 10;
}

function acceptProbability(offering: Offering): number {
  const { ground, offered, cycle, place } = offering;
  const { scoreOrder, dispersion, recycled } = ground.plan.leaks;
  if (recycled !== null && cycle > 1) return recycled.accepted;
  if (scoreOrder !== null && offered.score.total >= scoreOrder.fromPoints) return scoreOrder.accepted;
  const apart = dispersion === null ? 0 : place % 2 === 0 ? dispersion.logOdds : -dispersion.logOdds;
  return probability(LOG_ODDS_PER_TEN * tens(offering) + apart);
}

/** The criterion over which a leak has this lead rejected, whatever else speaks for it; null when none does. */
function doomed({ ground, offered, facts }: Offering, dice: Dice): string | null {
  const { definition, campaign } = ground.plan.leaks;
  const size = Number(factOf(facts, 'company.employees'));
  const met = offered.verdicts.some(
    ({ criterion, verdict }) => criterion === 'company_size' && verdict === 'met',
  );
  if (definition !== null && met && size < definition.belowEmployees && dice.chance(definition.rejected))
    return 'company_size';
  if (
    campaign !== null &&
    factOf(facts, 'campaign') === misleading.campaign &&
    dice.chance(campaign.rejected)
  )
    return campaign.criterion;
  return null;
}

/** Null when the rep accepts, else the criteria that failed and whether it was something else. */
export function verdictOf(offering: Offering, dice: Dice): { cited: string[]; other: boolean } | null {
  const over = doomed(offering, dice);
  if (over !== null) return { cited: [over], other: false };
  if (dice.chance(acceptProbability(offering))) return null;
  return failingsOf(offering, dice);
}

/** What a rep honestly may cite: what the data does not say is met, readiness before all. */
const weights: Readonly<Record<string, number>> = {
  budget: 5,
  timeline: 4,
  decision_maker: 3.5,
  industry: 6,
};
const OTHER_WEIGHT = 0.4;
const TWICE = 0.25;

function honestly({ charter, offered }: Offering): Weighted<string> {
  return charter.criteria.flatMap(({ id }, place) =>
    offered.verdicts[place]?.verdict === 'met' ? [] : [[id, weights[id] ?? OTHER_WEIGHT] as const],
  );
}

function failingsOf(offering: Offering, dice: Dice): { cited: string[]; other: boolean } {
  const { ground, charter, offered, at } = offering;
  const { other, firstListed, contradicted, risingReason } = ground.plan.leaks;
  if (dice.chance(other?.share ?? OTHER)) return { cited: [], other: true };
  if (firstListed !== null && dice.chance(firstListed.share))
    return { cited: charter.criteria.slice(0, 1).map(({ id }) => id), other: false };
  if (contradicted !== null && dice.chance(contradicted.share)) {
    const met = offered.verdicts.filter(({ verdict }) => verdict === 'met');
    return { cited: [dice.pick(met).criterion], other: false };
  }
  const inTheEnd = risingReason !== null && weekOf(ground, at) >= ground.plan.weeks - risingReason.weeks;
  if (inTheEnd && dice.chance(risingReason.share)) return { cited: [risingReason.criterion], other: false };
  const choices = honestly(offering);
  const cited = new Set([dice.weighted(choices)]);
  if (dice.chance(TWICE)) cited.add(dice.weighted(choices));
  return { cited: charter.criteria.map(({ id }) => id).filter((id) => cited.has(id)), other: false };
}

/** Why an accepted lead is handed back: no more than readiness, which only a conversation tells. */
export function handBackReasons(
  { charter, offered }: Offering,
  dice: Dice,
): { cited: string[]; other: boolean } {
  const choices = charter.criteria.flatMap(({ id, gate }, place) =>
    gate === 'SQL' && offered.verdicts[place]?.verdict !== 'met'
      ? [[id, weights[id] ?? OTHER_WEIGHT] as const]
      : [],
  );
  return choices.length === 0
    ? { cited: [], other: true }
    : { cited: [dice.weighted(choices)], other: false };
}

const stepsAfter: Readonly<Record<string, Weighted<NextStep>>> = {
  budget: [
    ['recycle', 70],
    ['archive', 30],
  ],
  timeline: [
    ['recycle', 80],
    ['archive', 20],
  ],
  decision_maker: [
    ['recycle', 55],
    ['archive', 45],
  ],
  industry: [
    ['archive', 65],
    ['fix', 35],
  ],
  company_size: [
    ['archive', 80],
    ['fix', 20],
  ],
  other: [
    ['archive', 60],
    ['duplicate', 25],
    ['wrong_owner', 15],
  ],
};
const otherwise: Weighted<NextStep> = [
  ['recycle', 60],
  ['archive', 40],
];

const RECYCLED_AFTER_DAYS = [21, 90] as const;

/** The whole of what a rep fills in. `dayAfter` gives the day so many days after the answer, YYYY-MM-DD. */
export function reasonsFor(
  { cited, other }: { cited: string[]; other: boolean },
  { offered }: Offering,
  dice: Dice,
  dayAfter: (days: number) => string,
): Reasons {
  const [main = 'other'] = cited;
  const nextStep = dice.weighted(stepsAfter[main] ?? otherwise);
  const against = offered.verdicts.some(
    ({ criterion, verdict }) => verdict === 'met' && cited.includes(criterion),
  );
  return {
    cited,
    other,
    note: other || dice.chance(0.7) ? dice.pick(notes[main] ?? notes.other ?? []) : '',
    contradiction: against ? dice.pick(contradictions) : '',
    nextStep,
    nextOn: nextStep === 'recycle' ? dayAfter(dice.whole(...RECYCLED_AFTER_DAYS)) : null,
  };
}

/** How long an answer takes, in working minutes since the card; in seconds of the clock on the wall where it is a click. */
export type AnswerTime = { minutes: number } | { seconds: number } | 'never';

const ANSWER_MEDIAN = 50;
const ANSWER_SPREAD = 0.7;
/** Whoever is in time is so with some minutes to spare, and has read the card. */
const IN_TIME = 0.92;
const READING_MINUTES = 1;
const LATE = [1.05, 1.95] as const;

export function answerTime({ ground, charter }: Offering, pace: number, dice: Dice): AnswerTime {
  const { late, unanswered, quick, bunching } = ground.plan.leaks;
  const allowed = charter.clocks.answerWorkingMinutes;
  if (unanswered !== null && dice.chance(unanswered.share)) return 'never';
  if (quick !== null && dice.chance(quick.share)) return { seconds: dice.between(2, 9) };
  if (bunching !== null && dice.chance(bunching.share))
    return { minutes: allowed * dice.between(0.955, 0.998) };
  if (late !== null && dice.chance(late.share)) return { minutes: allowed * dice.between(...LATE) };
  const minutes = dice.aroundBelow(ANSWER_MEDIAN * pace, ANSWER_SPREAD, allowed * IN_TIME - READING_MINUTES);
  return { minutes: READING_MINUTES + minutes };
}

const TOUCH_MEDIAN = 110;
const TOUCH_SPREAD = 0.7;

/** Working minutes from the accept to the first touch; null when there is none. */
export function touchTime({ ground, charter }: Offering, dice: Dice): number | null {
  const { hollow } = ground.plan.leaks;
  if (hollow !== null && dice.chance(hollow.share)) return null;
  return dice.aroundBelow(TOUCH_MEDIAN, TOUCH_SPREAD, charter.clocks.firstTouchWorkingMinutes * IN_TIME);
}

const DECIDE_MEDIAN_DAYS = 3.2;
const DECIDE_SPREAD = 0.6;
/** A day of work goes by between two days, and the one on which it was accepted does not count. */
const DAYS_TO_SPARE = 1;

/** Working days, with their part, from the touch to the decision. */
export function decisionDays({ ground, charter }: Offering, dice: Dice): number {
  const { stall } = ground.plan.leaks;
  const days = charter.clocks.decideSqlWorkingDays;
  if (stall !== null && dice.chance(stall.share)) return days * dice.between(2, 4);
  return dice.aroundBelow(DECIDE_MEDIAN_DAYS, DECIDE_SPREAD, days - DAYS_TO_SPARE);
}

/** Whether a touched lead becomes an SQL. */
export function becomesSql(offering: Offering, answeredLate: boolean, dice: Dice): boolean {
  const { late } = offering.ground.plan.leaks;
  const kept = answeredLate && late !== null ? 1 - late.lost : 1;
  return dice.chance(kept * probability(SQL_LOG_ODDS + SQL_LOG_ODDS_PER_TEN * tens(offering)));
}

const VALUE_SPREAD = 0.25;
const DEAL_STEP = 500;
const DEAL_MEDIAN_DAYS = 24;
const DEAL_SPREAD = 0.6;

/** How the deal of an SQL ends, and after how many days of the calendar: its value, or null when it is lost. */
export function dealOf({ facts }: Offering, dice: Dice): { days: number; value: number | null } {
  const days = dice.around(DEAL_MEDIAN_DAYS, DEAL_SPREAD);
  const estimated = Number(factOf(facts, 'estimatedValue') ?? 0);
  const value = Math.max(DEAL_STEP, Math.round(dice.around(estimated, VALUE_SPREAD) / DEAL_STEP) * DEAL_STEP);
  return { days, value: dice.chance(WON) ? value : null };
}
