// The words that reports share for counts, rates, times and money.
import { type Rate, type Tally, wilson } from './methods/wilson.js';

/** "34 %", of a share between 0 and 1. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** "1 lead", "1,204 leads". */
export const some = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-AU')} ${count === 1 ? one : more}`;

/** "34 % (n = 120, 95 % interval 26 to 43 %)". */
export const rateWords = ({ rate, low, high, n }: Rate): string =>
  rate === null
    ? 'nothing to count yet (n = 0)'
    : `${percent(rate)} (n = ${n.toLocaleString('en-AU')}, 95 % interval ${Math.round(low * 100)} to ${percent(high)})`;

/** A tally that cannot have more hits than cases: the two may be of neighbouring days. */
export const tally = (hits: number, of: number): Tally => ({ hits: Math.min(hits, of), of });

/** How many of how many, as a rate in words. */
export const shareWords = (hits: number, of: number): string => rateWords(wilson(tally(hits, of)));

const HOUR_MINUTES = 60;

/** A length of time in minutes as people say it: "under a minute", "45 minutes", "3.5 hours". */
export function minutesWords(minutes: number): string {
  if (minutes < 1) return 'under a minute';
  if (minutes < 2 * HOUR_MINUTES) return some(Math.round(minutes), 'minute');
  const hours = minutes / HOUR_MINUTES;
  return `${hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours).toLocaleString('en-AU')} hours`;
}

/** Cents of a currency in whole units: "AUD 24,000". */
export const moneyWords = (cents: number, currency: string): string =>
  `${currency} ${Math.round(cents / 100).toLocaleString('en-AU')}`;
