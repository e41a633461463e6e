// The modals in which people change the charter: the parts to choose from, the lists behind them, and what may follow.
import type { KnownBlock, ModalView } from '@slack/types';
import { type Charter, dimensions } from '../../charter/charter.js';
import {
  digestWords,
  gateWords,
  groupsWords,
  hoursWords,
  judgedBy,
  rungWords,
  scoringWords,
  segmentWords,
  whenWords,
  workingTimeWords,
} from '../../charter/charter-words.js';
import type { CharterStanding } from '../../journey/charter-standing.js';
import { actionIds } from '../ids.js';
import { within } from '../mrkdwn.js';
import { actions, button, context, header, plain, section } from './block-parts.js';
import { changeLines } from './draft-card.js';
import { peopleWords } from './standing-lines.js';
import { counted, dimensionNames, pointsWords } from './wording.js';

const CHANGES_CHARACTERS = 1_800;
const LINE_CHARACTERS = 300;
const NAME_CHARACTERS = 60;
/** Slack takes a hundred blocks in a modal; the rest is in the file. */
const ROWS_MOST = 92;

/** The text that somebody works on: the open draft, or the version in force where there is none. */
export interface Working {
  charter: Charter;
  /** 0 is the text of a version in force. */
  seen: { version: number; revision: number };
}

export const workingText = ({ draft, inForce }: CharterStanding): Working =>
  draft === null
    ? { charter: inForce.charter, seen: { version: inForce.version, revision: 0 } }
    : { charter: draft.open.content, seen: { version: draft.open.version, revision: draft.open.revision } };

const row = (of: {
  action: string;
  value: string;
  title: string;
  words: string;
  does: string;
}): KnownBlock => ({
  ...section(`*${of.title}*\n${within(of.words, LINE_CHARACTERS)}`),
  accessory: button({ action: of.action, text: of.does, value: of.value, label: `${of.does}: ${of.title}` }),
});

function stands({ draft, inForce }: CharterStanding): string {
  if (draft === null)
    return `Version ${inForce.version} is in force. Your first change opens a draft in the shared channel, where both teams can add to it.`;
  const { open, changes } = draft;
  const listed = changes.length === 0 ? '' : `\n${changeLines(changes, CHANGES_CHARACTERS)}`;
  return `*Draft of version ${open.version}*, ${counted(changes.length, 'change')} so far. What you change here goes into it, and voids the signatures it has.${listed}`;
}

/** The parts of the charter, each with the button that opens its form or its list. */
export function partsModal(standing: CharterStanding): ModalView {
  const { charter } = workingText(standing);
  const { criteria, scoring, signals, segments, mql, clocks, ladder, working, digest } = charter;
  const list = (value: string, title: string, words: string) =>
    row({ action: actionIds.listParts, value, title, words, does: 'Open' });
  const form = (value: string, title: string, words: string, does = 'Change') =>
    row({ action: actionIds.editPart, value, title, words, does });
  const asItIs = standing.draft === null && !standing.inForce.signed;
  const blocks: KnownBlock[] = [
    section(stands(standing)),
    list('criteria', 'Checklist', criteria.map(({ name }) => name).join(', ')),
    list('scoring', 'Points', scoring.map(({ label }) => label).join(', ')),
    form(
      'mql',
      'What makes an MQL',
      `${pointsWords(mql.threshold)}, ${groupsWords(mql.atLeastOneOf, charter)}`,
    ),
    form(
      'clocks',
      'Clocks',
      `Answer in ${workingTimeWords(clocks.answerWorkingMinutes)}, first touch in ${workingTimeWords(clocks.firstTouchWorkingMinutes)}`,
    ),
    list(
      'segments',
      'Segments',
      segments.map(({ name }) => name).join(', ') || 'none: everybody in sales gets every lead',
    ),
    form('ladder', 'When nobody answers', ladder.map(rungWords).join(', ') || 'nobody is reminded'),
    form('working', 'Working hours', `${hoursWords(working)}, ${working.zone}`),
    form('digest', 'The week, told', digestWords(digest)),
    {
      ...section(
        `*People and review*\nOwner: ${peopleWords(standing.roles.owner)}, reviewed every ${counted(charter.reviewEveryMonths, 'month')}`,
      ),
      accessory: button({
        action: actionIds.editPart,
        text: 'Change',
        value: 'people',
        label: 'Change: People and review',
      }),
    },
    list(
      'signals',
      'Signals',
      labelsOf(signals)
        .map(([, label]) => label)
        .join(', '),
    ),
    header('The whole charter'),
    ...(asItIs
      ? [
          form(
            'as_is',
            'Sign it as it is',
            'Puts the provisional charter to both leaders without a change.',
            'Propose',
          ),
        ]
      : []),
    form(
      'template',
      'Start from a template',
      'A charter for most teams, for a services firm, or for a SaaS company.',
      'Choose',
    ),
    form(
      'yaml',
      'Paste or upload YAML',
      'Takes back the file that Get the file or `/charter export` gives.',
      'Paste',
    ),
  ];
  return { type: 'modal', title: plain('Change the charter', 24), close: plain('Done', 24), blocks };
}

/** The types of signals with their labels, by label: the database keeps no order of them. */
const labelsOf = (signals: Charter['signals']): [type: string, label: string][] =>
  Object.entries(signals).sort(([, a], [, b]) => a.localeCompare(b));

/** The lists behind the first modal. */
export const lists = ['criteria', 'scoring', 'segments', 'signals'] as const;
export type PartList = (typeof lists)[number];

const addButton = (value: string, text: string): KnownBlock =>
  actions([button({ action: actionIds.editPart, text, value, label: text, primary: true })]);

function rowsOf(charter: Charter, of: PartList): { rows: KnownBlock[]; add: KnownBlock; title: string } {
  const edit = (value: string, title: string, words: string): KnownBlock =>
    row({ action: actionIds.editPart, value, title: within(title, NAME_CHARACTERS), words, does: 'Change' });
  switch (of) {
    case 'criteria':
      return {
        title: 'Checklist',
        add: addButton('criterion', 'Add a criterion'),
        rows: dimensions.flatMap((dimension) => {
          const own = charter.criteria.filter((one) => one.dimension === dimension);
          return [
            ...context(own.length === 0 ? [] : [dimensionNames[dimension]]),
            ...own.map((one) =>
              edit(`criterion:${one.id}`, one.name, `${gateWords(one)}: ${judgedBy(one, charter)}`),
            ),
          ];
        }),
      };
    case 'scoring':
      return {
        title: 'Points',
        add: addButton('scoring', 'Add points'),
        rows: (['marketing', 'sales'] as const).flatMap((owner) => {
          const own = charter.scoring.filter((rule) => rule.owner === owner);
          const title = owner === 'marketing' ? "Marketing's points" : "Sales's points";
          return [
            ...context(own.length === 0 ? [] : [title]),
            ...own.map((rule) =>
              edit(
                `scoring:${rule.id}`,
                rule.label,
                `${scoringWords(rule)}, ${whenWords(rule.when, charter)}`,
              ),
            ),
          ];
        }),
      };
    case 'segments':
      return {
        title: 'Segments',
        add: addButton('segment', 'Add a segment'),
        rows: charter.segments.map((one) => edit(`segment:${one.id}`, one.name, segmentWords(one, charter))),
      };
    case 'signals':
      return {
        title: 'Signals',
        add: addButton('signal', 'Add a signal'),
        rows: labelsOf(charter.signals).map(([type, label]) => edit(`signal:${type}`, label || type, type)),
      };
  }
}

/** One list of the charter, each line with a button to change it. */
export function listModal(standing: CharterStanding, of: PartList): ModalView {
  const { rows, add, title } = rowsOf(workingText(standing).charter, of);
  const rest = rows.length - ROWS_MOST;
  return {
    type: 'modal',
    // Which list it is, so that it can be drawn again after a change.
    private_metadata: of,
    title: plain(title, 24),
    close: plain('Back', 24),
    blocks: [
      add,
      ...rows.slice(0, ROWS_MOST),
      ...context(rest > 0 ? [`and ${rest} more; they are in the file: \`/charter export\``] : []),
    ],
  };
}
