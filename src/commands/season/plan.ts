// The plan of a season: how long and how large it is, who works in it, and which leaks are planted.
import { type Leaks, noLeaks, plantedLeaks } from './leaks.js';

/** Somebody in sales, from and up to a week of the season; `pace` multiplies the time that they take to answer. */
export interface Rep {
  id: string;
  fromWeek: number;
  untilWeek: number;
  pace: number;
}

/** A time away, in working-week numbers of the season: from Monday to the Friday of the last. */
export interface Holiday {
  rep: string;
  fromWeek: number;
  weeks: number;
}

export interface Plan {
  /** The instant at which the season ends: nothing is known of what happened later. */
  until: Date;
  weeks: number;
  /** How many leads a week cross into MQL for the first time, about. */
  offersAWeek: number;
  /** The leads that never do, for each that does. */
  othersPerOffer: number;
  /** The week in which both leaders sign the amended charter, from 0. */
  amendedInWeek: number;
  reps: readonly Rep[];
  holidays: readonly Holiday[];
  leaks: Leaks;
}

/** Monday 9 November 2026, 9:30 in Sydney: the morning on which the sandbox begins. */
export const SEASON_ENDS = new Date('2026-11-08T22:30:00.000Z');

const WEEKS = 40;
const always = { fromWeek: 0, untilWeek: Number.POSITIVE_INFINITY };

/** A season without any leak, for those who test a diagnosis: alike reps, nobody away. */
export const plainPlan: Plan = {
  until: SEASON_ENDS,
  weeks: WEEKS,
  offersAWeek: 10,
  othersPerOffer: 0.5,
  amendedInWeek: 9,
  reps: ['UDANA', 'USAM', 'UPRIYA', 'UNADIA'].map((id) => ({ id, ...always, pace: 1 })),
  holidays: [],
  leaks: noLeaks,
};

/** The season of the sandbox: Dana is quick, Priya takes her time, and everybody has a holiday once. */
export const sandboxPlan: Plan = {
  ...plainPlan,
  reps: [
    { id: 'UDANA', ...always, pace: 0.7 },
    { id: 'USAM', ...always, pace: 1 },
    { id: 'UPRIYA', ...always, pace: 1.5 },
  ],
  holidays: [
    { rep: 'USAM', fromWeek: 11, weeks: 1 },
    { rep: 'UDANA', fromWeek: 22, weeks: 2 },
    { rep: 'UPRIYA', fromWeek: 33, weeks: 2 },
  ],
  leaks: plantedLeaks,
};
