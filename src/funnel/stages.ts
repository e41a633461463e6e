// The map: how many leads came how far, and how long each stage takes, with those that are still in it.
import { type Cell, countOf, figureOf } from './cells.js';
import type { Inquiry } from './inquiry.js';
import { type Incidence, incidenceOfGroups, timeTo } from './methods/competing-risks.js';
import { quantile } from './methods/histogram.js';
import { inPeriod } from './scope.js';

/** How far the offers came, each station a part of the one before. */
const reached = [
  ['Answered', 'reached:answered'],
  ['Accepted', 'reached:accepted'],
  ['Touched', 'reached:touched'],
  ['SQL', 'reached:sql'],
  ['Won', 'reached:won'],
] as const;

/** A station with how many came there; `of` are those who might have, null where nothing comes before or more came. */
export interface Station {
  name: string;
  n: number;
  of: number | null;
}

const station = (name: string, n: number, before: number): Station => ({
  name,
  n,
  of: before === 0 || before < n ? null : before,
});

/**
 * The stations of a lead, in their order. Leads and MQLs are counted once, on their own days, all others by the offer's.
 * Leads that came back are offered again without becoming an MQL anew: so offers are held against both together.
 */
function stationsOf(cells: readonly Cell[]): Station[] {
  const [leads, mqls] = [countOf(cells, 'lead'), countOf(cells, 'mql')];
  const [offered, again] = [countOf(cells, 'offered'), countOf(cells, 'again:offered')];
  const stations = [
    station('Leads', leads, 0),
    station('MQL', mqls, leads),
    station('Recycled', again, 0),
    station('Offered', offered, mqls + again),
  ];
  let before = offered;
  for (const [name, measure] of reached) {
    const n = countOf(cells, measure);
    stations.push(station(name, n, before));
    before = n;
  }
  return stations;
}

/** Minutes by which half, and nine in ten, had come to an end; "not reached" when too many are still open to say. */
interface Spread {
  median: number | 'not reached';
  p90: number | 'not reached';
}

/** How long one stage takes. `ends` tells how it ended, as shares of all cases, and how many have not ended. */
export interface StageTime extends Spread {
  name: string;
  clock: 'working' | 'wall';
  n: number;
  open: number;
  ends: readonly { words: string; share: number }[];
}

/** What the way from the qualified lead to an answer was made of, on average and in minutes. */
export interface SystemShare {
  /** By the wall clock, from the offer until the card was in the channel. */
  system: number;
  /** In working time, from the card to what came of it. */
  people: number;
  n: number;
}

export interface FunnelMap {
  stations: Station[];
  times: StageTime[];
  system: SystemShare | null;
}

/** Stages in which several ends compete, each with how its ends are told. */
const competing = [
  {
    measure: 'answering',
    name: 'Card to answer',
    ends: { accepted: 'accepted', rejected: 'rejected', lapsed: 'lapsed', reoffered: 'offered to another' },
  },
  {
    measure: 'touching',
    name: 'Accept to first touch',
    ends: { touched: 'touched', ended: 'ended untouched' },
  },
  {
    measure: 'working',
    name: 'Accept to decision',
    ends: { sql: 'SQL', handed_back: 'handed back', reoffered: 'offered to another' },
  },
  { measure: 'dealing', name: 'SQL to deal', ends: { won: 'won', lost: 'lost' } },
] as const;

const spreadOf = (incidence: Incidence<string>): Spread => ({
  median: timeTo(incidence, 0.5),
  p90: timeTo(incidence, 0.9),
});

function timeOf(
  cells: readonly Cell[],
  of: { measure: string; name: string; ends: Readonly<Record<string, string>> },
): StageTime[] {
  const causes = Object.keys(of.ends);
  const histogram = (end: string) => figureOf(cells, `${of.measure}:${end}`).minutes;
  const ended = Object.fromEntries(causes.map((cause) => [cause, histogram(cause)]));
  const incidence = incidenceOfGroups({ ended, open: histogram('open') }, causes);
  const last = incidence.steps.at(-1);
  if (incidence.n === 0) return [];
  const { name, measure } = of;
  return [
    {
      name,
      clock: 'working',
      n: incidence.n,
      open: countOf(cells, `${measure}:open`),
      ...spreadOf(incidence),
      ends: causes.map((cause) => ({ words: of.ends[cause] ?? cause, share: last?.incidence[cause] ?? 0 })),
    },
  ];
}

function postingOf(cells: readonly Cell[]): StageTime[] {
  const { n, minutes } = figureOf(cells, 'posted');
  if (n === 0) return [];
  const [median, p90] = [quantile(minutes, 0.5) ?? 0, quantile(minutes, 0.9) ?? 0];
  return [{ name: 'MQL to card', clock: 'wall', n, open: 0, median, p90, ends: [] }];
}

const SECONDS = 60;

function systemOf(cells: readonly Cell[]): SystemShare | null {
  const [posted, answered] = [figureOf(cells, 'posted'), figureOf(cells, 'answering')];
  const ended = answered.n - countOf(cells, 'answering:open');
  const open = figureOf(cells, 'answering:open');
  if (posted.n === 0 || ended === 0) return null;
  return {
    system: posted.seconds / posted.n / SECONDS,
    people: (answered.seconds - open.seconds) / ended / SECONDS,
    n: ended,
  };
}

export const map: Inquiry<FunnelMap, 'all'> = {
  asks: (scope) => ({
    all: inPeriod(scope, {
      measures: [
        ...['lead', 'mql', 'again:offered', 'offered', 'reached', 'posted'],
        ...competing.map(({ measure }) => measure),
      ],
    }),
  }),
  read: ({ all }) => ({
    stations: stationsOf(all),
    times: [...postingOf(all), ...competing.flatMap((stage) => timeOf(all, stage))],
    system: systemOf(all),
  }),
};
