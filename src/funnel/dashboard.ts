// The dashboard: how the handoff stands over a period, as sections that App Home shows to those whom they concern.
import { type Charter, criterionOf } from '../charter/charter.js';
import { type Cell, countOf, groupsOf, medianOf, partsOf, type Question } from './cells.js';
import type { Day } from './days.js';
import { velocity } from './methods/velocity.js';
import type { Rate } from './methods/wilson.js';
import type { Section, Table } from './sections/section.js';
import { partsIn } from './speed.js';
import { type Split, splitOf } from './split.js';
import { minutesWords, moneyWords, percent, shareWords, some } from './words.js';

/** Groups of fewer handshakes than this are told together: so few are nobody's business but their own and their manager's. */
const FEWEST = 5;

const SOURCES_SHOWN = 8;
const REASONS_SHOWN = 6;

/** Days, the first of them and the one after the last; in the charter's zone. */
export interface Days {
  from: Day;
  to: Day;
}

/** What the sections are made of, to be asked of the cells: everything by source, and all of it added up by adding. */
export const dashboardQuestion = ({ from, to }: Days, segment: string | null): Question => ({
  from,
  to,
  by: ['source'],
  grain: 'all',
  ...(segment === null ? {} : { where: { segment: [segment] } }),
});

/** One person's own figures. */
export const ownQuestion = ({ from, to }: Days, person: string): Question => ({
  from,
  to,
  by: [],
  grain: 'all',
  where: { rep: [person] },
});

const answersOf = (cells: readonly Cell[]): { all: number; late: number } => ({
  all: countOf(cells, 'accepted') + countOf(cells, 'rejected'),
  late: countOf(cells, 'accepted:late') + countOf(cells, 'rejected:late'),
});

/** Answers: how many were accepted, how quickly they came, and what is late or untouched. */
function answering(cells: readonly Cell[], { clocks }: Charter): Section {
  const offered = countOf(cells, 'offered');
  const [accepted, answered] = [countOf(cells, 'reached:accepted'), countOf(cells, 'reached:answered')];
  const { all, late } = answersOf(cells);
  const median = medianOf(cells, 'accepted', 'rejected');
  const delay = medianOf(cells, 'posted');
  const hollow = countOf(cells, 'fate:hollow');
  const overdue = countOf(cells, 'unanswered:overdue') + countOf(cells, 'unanswered:lapsed');
  return {
    title: 'Offers and answers',
    lines: [
      `${some(offered, 'lead')} offered. Accepted, of those answered: ${shareWords(accepted, answered)}.`,
      `Answered in time, within ${minutesWords(clocks.answerWorkingMinutes)} of work: ${shareWords(all - late, all)}.`,
      median === null
        ? 'No answer yet to tell a time of.'
        : `Half of the answers took ${minutesWords(median)} of work or less${delay === null ? '' : `; the system took ${minutesWords(delay)} to show a card`}.`,
      `${some(overdue, 'offer')} unanswered and overdue now; ${some(hollow, 'accepted lead')} never touched in time.`,
    ],
  };
}

const isEnough = (cells: readonly Cell[]): boolean => countOf(cells, 'offered') >= FEWEST;

/** The sources with enough offers, the largest first, and all the others together. */
function bySize(cells: readonly Cell[]): [source: string, cells: Cell[]][] {
  const groups = [...groupsOf(cells, 'source')].map(([source, of]): [string, Cell[]] => [source ?? '', of]);
  const large = groups
    .filter(([, of]) => isEnough(of))
    .sort(([, one], [, other]) => countOf(other, 'offered') - countOf(one, 'offered'))
    .slice(0, SOURCES_SHOWN);
  const named = new Set(large.map(([source]) => source));
  const others = groups.filter(([source]) => !named.has(source)).flatMap(([, of]) => of);
  return countOf(others, 'offered') === 0 ? large : [...large, ['Others', others]];
}

const rateCell = ({ rate }: Rate): string => (rate === null ? '–' : percent(rate));

const sourceTable = ({ rows, other }: Split): Table => ({
  caption: 'By source: offered, accepted of those answered, answered in time, and SQLs of those offered',
  head: ['Source', 'Offered', 'Accepted', 'In time', 'SQL', 'SQL, 95 % interval'],
  rows: [...rows.slice(0, SOURCES_SHOWN), ...(other === null ? [] : [other])].map(
    ({ name, offered, accepted, inTime, sql }) => [
      name ?? 'Others',
      offered,
      rateCell(accepted),
      rateCell(inTime),
      rateCell(sql),
      `${Math.round(sql.low * 100)} to ${percent(sql.high)}`,
    ],
  ),
});

/** Conversion by source, and how far the sources lie apart. */
function conversion(cells: readonly Cell[]): Section {
  const split = splitOf(cells, 'source', { manager: false, person: null });
  const rates = split.rows
    .flatMap(({ name, sql }) => (name === null || sql.rate === null ? [] : [{ name, rate: sql.rate }]))
    .sort((one, other) => other.rate - one.rate);
  const [best, worst] = [rates[0], rates.at(-1)];
  const spread =
    best === undefined || worst === undefined || rates.length < 2
      ? 'Too few sources with enough offers to tell them apart.'
      : `From ${percent(worst.rate)} (${worst.name}) to ${percent(best.rate)} (${best.name}); look at the intervals before you compare.`;
  const won = countOf(cells, 'reached:won');
  return {
    title: 'From offer to SQL',
    lines: [
      `Became an SQL so far: ${shareWords(countOf(cells, 'reached:sql'), countOf(cells, 'offered'))}; ${some(won, 'deal')} won.`,
      spread,
    ],
    table: sourceTable(split),
  };
}

/** The name of a reason, in the charter's words. */
const reasonName = (id: string, charter: Charter): string => criterionOf(charter, id)?.name ?? id;

/** The criteria that were cited, the most frequent first. */
function reasonsOf(cells: readonly Cell[]): [criterion: string, n: number][] {
  const sums = new Map<string, number>();
  for (const [part, { n }] of partsOf(cells, 'cited')) {
    const criterion = part.slice(0, part.lastIndexOf(':'));
    sums.set(criterion, (sums.get(criterion) ?? 0) + n);
  }
  const other = countOf(cells, 'reason:other');
  if (other > 0) sums.set('Other', other);
  return [...sums].filter(([, n]) => n > 0).sort(([, one], [, more]) => more - one);
}

const refusalsOf = (cells: readonly Cell[]): number =>
  countOf(cells, 'rejected') + countOf(cells, 'handed_back');

/** Why leads were rejected or handed back, by source. Sources with few handshakes are told together. */
export function reasonsBySource(cells: readonly Cell[], charter: Charter): Section {
  const all = refusalsOf(cells);
  const top = reasonsOf(cells).slice(0, REASONS_SHOWN);
  const groups = bySize(cells).filter(([, of]) => refusalsOf(of) > 0);
  const contradicted = countOf(cells, 'reason:contradicted');
  return {
    title: 'Reasons by source',
    lines:
      all === 0
        ? ['Nothing was rejected or handed back in this time.']
        : [
            `${some(all, 'lead')} rejected or handed back, most often for ${top
              .slice(0, 3)
              .map(([id, n]) => `${reasonName(id, charter)} (${n})`)
              .join(', ')}.`,
            ...(contradicted === 0
              ? []
              : [`In ${some(contradicted, 'case')} sales said that the data is wrong.`]),
          ],
    ...(groups.length === 0
      ? {}
      : {
          table: {
            caption: 'Reasons cited, by source',
            head: ['Source', 'Rejected', ...top.map(([id]) => reasonName(id, charter))],
            rows: groups.map(([source, of]) => {
              const cited = new Map(reasonsOf(of));
              return [source, refusalsOf(of), ...top.map(([id]) => cited.get(id) ?? 0)];
            }),
          },
        }),
  };
}

/** What marketing made of the reasons, what was disputed, and how leads fare that came back. */
function answeredBack(cells: readonly Cell[]): Section {
  const refusals = refusalsOf(cells);
  const replies = partsOf(cells, 'reply');
  const of = (kind: string): number => replies.get(kind)?.n ?? 0;
  const replied = countOf(cells, 'reply');
  const rulings = partsOf(cells, 'ruling');
  const [again, againSql] = [countOf(cells, 'again:offered'), countOf(cells, 'again:sql')];
  return {
    title: 'Replies, disputes, and leads that came back',
    lines: [
      `Of ${some(refusals, 'rejection')} marketing acknowledged ${of('acknowledged')}, fixed the cause of ${of('fixed')} and disputed ${of('disputed')}; ${Math.max(0, refusals - replied)} without a reply.`,
      `Rulings: ${rulings.get('upheld')?.n ?? 0} upheld, ${rulings.get('overturned')?.n ?? 0} overturned.`,
      again === 0
        ? 'No lead came back for a second time.'
        : `${some(again, 'lead')} came back; an SQL so far: ${shareWords(againSql, again)}.`,
    ],
  };
}

/** The four parts of velocity, and what they come to. */
function velocityOf(cells: readonly Cell[], { currency }: Charter, days: number): Section {
  const parts = partsIn(cells);
  const perDay = velocity(parts);
  const closed = countOf(cells, 'won') + countOf(cells, 'lost');
  const deal =
    parts.dealCents === 0
      ? 'no deal with a known value yet'
      : `${moneyWords(parts.dealCents, currency)} a deal`;
  const cycle =
    parts.cycleDays === 0
      ? 'no cycle to measure yet'
      : `${parts.cycleDays.toFixed(1)} days from offer to won`;
  return {
    title: 'Velocity',
    lines: [
      `${some(parts.sqls, 'SQL')} in ${some(days, 'day')} · won, of those decided: ${shareWords(countOf(cells, 'won'), closed)} · ${deal} · ${cycle}.`,
      perDay === null || perDay === 0
        ? 'Not enough data for a velocity: it needs SQLs, decided deals and their values.'
        : `Together ${moneyWords(perDay, currency)} a day.`,
    ],
  };
}

/** What a manager sees, from the answer to `dashboardQuestion`. `days` is how many days that is. */
export const managerSections = (cells: readonly Cell[], charter: Charter, days: number): Section[] =>
  countOf(cells, 'offered') === 0 && refusalsOf(cells) === 0
    ? [
        {
          title: 'Offers and answers',
          lines: ['Nothing was offered in this time. Figures appear with the first card in the channel.'],
        },
      ]
    : [
        answering(cells, charter),
        conversion(cells),
        reasonsBySource(cells, charter),
        answeredBack(cells),
        velocityOf(cells, charter, days),
      ];

/** A rep's own figures, for that rep and nobody else, from the answer to `ownQuestion`. Null while there are none. */
export function ownSection(cells: readonly Cell[]): Section | null {
  const { all, late } = answersOf(cells);
  if (all === 0) return null;
  const accepted = countOf(cells, 'accepted');
  const median = medianOf(cells, 'accepted', 'rejected');
  return {
    title: 'Your own figures',
    lines: [
      `You answered ${some(all, 'lead')}: ${accepted} accepted, ${all - accepted} rejected; ${percent((all - late) / all)} in time${
        median === null ? '' : `, half of them within ${minutesWords(median)} of work`
      }.`,
      `${some(countOf(cells, 'sql'), 'SQL')}, ${some(countOf(cells, 'won'), 'deal')} won, ${some(countOf(cells, 'handed_back'), 'lead')} handed back, ${some(countOf(cells, 'left_untouched'), 'lead')} not touched in time.`,
      'Only you and managers see these.',
    ],
  };
}
