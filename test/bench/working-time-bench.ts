// What a question of working time costs, near and far, and what planning the nudges of a handshake does.
import Holidays from 'date-holidays';
import { nextNudge, planNudges } from '../../src/handshake/nudges.js';
import { dueAfter, workCalendar, workingMinutes } from '../../src/handshake/working-time.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { anOfferTo, aWatched, manners, sydney } from '../handshake/a-watched.js';
import { aCharter } from '../make.js';
import { median } from './figures.js';

const DAY_MS = 86_400_000;
const ROUNDS = 9;
const CALLS = 20_000;
const START = Date.parse('2026-11-10T23:17:00Z');

/** Median microseconds a call, over several rounds, after one that warms up. */
function microseconds(call: (n: number) => unknown): number {
  const round = (): number => {
    const began = performance.now();
    for (let n = 0; n < CALLS; n++) call(n);
    return ((performance.now() - began) * 1000) / CALLS;
  };
  round();
  return median(Array.from({ length: ROUNDS }, round));
}

const at = (n: number): Date => new Date(START + (n % 1000) * 61_000);
const print = (what: string, figures: readonly number[]): void => {
  process.stdout.write(`| ${what} | ${figures.map((figure) => figure.toFixed(2)).join(' | ')} |\n`);
};

const { charter } = aCharter();
const distances = [1, 30, 365, 5 * 365];

const began = performance.now();
const first = workCalendar({ ...charter.working }, holidayLookup(Holidays)(charter));
workingMinutes(new Date(START - 5 * 365 * DAY_MS), new Date(START), first);
const cold = performance.now() - began;

process.stdout.write(
  'microseconds a call | a day | a month | a year | five years |\n|---|---|---|---|---|\n',
);
print(
  'working minutes back over',
  distances.map((days) =>
    microseconds((n) => workingMinutes(new Date(at(n).getTime() - days * DAY_MS), at(n), sydney)),
  ),
);
print(
  'due after the working minutes of',
  distances.map((days) => {
    const minutes = workingMinutes(new Date(START), new Date(START + days * DAY_MS), sydney);
    return microseconds((n) => dueAfter(at(n), minutes, sydney));
  }),
);

const how = manners();
const offers = Array.from({ length: 1000 }, (_, n) =>
  aWatched(anOfferTo('UDANA', at(-n).toISOString(), `h${n}`)),
);
const offer = (n: number) => offers[n % 1000] ?? aWatched(anOfferTo(null, at(n).toISOString()));
const now = new Date(START + 2 * 3_600_000);
process.stdout.write(`\nfirst question over five years, with its holidays: ${cold.toFixed(1)} ms\n`);
process.stdout.write(
  `planning one handshake: ${microseconds((n) => planNudges([offer(n)], how, now)).toFixed(2)} µs\n`,
);
process.stdout.write(
  `when it is next due: ${microseconds((n) => nextNudge(offer(n), how, now)).toFixed(2)} µs\n`,
);
