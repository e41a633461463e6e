// The figures of a diagnosis as sections of a report: the map with its stages, the ledger, velocity, and a split.
import type { Grouping } from '../../../funnel/asked.js';
import type { Diagnosis } from '../../../funnel/diagnosis.js';
import type { Ledger } from '../../../funnel/ledger.js';
import type { Parts } from '../../../funnel/methods/velocity.js';
import { type Rate, wilson } from '../../../funnel/methods/wilson.js';
import type { Section } from '../../../funnel/sections/section.js';
import type { Speed } from '../../../funnel/speed.js';
import type { Row, Split } from '../../../funnel/split.js';
import type { FunnelMap, StageTime } from '../../../funnel/stages.js';
import { minutesWords, percent, rateWords, some } from '../../../funnel/words.js';
import { money, reachedWords } from './amounts.js';

const whole = (number: number): string => number.toLocaleString('en-AU');

/** The funnel stage by stage, as a chart with its table. */
export function mapSection({ stations }: FunnelMap): Section {
  const of = (name: string): number => stations.find((each) => each.name === name)?.n ?? 0;
  const [offered, accepted, sql, back] = [of('Offered'), of('Accepted'), of('SQL'), of('Recycled')];
  const rate = (hits: number, cases: number): string => rateWords(wilson({ hits, of: cases }));
  return {
    title: 'Where leads go',
    lines: [
      `Of ${some(offered, 'lead')} offered, sales accepted ${rate(accepted, offered)}.`,
      `Of the offered ${rate(sql, offered)} became SQL so far; the youngest have not had the time.`,
      ...(back === 0
        ? []
        : [
            `${some(back, 'offer')} ${back === 1 ? 'is of a lead' : 'are of leads'} that came back, the recycled ones: offers are held against these and the new MQLs together.`,
          ]),
    ],
    chart: {
      kind: 'bar',
      title: 'The funnel',
      axes: { categories: 'Stage', values: 'Leads' },
      categories: stations.map(({ name }) => name),
      series: [{ name: 'Leads', values: stations.map(({ n }) => n) }],
    },
    table: {
      caption: 'The funnel, stage by stage',
      head: ['Stage', 'Leads', 'Of the stage before'],
      rows: stations.map(({ name, n, of: before }) => [name, n, before === null ? '–' : percent(n / before)]),
    },
  };
}

const clockWords: Readonly<Record<StageTime['clock'], string>> = {
  working: 'working time',
  wall: 'wall clock',
};

/** Where leads stall: how long each stage takes, and the system's share of the way to an answer. */
export function timesSection({ times, system }: FunnelMap): Section {
  const lines =
    system === null
      ? ['No card has been answered in these days, so nothing can be said of times.']
      : [
          `On average the system took ${minutesWords(system.system)} by the wall clock until the card was there, and people ${minutesWords(system.people)} of working time until something came of it (n = ${whole(system.n)}).`,
        ];
  return {
    title: 'Where leads stall',
    lines,
    table: {
      caption: 'Time in each stage, with those still in it; “not reached” is where too many are open to say',
      head: ['Stage', 'Half within', '90 % within', 'n', 'Still open'],
      rows: times.map(({ name, clock, median, p90, n, open }) => [
        clock === 'wall' ? `${name} (${clockWords[clock]})` : name,
        reachedWords(median),
        reachedWords(p90),
        n,
        open,
      ]),
    },
  };
}

const permille = (share: number): string => `${(share / 10).toFixed(1)} %`;

/** Every handshake with its one fate, in leads and in money. */
export function ledgerSection({ entries, n, cents, disputed }: Ledger, currency: string): Section {
  const valued = cents > 0;
  return {
    title: 'Leak ledger',
    lines: [
      `Every one of the ${some(n, 'handshake')} offered in these days has one fate; together they are 100 %.`,
      ...(valued
        ? [
            'Money is the estimated value of the leads, where somebody gave one; of unanswered ones it is split by their number.',
          ]
        : ['No lead of these days has an estimated value, so this counts leads.']),
      ...(disputed === 0
        ? []
        : [`${some(disputed, 'rejection')} of these days ${disputed === 1 ? 'is' : 'are'} disputed.`]),
    ],
    chart: {
      kind: 'bar',
      title: 'Fates',
      axes: { categories: 'Fate', values: 'Handshakes' },
      categories: entries.map(({ name }) => name),
      series: [{ name: 'Handshakes', values: entries.map(({ n: count }) => count) }],
    },
    table: {
      caption: 'Fates of all handshakes offered in these days',
      head: ['Fate', 'Handshakes', 'Share', ...(valued ? ['Value'] : [])],
      rows: [
        ...entries.map((entry) => [
          entry.name,
          entry.n,
          permille(entry.permille),
          ...(valued ? [money(entry.cents, currency)] : []),
        ]),
        ['All', n, permille(n === 0 ? 0 : 1_000), ...(valued ? [money(cents, currency)] : [])],
      ],
    },
  };
}

const parts: readonly [
  part: keyof Parts,
  name: string,
  words: (value: number, currency: string) => string,
][] = [
  ['sqls', 'SQLs', (value) => whole(value)],
  ['winRate', 'Win rate', percent],
  ['dealCents', 'Mean deal', money],
  ['cycleDays', 'Days from offer to win', (value) => value.toFixed(1)],
];

const signed = (cents: number, currency: string): string =>
  `${cents < 0 ? '−' : '+'}${money(Math.abs(cents), currency)}`;

/** Velocity, and what moved it since as many days before. */
export function speedSection({ parts: now, before, perDay, moved, why }: Speed, currency: string): Section {
  const most = parts
    .map(([part, name]) => ({ name, cents: moved?.shares[part].cents ?? 0 }))
    .sort((one, other) => Math.abs(other.cents) - Math.abs(one.cents))[0];
  const lines =
    moved === null
      ? [
          ...(perDay === null || perDay === 0 ? [] : [`Velocity is ${money(perDay, currency)} a day.`]),
          `Not enough data to compare. ${why ?? ''}`.trim(),
        ]
      : [
          `Velocity is ${money(moved.now, currency)} a day, and was ${money(moved.before, currency)} in as many days before: ${signed(moved.now - moved.before, currency)} a day.`,
          ...(most === undefined
            ? []
            : [`${most.name} moved it most: ${signed(most.cents, currency)} a day.`]),
          'SQLs times win rate times deal, over the days from offer to win; the four parts add up to the whole change.',
        ];
  return {
    title: 'Velocity',
    lines,
    table: {
      caption: 'The four parts of velocity, before and now',
      head: ['Part', 'Before', 'Now', 'Moved it a day by'],
      rows: parts.map(([part, name, words]) => [
        name,
        words(before[part], currency),
        words(now[part], currency),
        moved === null ? '–' : signed(moved.shares[part].cents, currency),
      ]),
    },
  };
}

const splitNames: Readonly<Record<Grouping, string>> = {
  source: 'Source',
  rep: 'Rep',
  segment: 'Segment',
  campaign: 'Campaign',
};

const shortRate = ({ rate, low, high, n }: Rate): string =>
  rate === null ? 'n = 0' : `${percent(rate)} (${Math.round(low * 100)}–${percent(high)}, n ${whole(n)})`;

/** The figures by group, of the first `most`. `nameOf` tells what a group is called, unescaped. */
export function splitSection(
  { by, rows, other, folded }: Split,
  { nameOf, most }: { nameOf(name: string | null): string; most: number },
): Section {
  const rowOf = (name: string, { offered, accepted, inTime, sql }: Row) => [
    name,
    offered,
    shortRate(accepted),
    shortRate(inTime),
    shortRate(sql),
  ];
  const rest = by === 'rep' ? 'Everybody else' : `Other (${folded})`;
  return {
    title: `By ${by}`,
    lines: [
      rows.length === 0 && other === null
        ? 'Nothing was offered in these days.'
        : 'Rates with their 95 % interval and n.',
      ...(rows.length > most
        ? [`And ${some(rows.length - most, 'more group')}; \`/funnel leads\` lists leads by theirs.`]
        : []),
      ...(by === 'rep'
        ? ['In the order of names: leads differ from rep to rep, so this is no ranking.']
        : []),
    ],
    table: {
      caption: `Handshakes by ${by}`,
      head: [splitNames[by], 'Offered', 'Accepted', 'In time', 'SQL'],
      rows: [
        ...rows.slice(0, most).map((row) => rowOf(nameOf(row.name), row)),
        ...(other === null ? [] : [rowOf(rest, other)]),
      ],
    },
  };
}

/** What is missing where the period holds nothing at all; null when it holds something. */
export function missingWords({ map: { stations } }: Diagnosis): string | null {
  const of = (name: string): number => stations.find((each) => each.name === name)?.n ?? 0;
  if (of('Offered') > 0) return null;
  if (of('Leads') === 0)
    return 'No lead came in and none was offered in these days. Choose other days, or send leads through the webhook or an import.';
  if (of('MQL') === 0)
    return `${some(of('Leads'), 'lead')} came in, and none of them became an MQL. \`/charter\` shows what it takes, and \`/funnel leads\` why.`;
  return `${some(of('MQL'), 'lead')} became an MQL, and none was offered to sales in these days: an import with history offers none.`;
}
