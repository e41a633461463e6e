// The charter in force as both teams read it: what it says, who signed it, when it is reviewed, and what is proposed.
import type { KnownBlock, ModalView } from '@slack/types';
import {
  type Charter,
  type CharterVersion,
  type Criterion,
  dimensions,
  type ScoringRule,
} from '../../charter/charter.js';
import {
  clockNames,
  clockWords,
  digestWords,
  gateWords,
  groupsWords,
  holidayWords,
  hoursWords,
  judgedBy,
  rungWords,
  scoringWords,
  segmentWords,
  whenWords,
} from '../../charter/charter-words.js';
import { rungsFor } from '../../handshake/rungs.js';
import type { CharterStanding } from '../../journey/charter-standing.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { within } from '../mrkdwn.js';
import {
  actions,
  allowance,
  button,
  columns,
  context,
  header,
  linesWithin,
  packed,
  pieces,
  plain,
  section,
  titled,
} from './block-parts.js';
import { draftLine, mayReview, peopleLine, reviewLine, signedLine } from './standing-lines.js';
import { charterLabel, counted, dimensionNames, pointsWords } from './wording.js';

/** Slack refuses a message of more than about 13,200 characters; these three parts grow with the charter. */
const CHECKLIST_CHARACTERS = 3_000;
const POINTS_CHARACTERS = 2_000;
const SEGMENTS_CHARACTERS = 400;
const SEGMENT_CHARACTERS = 120;
const COLUMN_CHARACTERS = 1_800;

const LINE_CHARACTERS = 260;
const GROUPS_CHARACTERS = 400;
const COMMITMENT_CHARACTERS = 300;
const CLOSED_CHARACTERS = 200;
const LADDER_CHARACTERS = 300;

/** Below this a line has room for its statement only, and the rule is told in the file. */
const RULE_NEEDS_CHARACTERS = 150;

/** What somebody may see of the charter; `thread` is a link to the open draft's message, where there is one. */
export interface CharterScene {
  standing: CharterStanding;
  viewer: string;
  thread: string | null;
}

function criterionLine(criterion: Criterion, charter: Charter, most: number): string {
  const { name, statement } = criterion;
  const shortName = within(name, Math.min(60, Math.max(28, Math.floor(most / 3))));
  const marks = gateWords(criterion);
  const rest = Math.max(12, most - shortName.length - marks.length);
  if (most < RULE_NEEDS_CHARACTERS) return `• *${shortName}* (${marks}): ${within(statement, rest)}`;
  const said = within(statement, Math.floor(rest / 2));
  return `• *${shortName}* (${marks}): ${said}. Rule: ${within(judgedBy(criterion, charter), rest - said.length)}`;
}

function checklistOf(charter: Charter): KnownBlock[] {
  const { criteria } = charter;
  const most = allowance(CHECKLIST_CHARACTERS, criteria.length, LINE_CHARACTERS);
  const short = most < RULE_NEEDS_CHARACTERS ? ['The rules behind these lines are in the file.'] : [];
  return [
    ...dimensions.flatMap((dimension) =>
      titled(
        dimensionNames[dimension],
        criteria.filter((one) => one.dimension === dimension).map((one) => criterionLine(one, charter, most)),
      ),
    ),
    ...context(short),
  ];
}

function ruleLine(rule: ScoringRule, charter: Charter, most: number): string {
  const amount = scoringWords(rule);
  const label = within(rule.label, Math.max(16, Math.min(60, most - amount.length)));
  const rest = most - amount.length - label.length;
  const counts = rest < 40 ? '' : `, ${within(whenWords(rule.when, charter), rest)}`;
  return `• ${label}: ${amount}${counts}`;
}

/** Marketing's and sales's points side by side, in as many pairs of columns as they need. */
function pointsOf(charter: Charter): KnownBlock[] {
  const { scoring } = charter;
  const most = allowance(POINTS_CHARACTERS, scoring.length, LINE_CHARACTERS);
  const of = (owner: ScoringRule['owner'], title: string): string[] => {
    const lines = scoring.filter((rule) => rule.owner === owner).map((rule) => ruleLine(rule, charter, most));
    return packed([`*${title}*`, ...(lines.length === 0 ? ['no rules'] : lines)], COLUMN_CHARACTERS);
  };
  const [marketing, sales] = [of('marketing', 'Marketing points'), of('sales', 'Sales points')];
  const rows = Array.from({ length: Math.max(marketing.length, sales.length) }, (_, index) => [
    marketing[index] ?? '–',
    sales[index] ?? '–',
  ]);
  return pieces(rows.flat(), 10).flatMap(columns);
}

/** The kinds of leads that have teams of their own; nothing where there are none. */
function segmentsOf(charter: Charter): KnownBlock[] {
  const lines = charter.segments.map(
    (segment) => `• ${within(segmentWords(segment, charter), SEGMENT_CHARACTERS)}`,
  );
  return lines.length === 0
    ? []
    : [section(`*Segments, the first that fits counts*\n${linesWithin(lines, SEGMENTS_CHARACTERS)}`)];
}

function definitions(charter: Charter): string {
  const { criteria, mql } = charter;
  const groups =
    mql.atLeastOneOf.length === 0
      ? ''
      : ` ${within(groupsWords(mql.atLeastOneOf, charter), GROUPS_CHARACTERS)},`;
  const sql = criteria.some(({ gate, mandatory }) => gate === 'SQL' && mandatory)
    ? 'every mandatory SQL criterion, confirmed by the rep'
    : "the rep's judgement: no SQL criterion is mandatory";
  return [
    `*An MQL has* every mandatory MQL criterion met,${groups} and a score of ${pointsWords(mql.threshold)} or more.`,
    `*An SQL has* ${sql}.`,
  ].join('\n');
}

/** What the ladder means for a first touch: see rungsFor. */
function untouchedWords(ladder: Charter['ladder']): string {
  const over = rungsFor('first_touch', ladder).findLast(({ who }) => who === 'manager')?.atPercent ?? 0;
  return `When an accepted lead is not touched in time: at 100 % tell its rep alone, at ${over} % tell the manager`;
}

function clockLines(charter: Charter): string[] {
  const { clocks, working, ladder, rejecting } = charter;
  const words = clockWords(clocks);
  const rungs = [...ladder].sort((a, b) => a.atPercent - b.atPercent).map(rungWords);
  const closed =
    working.alsoClosed.length === 0
      ? ''
      : `, closed on ${within(working.alsoClosed.join(', '), CLOSED_CHARACTERS)} too`;
  return [
    ...Object.entries(clockNames).map(([clock, name]) => `• ${name}: ${words[clock as keyof typeof words]}`),
    `• Working hours: ${within(`${hoursWords(working)}, ${working.zone}, ${holidayWords(working)}`, 300)}${closed}`,
    `• The week is told on ${digestWords(charter.digest)}`,
    `• When nobody answers: ${within(rungs.join(', '), LADDER_CHARACTERS) || 'nobody is reminded'}`,
    ...(ladder.length === 0 ? [] : [`• ${untouchedWords(ladder)}`]),
    `• A rejection cites a criterion of the checklist; Other needs at least ${counted(rejecting.otherNeedsCharacters, 'character')}`,
  ];
}

function buttonsOf({ standing, viewer }: CharterScene): KnownBlock {
  const version = String(standing.inForce.version);
  return actions([
    button({
      action: actionIds.proposeChange,
      text: standing.draft === null ? 'Propose a change' : 'Change the draft',
      value: version,
      label: standing.draft === null ? 'Propose a change of the charter' : 'Change the draft of the charter',
      primary: true,
    }),
    button({ action: actionIds.history, text: 'History', value: '0', label: 'History of the charter' }),
    button({
      action: actionIds.getFile,
      text: 'Get the file',
      value: version,
      label: 'Get the charter as a file',
    }),
    ...(mayReview(standing, viewer)
      ? [
          button({
            action: actionIds.review,
            text: 'Sign review',
            value: version,
            label: 'Sign the review of the charter',
          }),
        ]
      : []),
  ]);
}

/** What a charter says, whichever version it is and whoever signed it. */
const body = (charter: Charter): KnownBlock[] => [
  section(definitions(charter)),
  ...checklistOf(charter),
  ...pointsOf(charter),
  ...segmentsOf(charter),
  ...titled('Clocks', clockLines(charter)),
  section(`*What accepting commits to*\n${within(charter.commitment, COMMITMENT_CHARACTERS)}`),
  ...context([
    `Reviewed every ${counted(charter.reviewEveryMonths, 'month')} · Money in ${within(charter.currency, 20)}`,
  ]),
];

/** A version of the charter to be read: the one that a lead was judged by may be in force no more. */
export const charterModal = (version: CharterVersion): ModalView => ({
  type: 'modal',
  title: plain(`Charter version ${version.version}`, 24),
  close: plain('Back', 24),
  blocks: [header(`${charterLabel(version)}: ${version.charter.name}`), ...body(version.charter)],
});

/** The charter in force as a message for anybody to read. */
export function charterMessage(scene: CharterScene): Drawing {
  const { standing, thread } = scene;
  const { charter } = standing.inForce;
  const label = charterLabel(standing.inForce);
  const commitment = within(charter.commitment, COMMITMENT_CHARACTERS);
  const stands = [signedLine(standing), peopleLine(standing), reviewLine(standing)];
  const proposed = draftLine(standing, thread);
  const blocks: KnownBlock[] = [
    header(`${label}: ${charter.name}`),
    section(stands.join('\n')),
    ...(proposed === null ? [] : [section(proposed)]),
    ...body(charter),
    buttonsOf(scene),
  ];
  const text = [
    `${label}: ${within(charter.name, 300)}.`,
    ...stands,
    ...(proposed === null ? [] : [proposed]),
    `An MQL needs every mandatory criterion and ${pointsWords(charter.mql.threshold)}.`,
    `Answer within ${clockWords(charter.clocks).answerWorkingMinutes}.`,
    commitment,
  ].join(' ');
  return { text, blocks };
}
