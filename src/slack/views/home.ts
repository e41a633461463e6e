// The Home tab: what the viewer has open, with its buttons, their own figures, and the dashboard for those whose business it is.
import type { ActionsBlock, KnownBlock, StaticSelect } from '@slack/types';
import type { Section } from '../../funnel/sections/section.js';
import type { CharterStanding } from '../../journey/charter-standing.js';
import type { HomeChoice } from '../../store/homes.js';
import type { JobRun } from '../../store/job-runs.js';
import type { ToldRejection } from '../../store/rejections.js';
import type { Line } from '../../store/unplaced-leads.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { link, mention, when, within } from '../mrkdwn.js';
import { answerButtons, followButtons } from './answer-buttons.js';
import { actions, button, context, header, packed, plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { dueWords, runningClock } from './clock-words.js';
import { sectionBlocks } from './figures.js';
import { jobLines } from './job-lines.js';
import { failedOf, replyButtons } from './rejection-thread.js';
import { deedWords } from './rejection-words.js';
import { peopleLine, reviewLine, signedLine } from './standing-lines.js';
import { boldTitle, capital, counted, leadName } from './wording.js';

const JOBS_CHARACTERS = 2_800;
const OPTION_CHARACTERS = 75;

/** An action's menu takes a hundred options; one is for all of them. */
const SEGMENTS_MOST = 99;

/** One open lead of the viewer, and where its card is, or null. */
export interface OpenLead {
  scene: CardScene;
  permalink: string | null;
}

/** A rejection that marketing has not answered, and where its reason is, or null. */
export interface Unreplied {
  scene: CardScene;
  told: ToldRejection;
  permalink: string | null;
}

/** Everything that somebody's tab shows; what is not theirs to see is null. */
export interface HomeScene {
  /** The charter's zone. */
  zone: string;
  /** Guests who hold no lead see how Handshake works, and nothing else. */
  isGuest: boolean;
  open: { leads: OpenLead[]; total: number; page: number; perPage: number };
  own: Section | null;
  marketing: { unreplied: Unreplied[]; total: number; reasons: Section | null } | null;
  manager: {
    choice: HomeChoice;
    /** The segments there are to choose from. */
    segments: readonly (readonly [id: string, name: string])[];
    sections: Section[];
    standing: CharterStanding;
    jobs: readonly JobRun[];
    /** The leads for which there is no room yet; null where none waits. */
    line: Line | null;
  } | null;
}

/** The periods to choose from, in days. */
export const homePeriods: readonly (readonly [days: number, words: string])[] = [
  [30, 'The last 30 days'],
  [90, 'The last 90 days'],
  [182, 'The last 26 weeks'],
  [365, 'The last 12 months'],
];

/** What stands for all segments in their menu. */
export const ALL_SEGMENTS = '*';

function leadBlocks({ scene, permalink }: OpenLead): KnownBlock[] {
  const { handshake } = scene;
  const card = link(permalink, 'Open the card');
  const lines = [boldTitle(scene), ...(card === null ? [] : [card])];
  if (handshake.status === 'offered') {
    const clock = runningClock(scene, 'answer');
    const due = clock === null ? [] : [dueWords(clock, scene)];
    return [
      section([lines[0], 'Waiting for your answer', ...due, ...lines.slice(1)].join('\n')),
      answerButtons(scene, handshake),
    ];
  }
  if (handshake.status !== 'accepted') return [];
  const clocks = (['first_touch', 'decide_sql'] as const).flatMap((kind) => runningClock(scene, kind) ?? []);
  const due = clocks.map((clock) => dueWords(clock, scene));
  return [
    section([lines[0], 'Accepted, in work', ...due, ...lines.slice(1)].join('\n')),
    followButtons(scene, handshake),
  ];
}

function openLeads({ open }: HomeScene): KnownBlock[] {
  const { leads, total, page, perPage } = open;
  const first = page * perPage;
  const turn = (text: string, to: number) =>
    button({
      action: actionIds[to > page ? 'homeNext' : 'homePrevious'],
      text,
      value: String(to),
      label: `${text} of your open leads`,
    });
  const turns = [
    ...(page > 0 ? [turn('Previous', page - 1)] : []),
    ...(first + leads.length < total ? [turn('Next', page + 1)] : []),
  ];
  const empty =
    page === 0
      ? 'You have no open leads. New ones appear in the channel that marketing and sales share.'
      : 'There are no more.';
  return [
    header('Your open leads'),
    ...(leads.length === 0 ? [section(empty)] : leads.flatMap(leadBlocks)),
    ...(turns.length === 0
      ? []
      : [
          ...context([`${first + 1} to ${first + leads.length} of ${total.toLocaleString('en-AU')}`]),
          actions(turns),
        ]),
  ];
}

function unrepliedBlocks({ scene, told, permalink }: Unreplied, zone: string): KnownBlock[] {
  const reason = link(permalink, 'Read the whole reason');
  const who = `${capital(deedWords(told))} by ${mention(told.by)}, ${when(told.at, zone)}. Failed: ${failedOf(scene, told)}.`;
  const lines = [boldTitle(scene), who, ...(reason === null ? [] : [reason])];
  return [section(lines.join('\n')), ...replyButtons(scene, told)];
}

function marketingBlocks(
  { unreplied, total, reasons }: NonNullable<HomeScene['marketing']>,
  zone: string,
): KnownBlock[] {
  const rest = total - unreplied.length;
  return [
    header('Reasons that wait for marketing'),
    ...(unreplied.length === 0
      ? [section('Every rejection has a reply. Thank you.')]
      : [
          section(`${counted(total, 'rejection')} without a reply, the oldest first:`),
          ...unreplied.flatMap((each) => unrepliedBlocks(each, zone)),
          ...context(rest > 0 ? [`and ${rest.toLocaleString('en-AU')} more`] : []),
        ]),
    ...(reasons === null ? [] : sectionBlocks([reasons])),
  ];
}

const optionOf = (value: string, text: string) => ({ text: plain(text, OPTION_CHARACTERS), value });

function picker(of: {
  action: string;
  label: string;
  options: readonly ReturnType<typeof optionOf>[];
  chosen: string;
}): StaticSelect {
  const initial = of.options.find(({ value }) => value === of.chosen);
  return {
    type: 'static_select',
    action_id: of.action,
    placeholder: plain(of.label, OPTION_CHARACTERS),
    options: [...of.options],
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

function pickers({ choice, segments }: NonNullable<HomeScene['manager']>): ActionsBlock {
  const period = picker({
    action: actionIds.homePeriod,
    label: 'Period',
    options: homePeriods.map(([days, words]) => optionOf(String(days), words)),
    chosen: String(choice.days),
  });
  if (segments.length === 0) return actions([period]);
  const named = segments.slice(0, SEGMENTS_MOST).map(([id, name]) => optionOf(id, name));
  const segment = picker({
    action: actionIds.homeSegment,
    label: 'Segment',
    options: [optionOf(ALL_SEGMENTS, 'All segments'), ...named],
    chosen: choice.segment ?? ALL_SEGMENTS,
  });
  return actions([period, segment]);
}

/** Leads without room stand above the periods: they wait now, whatever days are looked at. */
function lineBlocks({ line, standing }: NonNullable<HomeScene['manager']>, zone: string): KnownBlock[] {
  if (line === null) return [];
  const { waiting, since } = line;
  const { openARep } = standing.inForce.charter.caps;
  const waits =
    waiting === 1 ? 'waits to be offered*, since' : 'wait to be offered*, the first of them since';
  return [
    section(
      `*${counted(waiting, 'lead')} ${waits} ${when(since, zone)}. Everybody who sells to them is away or has ${counted(openARep, 'open lead')}. Each is offered as soon as somebody has room, the best scores first.`,
    ),
  ];
}

const dashboardBlocks = (of: NonNullable<HomeScene['manager']>, zone: string): KnownBlock[] => [
  header('The handoff between marketing and sales'),
  ...lineBlocks(of, zone),
  pickers(of),
  ...sectionBlocks(of.sections),
];

/** How the agreement and the machinery stand: below the figures, since they seldom change. */
function stateBlocks(of: NonNullable<HomeScene['manager']>, zone: string): KnownBlock[] {
  const { standing } = of;
  const [due, version] = [reviewLine(standing), standing.inForce.version];
  return [
    header('The charter'),
    section([`Version ${version}. ${signedLine(standing)}`, due, peopleLine(standing)].join('\n')),
    header('The jobs'),
    ...packed(jobLines(of.jobs, zone), JOBS_CHARACTERS).map(section),
  ];
}

/** How it works and where to get help: for everybody, also for those who have nothing here. */
const help: KnownBlock[] = [
  header('How Handshake works'),
  section(
    [
      '1. A lead that meets the charter appears in the shared channel, with who it is and why it qualifies.',
      '2. Sales accepts it, or rejects it with the criterion that failed. The first to accept has the lead.',
      '3. Marketing reads the reason in the thread of the card, and acknowledges it, fixes its cause, or disputes it. A manager rules on a dispute.',
      '4. Who accepted touches the lead in time, then marks it as SQL or hands it back. In the thread of an SQL it is said whether the deal was won, and for how much.',
    ].join('\n'),
  ),
  ...context([
    'Help: type `/charter` to read what both teams agreed, `/funnel help` or `/charter help`. For anything else ask the person in your company who looks after Handshake, usually in RevOps.',
  ]),
];

/** The whole tab, the viewer's own things first. */
export function homeDrawing(scene: HomeScene): Drawing {
  const { isGuest, open, own, marketing, manager, zone } = scene;
  const blocks = [
    ...(isGuest && open.total === 0
      ? [section('This tab is for the people of the company that Handshake works for.')]
      : openLeads(scene)),
    ...(own === null ? [] : sectionBlocks([own])),
    ...(manager === null ? [] : dashboardBlocks(manager, zone)),
    ...(marketing === null ? [] : marketingBlocks(marketing, zone)),
    ...(manager === null ? [] : stateBlocks(manager, zone)),
    ...help,
  ];
  const names = open.leads.map((lead) => within(leadName(lead.scene), OPTION_CHARACTERS));
  return { text: names.length === 0 ? 'Your Handshake' : `Your open leads: ${names.join(', ')}`, blocks };
}
