// The charter in force as both teams read it, and how the charter command is used.
import type { KnownBlock } from '@slack/types';
import {
  type Charter,
  type CharterVersion,
  type Criterion,
  dimensions,
  type ScoringRule,
  type WorkingHours,
} from '../../charter/charter.js';
import type { Drawing } from '../drawing.js';
import { within } from '../mrkdwn.js';
import {
  allowance,
  columns,
  context,
  header,
  linesWithin,
  packed,
  pieces,
  section,
  titled,
} from './block-parts.js';
import { charterLabel, counted, criterionNames, dimensionNames, workingTime } from './wording.js';

/** Slack refuses a message of more than about 13,200 characters; these two parts grow with the charter. */
const CHECKLIST_CHARACTERS = 3_600;
const POINTS_CHARACTERS = 3_200;
const COLUMN_CHARACTERS = 1_800;

const LINE_CHARACTERS = 240;
const GROUPS_CHARACTERS = 900;
const COMMITMENT_CHARACTERS = 600;

const rungNames: Readonly<Record<Charter['ladder'][number]['who'], string>> = {
  rep: 'remind the rep',
  thread: "tell the card's thread",
  manager: 'tell the manager',
  all: 'open the lead to all',
};

function criterionLine({ name, gate, mandatory, statement, rule }: Criterion, most: number): string {
  const marks = [
    gate,
    ...(mandatory ? ['mandatory'] : []),
    ...(rule === null ? ['judged by a person'] : []),
  ].join(', ');
  const shortName = within(name, Math.min(60, Math.max(28, Math.floor(most / 2))));
  return `• *${shortName}* (${marks}): ${within(statement, Math.max(12, most - shortName.length - marks.length))}`;
}

function checklistOf({ criteria }: Charter): KnownBlock[] {
  const most = allowance(CHECKLIST_CHARACTERS, criteria.length, LINE_CHARACTERS);
  return dimensions.flatMap((dimension) =>
    titled(
      dimensionNames[dimension],
      criteria.filter((one) => one.dimension === dimension).map((one) => criterionLine(one, most)),
    ),
  );
}

function ruleLine({ label, points, cap, halfLifeDays, when }: ScoringRule, most: number): string {
  const each = 'signal' in when && cap > points ? ` each, ${cap} at most` : '';
  const fades = halfLifeDays === undefined ? '' : `, halving in ${counted(halfLifeDays, 'day')}`;
  const amount = `${points}${each}${fades}`;
  return `• ${within(label, Math.max(16, most - amount.length))}: ${amount}`;
}

/** Marketing's and sales's points side by side, in as many pairs of columns as they need. */
function pointsOf({ scoring }: Charter): KnownBlock[] {
  const most = allowance(POINTS_CHARACTERS, scoring.length, LINE_CHARACTERS);
  const of = (owner: ScoringRule['owner'], title: string): string[] => {
    const lines = scoring.filter((rule) => rule.owner === owner).map((rule) => ruleLine(rule, most));
    return packed([`*${title}*`, ...(lines.length === 0 ? ['no rules'] : lines)], COLUMN_CHARACTERS);
  };
  const [marketing, sales] = [of('marketing', 'Marketing points'), of('sales', 'Sales points')];
  const rows = Array.from({ length: Math.max(marketing.length, sales.length) }, (_, index) => [
    marketing[index] ?? '–',
    sales[index] ?? '–',
  ]);
  return pieces(rows.flat(), 10).flatMap(columns);
}

function definitions(charter: Charter): string {
  const { criteria, mql } = charter;
  const groups = mql.atLeastOneOf.map(
    (group) => `at least one of ${criterionNames(group, charter, GROUPS_CHARACTERS)}`,
  );
  const sql = criteria.some(({ gate, mandatory }) => gate === 'SQL' && mandatory)
    ? 'every mandatory SQL criterion, confirmed by the rep'
    : "the rep's judgement: no SQL criterion is mandatory";
  return [
    '*An MQL has* every mandatory MQL criterion met,',
    groups.length === 0 ? '' : `${linesWithin(groups, GROUPS_CHARACTERS).replaceAll('\n', ', ')},`,
    `and a score of ${mql.threshold} points or more.`,
    `\n*An SQL has* ${sql}.`,
  ]
    .filter((part) => part !== '')
    .join(' ')
    .replace(' \n', '\n');
}

const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** "Monday to Friday" for three days or more in a row, else each by its name. */
function dayNames(names: readonly string[]): string {
  const first = week.indexOf(names[0] ?? '');
  const inARow = names.length >= 3 && names.every((name, index) => week[first + index] === name);
  return inARow ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
}

/** Working days that keep the same hours are told together. */
function hoursWords({ days, zone, holidays, alsoClosed }: WorkingHours): string {
  const byHours = new Map<string, string[]>();
  for (const [day, hours] of Object.entries(days)) {
    if (hours === undefined) continue;
    const span = `${hours.from}–${hours.to}`;
    byHours.set(span, [...(byHours.get(span) ?? []), `${day.charAt(0).toUpperCase()}${day.slice(1)}`]);
  }
  const spans = [...byHours].map(([span, names]) => `${dayNames(names)} ${span}`);
  const region = holidays === null ? '' : [holidays.country, holidays.region].filter(Boolean).join('-');
  return [
    spans.join('; ') || 'no working days',
    within(zone, 60),
    region === ''
      ? 'public holidays count as working days'
      : `closed on public holidays of ${within(region, 20)}`,
    ...(alsoClosed.length === 0 ? [] : [`closed on ${counted(alsoClosed.length, 'further day')}`]),
  ].join(', ');
}

function clockLines({ clocks, working, ladder, rejecting }: Charter): string[] {
  const rungs = [...ladder].sort((a, b) => a.atPercent - b.atPercent);
  return [
    `• Answer within ${workingTime(clocks.answerWorkingMinutes)}, first touch within ${workingTime(clocks.firstTouchWorkingMinutes)}, decide SQL within ${counted(clocks.decideSqlWorkingDays, 'working day')}`,
    `• Working hours: ${hoursWords(working)}`,
    `• An accept can be undone for ${counted(clocks.undoMinutes, 'minute')}`,
    `• When nobody answers: ${rungs.map(({ atPercent, who }) => `at ${atPercent} % ${rungNames[who]}`).join(', ') || 'nobody is reminded'}`,
    `• A rejection cites a criterion; Other needs at least ${counted(rejecting.otherNeedsCharacters, 'character')}`,
  ];
}

/** The charter version as a message for anybody to read. */
export function charterMessage(version: CharterVersion): Drawing {
  const { charter, signed } = version;
  const label = charterLabel(version);
  const commitment = within(charter.commitment, COMMITMENT_CHARACTERS);
  const provisional =
    'It is provisional: in force unsigned until both leaders, of marketing and of sales, have signed a version.';
  const blocks: KnownBlock[] = [
    header(`${label}: ${charter.name}`),
    ...(signed ? [] : [section(provisional)]),
    section(definitions(charter)),
    ...checklistOf(charter),
    ...pointsOf(charter),
    ...titled('Clocks', clockLines(charter)),
    section(`*What accepting commits to*\n${commitment}`),
    ...context([
      `Reviewed every ${counted(charter.reviewEveryMonths, 'month')} · Money in ${within(charter.currency, 20)}`,
    ]),
  ];
  const text = [
    `${label}: ${within(charter.name, 300)}.`,
    ...(signed ? [] : [provisional]),
    `An MQL needs every mandatory criterion and ${charter.mql.threshold} points.`,
    `Answer within ${workingTime(charter.clocks.answerWorkingMinutes)}.`,
    commitment,
  ].join(' ');
  return { text, blocks };
}

/** How the charter command is used. */
export function charterUsage(): Drawing {
  const text = [
    '`/charter` shows the charter in force: what makes a lead an MQL and an SQL, the points, and the clocks.',
    '`/charter help` shows this.',
  ].join('\n');
  return { text, blocks: [section(text)] };
}
