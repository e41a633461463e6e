// Trying a draft on the past: the period to choose, how far it is, and what came of it in words and figures.
import type { Block, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { ENOUGH_ANSWERS, type Replay } from '../../funnel/replay.js';
import { percent, rateWords } from '../../funnel/words.js';
import type { LeadKey } from '../../handshake/lead.js';
import type { Drawing } from '../drawing.js';
import { actionIds, callbackIds } from '../ids.js';
import { inZone, mention, within } from '../mrkdwn.js';
import { actions, button, context, plain, section } from './block-parts.js';
import { chosenIn, field, menu } from './fields.js';
import type { StateValues } from './modal-parts.js';
import { bySource, tableOf } from './source-table.js';
import { counted } from './wording.js';

const PERIOD = 'period';
const SOURCE_CHARACTERS = 60;
const DAY_MS = 86_400_000;

/** The periods to choose from, in days. */
const periods = {
  '30': 'The last 30 days',
  '90': 'The last 90 days',
  '365': 'The last 12 months',
  '1095': 'Everything, up to three years',
} as const;
type Days = keyof typeof periods;

/** Chooses the period. */
export const tryModal = (version: number): ModalView => ({
  type: 'modal',
  callback_id: callbackIds.tryDraft,
  private_metadata: JSON.stringify({ version }),
  title: plain('Try it on the past', 24),
  submit: plain('Try it', 24),
  close: plain('Cancel', 24),
  blocks: [
    section(
      `The leads of the period are judged again, as they stood at the time, by the charter in force and by the draft of version ${version}. Nothing is changed and nobody is offered a lead.`,
    ),
    field({ id: PERIOD, label: 'Period', element: menu(Object.entries(periods), '90'), required: true }),
  ],
});

const Trying = z.strictObject({ version: z.int() });

/** The version that a modal about a replay is about. Throws when it is not one of ours. */
export const versionTried = (view: { private_metadata: string }): number =>
  Trying.parse(JSON.parse(view.private_metadata)).version;

/** The period that was chosen, up to `now`, and what it is called. Throws on any other shape. */
export function readPeriod(values: StateValues, now: Date): { from: Date; to: Date; words: string } {
  const chosen = chosenIn(values, PERIOD);
  const days = Object.keys(periods).find((each): each is Days => each === chosen);
  if (days === undefined) throw new Error(`there is no period "${chosen}"`);
  return { from: new Date(now.getTime() - Number(days) * DAY_MS), to: now, words: periods[days] };
}

const replayView = (version: number, blocks: KnownBlock[]): ModalView => ({
  type: 'modal',
  private_metadata: JSON.stringify({ version }),
  title: plain('Try it on the past', 24),
  close: plain('Close', 24),
  blocks,
});

const BAR = 20;

/** How far a replay is; `share` is from 0 to 1. */
export function progressModal(version: number, share: number): ModalView {
  const done = Math.round(share * BAR);
  return replayView(version, [
    section(
      `*${Math.floor(share * 100)} % of the leads are judged*\n\`${'█'.repeat(done)}${'░'.repeat(BAR - done)}\``,
    ),
    ...context(['You can close this; then it stops.']),
  ]);
}

/** Why a replay did not come to its end. */
export const replayFailed = (version: number, sentence: string): ModalView =>
  replayView(version, [section(sentence)]);

/** "12 percentage points more often", or less. */
const oftener = (difference: number): string =>
  `${Math.abs(Math.round(difference * 100))} percentage points ${difference < 0 ? 'less' : 'more'} often`;

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

function mqlLines(replay: Replay): string[] {
  const { mqlNow, mqlDraft, kept, sooner, later, gained, lost, leads, offered } = replay;
  const [more, fewer] = [sum(gained, ({ n }) => n), sum(lost, ({ n }) => n)];
  const accepted = sum(lost, ({ ofWhichAccepted }) => ofWhichAccepted);
  const sql = sum(lost, ({ ofWhichSql }) => ofWhichSql);
  return [
    `*MQLs: ${mqlNow.toLocaleString('en-AU')} by the charter in force, ${mqlDraft.toLocaleString('en-AU')} by the draft*, of ${counted(leads, 'lead')}.`,
    `${kept.toLocaleString('en-AU')} stay, ${more.toLocaleString('en-AU')} would be new, ${fewer.toLocaleString('en-AU')} would be lost. Of those by the charter in force, ${offered.toLocaleString('en-AU')} were offered to sales.`,
    ...(fewer === 0
      ? []
      : [
          `Of those lost, sales had accepted ${accepted.toLocaleString('en-AU')}, and ${sql.toLocaleString('en-AU')} became SQL.`,
        ]),
    ...(sooner === 0
      ? []
      : [`${counted(sooner, 'lead')} would have been an MQL before this period already.`]),
    ...(later === 0 ? [] : [`${counted(later, 'lead')} would have become an MQL later, in this period.`]),
  ];
}

function acceptanceLines({ acceptance, notEnoughData }: Replay): string[] {
  const { now, draft, keptLessLost, unjudged, ifNone, ifAll } = acceptance;
  const first = `*Acceptance by sales of what was answered:* ${rateWords(now)}.`;
  if (notEnoughData)
    return [
      first,
      `*Not enough data* to expect anything under the draft: ${counted(draft.n, 'answer')} about leads that it keeps, and ${ENOUGH_ANSWERS} are needed.`,
    ];
  const bounds =
    unjudged === 0 || ifNone === null || ifAll === null
      ? []
      : [
          `Sales never judged ${counted(unjudged, 'lead')} of the new ones. If none of them were accepted it would be ${percent(ifNone)}, if all were ${percent(ifAll)}.`,
        ];
  const apart =
    keptLessLost === null
      ? []
      : [
          `Those it keeps were accepted ${oftener(keptLessLost.difference)} than those it loses (95 % interval of the difference ${Math.round(keptLessLost.low * 100)} to ${Math.round(keptLessLost.high * 100)}).`,
        ];
  return [first, `*Expected under the draft:* ${rateWords(draft)}.`, ...bounds, ...apart];
}

const keysOf = (keys: readonly LeadKey[]): string =>
  keys
    .map(({ source, id }) => `${within(id, SOURCE_CHARACTERS)} (${within(source, SOURCE_CHARACTERS)})`)
    .join(', ');

function exampleLines({ examples }: Replay): string[] {
  return [
    ...(examples.lost.length === 0 ? [] : [`Lost, for example: ${keysOf(examples.lost)}`]),
    ...(examples.gained.length === 0 ? [] : [`New, for example: ${keysOf(examples.gained)}`]),
  ];
}

/** What came of a replay. `inForce` is the version that the draft was held against. */
export interface Tried {
  version: number;
  inForce: number;
  words: string;
  zone: string;
  replay: Replay;
}

function findings({ version, inForce, words, zone, replay }: Tried): KnownBlock[] {
  const { from, to } = replay.period;
  const head = `*Draft of version ${version} against version ${inForce}*\n${words}: ${inZone(from, zone)} to ${inZone(to, zone)}`;
  if (replay.mqlNow === 0 && replay.mqlDraft === 0)
    return [
      section(
        `${head}\n*Not enough data:* none of ${counted(replay.leads, 'lead')} became an MQL in it, by the charter in force or by the draft. Choose a longer period.`,
      ),
    ];
  const { rows, more } = bySource(replay);
  return [
    section(head),
    section(mqlLines(replay).join('\n')),
    ...(rows.length === 0 ? [] : [tableOf(rows)]),
    ...context(more === 0 ? [] : [`and ${counted(more, 'further source')}`]),
    section(acceptanceLines(replay).join('\n')),
    ...context(exampleLines(replay)),
  ];
}

/** The block that ends a result; everything before it may be shared. */
const SHARING = 'sharing';

/** The result, with a button that shares it in the draft's thread. */
export const resultModal = (tried: Tried): ModalView =>
  replayView(tried.version, [
    ...findings(tried),
    {
      ...actions([
        button({
          action: actionIds.shareReplay,
          text: 'Share in the thread',
          value: String(tried.version),
          label: "Share this result in the draft's thread",
          primary: true,
        }),
      ]),
      block_id: SHARING,
    },
  ]);

const isKnown = (block: KnownBlock | Block): block is KnownBlock => block.type !== undefined;

const shareable = (view: { blocks: readonly (KnownBlock | Block)[] }): KnownBlock[] =>
  view.blocks.filter(isKnown).filter(({ block_id }) => block_id !== SHARING);

/** What is shared is what the person who shares it sees. */
export function sharedReplay(
  view: { blocks: readonly (KnownBlock | Block)[] },
  of: { version: number; by: string },
): Drawing {
  const text = `${mention(of.by)} tried version ${of.version} on past leads.`;
  return { text, blocks: [section(text), ...shareable(view)] };
}

/** The result once it is shared. */
export const sharedModal = (view: { blocks: readonly (KnownBlock | Block)[] }, version: number): ModalView =>
  replayView(version, [...shareable(view), ...context(["Shared in the draft's thread."])]);
