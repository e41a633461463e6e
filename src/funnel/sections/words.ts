// The words all sections share: counts, shares with their interval, lengths of time and lists.
import { type Tally, wilson } from '../methods/wilson.js';
import { percent } from '../words.js';

/** Of fewer than this a share says more than there is to know, and a group would show single people. */
export const FEW = 5;

/** "1,204". */
export const number = (count: number): string => count.toLocaleString('en-AU');

/** "1 lead", "12 leads". */
export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** "49–75 %". */
const range = (low: number, high: number): string => `${Math.round(low * 100)}–${percent(high)}`;

/** "63 % (49–75 %, n 40)"; of few cases the counts alone, of none that there is not enough data. */
export function rateWords(tally: Tally): string {
  const { rate, low, high, n } = wilson(tally);
  if (rate === null) return 'not enough data (n 0)';
  if (n < FEW) return `${number(tally.hits)} of ${number(n)}, too few for a rate`;
  return `${percent(rate)} (${range(low, high)}, n ${number(n)})`;
}

const MINUTES_AN_HOUR = 60;

/** "2 h 10 min", "under a minute"; not enough data where there is no length. */
export function lengthWords(minutes: number | null): string {
  if (minutes === null) return 'not enough data';
  const whole = Math.round(minutes);
  if (whole < 1) return 'under a minute';
  const [hours, rest] = [Math.floor(whole / MINUTES_AN_HOUR), whole % MINUTES_AN_HOUR];
  return [...(hours === 0 ? [] : [`${number(hours)} h`]), ...(rest === 0 ? [] : [`${rest} min`])].join(' ');
}

/** "website 6, webinar 5 and 3 more": the first `most` of them. */
export function listed(items: readonly { name: string; n: number }[], most: number): string {
  const shown = items.slice(0, most).map(({ name, n }) => `${name} ${number(n)}`);
  const rest = items.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${number(rest)} more` : shown.join(', ');
}

/** How parts of a whole are shown in whole per cent, so that they add up to exactly 100: the largest remainders round up. */
export function shares(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (100 * part) / whole);
  const floors = exact.map(Math.floor);
  const missing = 100 - floors.reduce((sum, one) => sum + one, 0);
  const up = exact
    .map((share, place) => ({ place, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.place - b.place)
    .slice(0, missing)
    .map(({ place }) => place);
  return floors.map((floor, place) => floor + (up.includes(place) ? 1 : 0));
}
