// Money, time and certainty as a diagnosis says them, in plain words.
import type { Cost, Range } from '../../../funnel/findings/cost.js';
import { minutesWords, some } from '../../../funnel/words.js';
import { calendarDay } from '../../mrkdwn.js';

const CENTS = 100;
const LARGE = 10_000;

/** "AUD 24,000": whole units, and from ten thousand on whole thousands. */
export function money(cents: number, currency: string): string {
  const amount = cents / CENTS;
  const step = amount >= LARGE ? 1_000 : 1;
  return `${currency} ${(Math.round(amount / step) * step).toLocaleString('en-AU')}`;
}

const tenths = (number: number): string =>
  (number < 10 ? Math.round(number * 10) / 10 : Math.round(number)).toLocaleString('en-AU');

const range = ([low, high]: Range, words: (number: number) => string): string =>
  words(low) === words(high) ? words(low) : `${words(low)} to ${words(high)}`;

/** What a leak costs in the period: "1.2 to 5.6 SQLs (AUD 10,000 to 46,000)". */
export function costWords(cost: Cost, currency: string): string {
  if (cost === null) return 'cannot be put in numbers';
  if (cost.in === 'leads') return `${some(cost.leads, 'lead')} concerned`;
  const worth = cost.cents === null ? '' : ` (${range(cost.cents, (cents) => money(cents, currency))})`;
  return `${range(cost.sqls, tenths)} SQLs${worth}`;
}

/** How sure something is: of a fact that it is one, otherwise how often chance would show as much. */
export function sureWords(p: number | null): string {
  if (p === null) return 'counted, no estimate';
  if (p < 0.000_1) return 'chance alone shows as much in fewer than 1 of 10,000';
  const oneIn = Number((1 / p).toPrecision(2));
  return `chance alone shows as much in about 1 of ${oneIn.toLocaleString('en-AU')}`;
}

/** A length of time that may not have been reached yet. */
export const reachedWords = (minutes: number | 'not reached'): string =>
  minutes === 'not reached' ? minutes : minutesWords(minutes);

/** Days in words: "31 Aug 2026 to 28 Nov 2026". */
export const daysWords = ({ from, to }: { from: string; to: string }): string =>
  from === to ? calendarDay(from) : `${calendarDay(from)} to ${calendarDay(to)}`;
