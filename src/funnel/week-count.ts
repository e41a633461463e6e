// Counts a week for the digest: the questions it asks of the cells, and the figures that their answers give.
import { type Cell, countOf, groupsOf, medianOf, partsOf, type Question } from './cells.js';
import { type Change, changeOfRate, changeOfValue, type Week as Point } from './methods/change.js';
import { residuals } from './methods/residuals.js';
import type { Tally } from './methods/wilson.js';
import { type Week, weekAfter, weeksBefore } from './week.js';
import type { GroupFigures, RepFigures, Watched, WeekFigures } from './week-figures.js';

/** So many weeks before it a week is held against at most: what is older says little of how a company works now. */
export const WEEKS_HELD_AGAINST = 26;

/** Reasons and sources of so many weeks are held together: one week alone has too few. */
const WEEKS_OF_REASONS = 12;
const WEEKS_OF_DISPUTES = 4;

/** What a week asks. Nothing else is read, so a million handshakes cost no more than a hundred. */
export type Asked = Record<'weeks' | 'lately' | 'open' | 'sources' | 'teams' | 'reps' | 'pairs', Question>;

/** The questions of a week; `since` is the week from which reasons count, that of the charter in force. */
export function questionsOf(week: Week, since: Week): Asked {
  const to = weekAfter(week);
  const over = (weeks: number): Pick<Question, 'from' | 'to'> => ({ from: weeksBefore(week, weeks - 1), to });
  const group = ['offered', 'outcome', 'fate:sql', 'fate:unanswered'];
  const { from: reasonsFrom } = over(WEEKS_OF_REASONS);
  return {
    weeks: {
      ...over(WEEKS_HELD_AGAINST + 1),
      by: [],
      grain: 'week',
      measures: ['offered', 'accepted', 'rejected', 'sql', 'handed_back'],
    },
    lately: { ...over(WEEKS_OF_DISPUTES), by: [], grain: 'week' },
    open: { from: null, to: null, by: [], grain: 'all', measures: ['unanswered', 'fate:in_work'] },
    sources: {
      ...over(1),
      by: ['source'],
      grain: 'all',
      measures: [...group, 'rejected', 'handed_back', 'cited', 'reason'],
    },
    teams: { ...over(1), by: ['segment'], grain: 'all', measures: group },
    reps: {
      ...over(1),
      by: ['rep'],
      grain: 'all',
      measures: ['offered', 'accepted', 'rejected', 'handed_back', 'sql', 'left_untouched'],
    },
    pairs: {
      from: reasonsFrom !== null && reasonsFrom > since ? reasonsFrom : since,
      to,
      by: ['source'],
      grain: 'all',
      measures: ['cited'],
    },
  };
}

export type Answers = Record<keyof Asked, readonly Cell[]>;

/** Everything that is known of a week besides what was counted. */
export type WeekAbout = Pick<
  WeekFigures,
  'week' | 'zone' | 'asOf' | 'running' | 'charter' | 'holidays' | 'missed'
> & {
  /** What criteria and segments are called. */
  names: { criteria: ReadonlyMap<string, string>; segments: ReadonlyMap<string, string> };
  /** The instants at which a charter came into force: nothing from before is held against what came after. */
  restarts: readonly Date[];
  /** The instant at which a week begins. */
  beginOf(week: Week): Date;
};

const tallyOf = (cells: readonly Cell[], measure: 'accepted' | 'rejected'): Tally => ({
  hits: countOf(cells, `${measure}:in_time`),
  of: countOf(cells, measure),
});

function answersOf(cells: readonly Cell[]): WeekFigures['answers']['now'] {
  return {
    accepted: tallyOf(cells, 'accepted'),
    rejected: tallyOf(cells, 'rejected'),
    handedBack: countOf(cells, 'handed_back'),
    touched: countOf(cells, 'touched'),
    untouched: countOf(cells, 'left_untouched'),
    sql: countOf(cells, 'sql'),
    won: countOf(cells, 'won'),
    lost: countOf(cells, 'lost'),
    median: medianOf(cells, 'accepted', 'rejected'),
  };
}

const intakeOf = (cells: readonly Cell[]): WeekFigures['intake']['now'] => ({
  leads: countOf(cells, 'lead'),
  mqls: countOf(cells, 'mql'),
  offered: countOf(cells, 'offered'),
  again: countOf(cells, 'again:offered'),
});

/** Each fate that occurs; of the unanswered whether they are still in time, since that is a fate of its own. */
function fatesOf(cells: readonly Cell[]): Record<string, number> {
  const fates = [...partsOf(cells, 'fate')].map(([fate, { n }]): [string, number] => [fate, n]);
  const overdue = countOf(cells, 'unanswered:overdue') + countOf(cells, 'unanswered:lapsed');
  const unanswered = countOf(cells, 'fate:unanswered');
  const told = fates.filter(([fate, n]) => fate !== 'unanswered' && n > 0);
  // An answer may have come between two questions; then what waits is the rest, so that all add up.
  return Object.fromEntries([
    ...told,
    ...(unanswered - overdue > 0 ? [['unanswered:in_time', unanswered - overdue]] : []),
    ...(overdue > 0 ? [['unanswered:overdue', Math.min(overdue, unanswered)]] : []),
  ]);
}

const groupOf = (name: string | null, cells: readonly Cell[]): GroupFigures => ({
  name,
  offered: countOf(cells, 'offered'),
  accepted: countOf(cells, 'outcome:accepted'),
  rejected: countOf(cells, 'outcome:rejected'),
  sql: countOf(cells, 'fate:sql'),
  unanswered: countOf(cells, 'fate:unanswered'),
});

const repOf = (rep: string, cells: readonly Cell[]): RepFigures => ({
  rep,
  offered: countOf(cells, 'offered'),
  accepted: tallyOf(cells, 'accepted'),
  rejected: tallyOf(cells, 'rejected'),
  handedBack: countOf(cells, 'handed_back'),
  sql: countOf(cells, 'sql'),
  untouched: countOf(cells, 'left_untouched'),
  median: medianOf(cells, 'accepted', 'rejected'),
});

/** How often each criterion was cited, whatever the machine had said of it, the most cited first. */
function citedIn(cells: readonly Cell[], names: ReadonlyMap<string, string>) {
  const counts = new Map<string, number>();
  for (const [part, { n }] of partsOf(cells, 'cited')) {
    const criterion = part.slice(0, part.lastIndexOf(':'));
    counts.set(criterion, (counts.get(criterion) ?? 0) + n);
  }
  return [...counts]
    .map(([criterion, n]) => ({ criterion, name: names.get(criterion) ?? criterion, n }))
    .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
}

const refusalsIn = (cells: readonly Cell[]): number =>
  countOf(cells, 'rejected') + countOf(cells, 'handed_back');

function reasonsOf(answers: Answers, week: readonly Cell[], about: WeekAbout): WeekFigures['reasons'] {
  const { criteria } = about.names;
  const sources = [...groupsOf(answers.sources, 'source')].map(([source, cells]) => ({
    source: source ?? '',
    refusals: refusalsIn(cells),
    cited: citedIn(cells, criteria).map(({ name, n }) => ({ name, n })),
  }));
  const counts = [...groupsOf(answers.pairs, 'source')].flatMap(([source, cells]) =>
    citedIn(cells, criteria).map(({ name, n }) => ({ row: name, column: source ?? '', count: n })),
  );
  const stands = residuals(counts)
    .filter((cell) => cell.stands)
    .sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual))
    .map(({ row: name, column: source, count: n, expected, residual }) => ({
      name,
      source,
      n,
      expected,
      residual,
    }));
  return {
    refusals: refusalsIn(week),
    other: countOf(week, 'reason:other'),
    contradicted: countOf(week, 'reason:contradicted'),
    cited: citedIn(week, criteria),
    bySource: sources.filter(({ refusals }) => refusals > 0).sort((a, b) => b.refusals - a.refusals),
    weeks: WEEKS_OF_REASONS,
    citedInAll: counts.reduce((sum, { count }) => sum + count, 0),
    stands,
  };
}

/** The weeks in order up to the one told, each with its cells; none for weeks of nothing. */
function seriesOf<Counted>(
  answers: Answers,
  { week, beginOf }: WeekAbout,
  counted: (cells: readonly Cell[]) => Counted,
): Point<Counted>[] {
  const byWeek = groupsOf(answers.weeks, 'day');
  return Array.from({ length: WEEKS_HELD_AGAINST + 1 }, (_, back) => weeksBefore(week, back)).map((each) => ({
    from: beginOf(each),
    counted: counted(byWeek.get(each) ?? []),
  }));
}

/** What is said of the week against the workspace's own; the unit of a change is that of its measure. */
function changesOf(answers: Answers, about: WeekAbout): WeekFigures['changes'] {
  const rate = (counted: (cells: readonly Cell[]) => Tally): Change =>
    changeOfRate(seriesOf(answers, about, counted), about.restarts);
  const value = (counted: (cells: readonly Cell[]) => number | null): Change =>
    changeOfValue(seriesOf(answers, about, counted), about.restarts);
  const given = (cells: readonly Cell[]): number => countOf(cells, 'accepted') + countOf(cells, 'rejected');
  const changes: Record<Watched, Change> = {
    offered: value((cells) => countOf(cells, 'offered')),
    acceptance: rate((cells) => ({ hits: countOf(cells, 'accepted'), of: given(cells) })),
    in_time: rate((cells) => ({
      hits: countOf(cells, 'accepted:in_time') + countOf(cells, 'rejected:in_time'),
      of: given(cells),
    })),
    median: value((cells) => medianOf(cells, 'accepted', 'rejected')),
    sql: rate((cells) => {
      const sql = countOf(cells, 'sql');
      return { hits: sql, of: sql + countOf(cells, 'handed_back') };
    }),
  };
  return changes;
}

function disputesOf(cells: readonly Cell[]): WeekFigures['disputes'] {
  const [upheld, overturned] = [countOf(cells, 'ruling:upheld'), countOf(cells, 'ruling:overturned')];
  const disputed = Math.max(countOf(cells, 'reply:disputed'), upheld + overturned);
  return { refusals: refusalsIn(cells), disputed, upheld, overturned };
}

/** The figures of a week from what the cells answered. */
export function figuresOf(answers: Answers, about: WeekAbout): WeekFigures {
  const { names, restarts: _, beginOf: __, ...known } = about;
  const lately = groupsOf(answers.lately, 'day');
  const now = lately.get(about.week) ?? [];
  const before = lately.get(weeksBefore(about.week, 1)) ?? [];
  const byRep = [...groupsOf(answers.reps, 'rep')];
  const segmentOf = (id: string | null): string | null =>
    id === null ? null : (names.segments.get(id) ?? id);
  return {
    ...known,
    intake: { now: intakeOf(now), before: intakeOf(before) },
    answers: { now: answersOf(now), before: answersOf(before) },
    fates: fatesOf(now),
    open: {
      inTime: countOf(answers.open, 'unanswered:in_time'),
      overdue: countOf(answers.open, 'unanswered:overdue') + countOf(answers.open, 'unanswered:lapsed'),
      inWork: countOf(answers.open, 'fate:in_work'),
    },
    delay: { n: countOf(now, 'posted'), median: medianOf(now, 'posted') },
    sources: [...groupsOf(answers.sources, 'source')].map(([source, cells]) => groupOf(source, cells)),
    teams: [...groupsOf(answers.teams, 'segment')].map(([id, cells]) => groupOf(segmentOf(id), cells)),
    reps: byRep.flatMap(([rep, cells]) => (rep === null ? [] : [repOf(rep, cells)])),
    reasons: reasonsOf(answers, now, about),
    replies: {
      refusals: refusalsIn(before),
      acknowledged: countOf(before, 'reply:acknowledged'),
      fixed: countOf(before, 'reply:fixed'),
      disputed: countOf(before, 'reply:disputed'),
      median: medianOf(before, 'reply'),
    },
    disputes: disputesOf(answers.lately),
    hollow: {
      hits: countOf(answers.lately, 'fate:hollow'),
      of:
        countOf(answers.lately, 'fate:hollow') +
        countOf(answers.lately, 'fate:in_work') +
        countOf(answers.lately, 'fate:sql'),
    },
    watch: {
      quick: countOf(now, 'gaming:quick'),
      lastMinute: countOf(now, 'gaming:last_minute'),
      firstListed: countOf(now, 'reason:only_first_listed'),
    },
    changes: about.running ? {} : changesOf(answers, about),
  };
}
