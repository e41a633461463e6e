// What reads otherwise in a part of the charter that changed, one saying for each thing a person would notice.
import type { Charter, Criterion, ScoringRule, Segment } from './charter.js';
import {
  capNames,
  capWords,
  clockNames,
  clockWords,
  digestWords,
  gateWords,
  groupsWords,
  holidayWords,
  hoursWords,
  judgedBy,
  pointsOf,
  rungWords,
  scoringWords,
  whenWords,
} from './charter-words.js';
import { countWords, named, quoted, ruleWords } from './rule-words.js';

/** One thing that reads otherwise, unescaped: null where there was nothing before, or is nothing after. */
export interface Saying {
  what: string;
  before: string | null;
  after: string | null;
}

/** A text in which the order of fields does not matter: two values with the same text are the same. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? '';

export const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** The two charters a difference is between: each side's words are taken from its own labels and names. */
export interface Sides {
  from: Charter;
  to: Charter;
}

type InWords<Part> = (part: Part, charter: Charter) => string;

/** Nothing for what is the same. What differs and still reads the same, like two labels that were swapped, is told raw. */
function said<Part>(
  what: string,
  [before, after]: [Part, Part],
  words: InWords<Part>,
  sides: Sides,
): Saying[] {
  if (isSame(before, after)) return [];
  const told = { what, before: words(before, sides.from), after: words(after, sides.to) };
  return told.before === told.after
    ? [{ what, before: JSON.stringify(before), after: JSON.stringify(after) }]
    : [told];
}

/** Words that hold a "from", a "to" or a comma of their own are held together by marks. */
const phrase =
  <Part>(words: InWords<Part>): InWords<Part> =>
  (part, charter) =>
    `‘${words(part, charter)}’`;

const wholeCriterion: InWords<Criterion> = (criterion, charter) =>
  `${criterion.dimension}, ${gateWords(criterion)}: ${quoted(criterion.statement)}, ${judgedBy(criterion, charter)}`;

const wholeRule: InWords<ScoringRule> = (rule, charter) =>
  `${rule.owner}'s, ${scoringWords(rule)}, ${whenWords(rule.when, charter)}`;

const gateOf = ({ gate, mandatory }: Criterion) => ({ gate, mandatory });
const amountOf = ({ points, cap, halfLifeDays }: ScoringRule) => ({ points, cap, halfLifeDays });

function criterionChanged(before: Criterion, after: Criterion, sides: Sides): Saying[] {
  const name = named(before.name);
  return [
    ...said(name, [before.statement, after.statement], quoted, sides),
    ...said(`${name}, rule`, [{ rule: before.rule }, { rule: after.rule }], phrase(judgedBy), sides),
    ...said(`${name}, gate`, [gateOf(before), gateOf(after)], gateWords, sides),
    ...said(`${name}, part of the checklist`, [before.dimension, after.dimension], String, sides),
    ...said(`${name}, name`, [before.name, after.name], quoted, sides),
  ];
}

/** What is different in a criterion; all of it where it is new or gone. */
export function criterionSayings(before: Criterion | null, after: Criterion | null, sides: Sides): Saying[] {
  if (before !== null && after !== null) return criterionChanged(before, after, sides);
  const what = `criterion ${named((before ?? after)?.name ?? '')}`;
  return [
    {
      what,
      before: before === null ? null : wholeCriterion(before, sides.from),
      after: after === null ? null : wholeCriterion(after, sides.to),
    },
  ];
}

function ruleChanged(before: ScoringRule, after: ScoringRule, sides: Sides): Saying[] {
  const name = `Points for ${named(before.label)}`;
  const amount = (rule: ReturnType<typeof amountOf>): string => scoringWords({ ...after, ...rule });
  return [
    ...said(name, [amountOf(before), amountOf(after)], amount, sides),
    ...said(`${name}, what counts`, [before.when, after.when], whenWords, sides),
    ...said(`${name}, whose`, [before.owner, after.owner], String, sides),
    ...said(`${name}, label`, [before.label, after.label], quoted, sides),
  ];
}

/** What is different in a scoring rule; all of it where it is new or gone. */
export function scoringSayings(
  before: ScoringRule | null,
  after: ScoringRule | null,
  sides: Sides,
): Saying[] {
  if (before !== null && after !== null) return ruleChanged(before, after, sides);
  return [
    {
      what: `points for ${named((before ?? after)?.label ?? '')}`,
      before: before === null ? null : wholeRule(before, sides.from),
      after: after === null ? null : wholeRule(after, sides.to),
    },
  ];
}

/** What is different in a segment; all of it where it is new or gone. */
export function segmentSayings(before: Segment | null, after: Segment | null, sides: Sides): Saying[] {
  const rule: InWords<Segment> = ({ rule }, charter) => ruleWords(rule, charter);
  if (before !== null && after !== null) {
    const name = `Segment ${named(before.name)}`;
    const rules = [before.rule, after.rule] as [Segment['rule'], Segment['rule']];
    return [
      ...said(`${name}, rule`, rules, phrase(ruleWords), sides),
      ...said(`${name}, name`, [before.name, after.name], quoted, sides),
    ];
  }
  return [
    {
      what: `segment ${named((before ?? after)?.name ?? '')}`,
      before: before === null ? null : rule(before, sides.from),
      after: after === null ? null : rule(after, sides.to),
    },
  ];
}

/** What is different in the label of a signal type. */
export const signalSayings = (type: string, before: string | null, after: string | null): Saying[] => [
  {
    what: before === null || after === null ? `signal ${type}` : `Signal ${type}`,
    before: before === null ? null : quoted(before),
    after: after === null ? null : quoted(after),
  },
];

/** Stand around a person's id, so that a view can tell it from words and mention them. No character has these codes. */
export const PERSON_MARKS = ['\uFDD0', '\uFDD1'] as const;

const person = (id: string | null): string => (id === null ? 'nobody' : PERSON_MARKS.join(id));

function workingSayings({ from, to }: Sides): Saying[] {
  const sides = { from, to };
  const [before, after] = [from.working, to.working];
  const days = (closed: readonly string[]): string => closed.join(', ') || 'none';
  return [
    ...said('Working hours', [{ days: before.days }, { days: after.days }], phrase(hoursWords), sides),
    ...said('Time zone', [before.zone, after.zone], String, sides),
    ...said(
      'Public holidays',
      [{ holidays: before.holidays }, { holidays: after.holidays }],
      holidayWords,
      sides,
    ),
    ...said('Further closed days', [before.alsoClosed, after.alsoClosed], phrase(days), sides),
  ];
}

function clockSayings({ from, to }: Sides): Saying[] {
  const [before, after] = [clockWords(from.clocks), clockWords(to.clocks)];
  const names = [
    'answerWorkingMinutes',
    'firstTouchWorkingMinutes',
    'decideSqlWorkingDays',
    'undoMinutes',
  ] as const;
  return names.flatMap((name) => said(clockNames[name], [before[name], after[name]], String, { from, to }));
}

const ladderWords = (ladder: Charter['ladder']): string =>
  ladder.map(rungWords).join(', ') || 'nobody is reminded';

/** The parts of a charter that are one thing each, not a list of things with ids. */
export const sections = [
  'name',
  'currency',
  'people',
  'reviewEveryMonths',
  'commitment',
  'mql',
  'working',
  'clocks',
  'ladder',
  'caps',
  'digest',
  'rejecting',
] as const;
export type Section = (typeof sections)[number];

/** What is different in one section; nothing where both are the same. */
export function sectionSayings(section: Section, sides: Sides): Saying[] {
  const { from, to } = sides;
  switch (section) {
    case 'name':
      return said('Name', [from.name, to.name], quoted, sides);
    case 'currency':
      return said('Currency', [from.currency, to.currency], named, sides);
    case 'people':
      return [
        ...said('Owner', [from.people.owner, to.people.owner], person, sides),
        ...said('Marketing leader', [from.people.marketingLeader, to.people.marketingLeader], person, sides),
        ...said('Sales leader', [from.people.salesLeader, to.people.salesLeader], person, sides),
      ];
    case 'reviewEveryMonths': {
      const every = (months: number): string => `every ${countWords(months, 'month')}`;
      return said('Review', [from.reviewEveryMonths, to.reviewEveryMonths], every, sides);
    }
    case 'commitment':
      return said('What accepting commits to', [from.commitment, to.commitment], quoted, sides);
    case 'mql':
      return [
        ...said('Threshold', [from.mql.threshold, to.mql.threshold], pointsOf, sides),
        ...said('Needed of groups', [from.mql.atLeastOneOf, to.mql.atLeastOneOf], phrase(groupsWords), sides),
      ];
    case 'working':
      return workingSayings(sides);
    case 'clocks':
      return clockSayings(sides);
    case 'ladder':
      return said('When nobody answers', [from.ladder, to.ladder], phrase(ladderWords), sides);
    case 'caps': {
      const [before, after] = [capWords(from.caps), capWords(to.caps)];
      const names = ['nudgesARepADay', 'openARep'] as const;
      return names.flatMap((name) => said(capNames[name], [before[name], after[name]], String, sides));
    }
    case 'digest':
      return said('The week is told', [from.digest, to.digest], digestWords, sides);
    case 'rejecting': {
      const words = ({ otherNeedsCharacters }: Charter['rejecting']): string =>
        countWords(otherNeedsCharacters, 'character');
      return said('Least words for Other', [from.rejecting, to.rejecting], words, sides);
    }
  }
}

/** The lists of a charter whose order is kept. */
export const orderedLists = ['criteria', 'scoring', 'segments'] as const;
export type OrderedList = (typeof orderedLists)[number];

const orderNames: Readonly<Record<OrderedList, string>> = {
  criteria: 'Order of the checklist',
  scoring: 'Order of the points',
  segments: 'Order of the segments',
};

/** The new order of a list in names. */
export function orderSayings(of: OrderedList, sides: Sides): Saying[] {
  const names = (charter: Charter): string =>
    of === 'scoring'
      ? charter.scoring.map(({ label }) => named(label)).join(', ')
      : charter[of].map(({ name }) => named(name)).join(', ');
  const ids = (charter: Charter): string[] => charter[of].map(({ id }) => id);
  return said(
    orderNames[of],
    [ids(sides.from), ids(sides.to)],
    phrase((_ids, charter) => names(charter)),
    sides,
  );
}
