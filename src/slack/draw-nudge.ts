// Draws the messages that say nudges, as long as somebody needs them, and tells which of them to draw again with a card.
import { cardKey } from '../handshake/announcement.js';
import type { Handshake } from '../handshake/handshake.js';
import { messagesOf, type NudgeKind, saidBy } from '../handshake/nudge-messages.js';
import type { Nudge } from '../handshake/nudges.js';
import type { Told } from '../handshake/rungs.js';
import { rolesInForce } from '../journey/roles.js';
import { nudgeStillWanted, remindersOf } from '../journey/still-wanted.js';
import { dayIn, type Workplace } from '../journey/workplace.js';
import type { OwedMessage } from '../store/messages.js';
import { sceneOf } from './desk.js';
import { isPerson } from './direct-messages.js';
import type { Drawing, DrawingDesk, Drawn } from './drawing.js';
import { linkTo } from './links.js';
import { mentions } from './mrkdwn.js';
import {
  managerNudge,
  type NudgeScene,
  olderReminder,
  openedNudge,
  reminderMessage,
  threadNudge,
} from './views/nudge-views.js';
import { LEADS_LISTED, remindersMessage } from './views/reminders-view.js';

const kinds: readonly string[] = [
  'nudge',
  'nudge_thread',
  'nudge_manager',
  'nudge_all',
  'reminders',
] satisfies NudgeKind[];

/** A message row that says a nudge. */
export type NudgeRow = Pick<OwedMessage, 'key' | 'channel' | 'ts'> & { kind: NudgeKind };

/** Whether a message row says a nudge. */
export const isNudge = (message: { kind: string }): message is NudgeRow => kinds.includes(message.kind);

type Rung = Pick<Told, 'clock'> & { handshake: string };

async function nudgeScene({ handshake, clock }: Rung, desk: DrawingDesk, now: Date): Promise<NudgeScene> {
  const [scene, card] = await Promise.all([
    sceneOf(desk.workplace, handshake, now),
    linkTo(desk, cardKey(handshake)),
  ]);
  return { scene, clock, card };
}

/** Whom the managers' rung is for: the one it is private to, or their user groups, called under the card. */
async function managersIn(channel: string, { workplace }: DrawingDesk) {
  if (isPerson(channel)) return { reader: channel, mentioned: '' };
  const { manager } = await rolesInForce(workplace);
  return { reader: null, mentioned: mentions(manager.filter((id) => !isPerson(id))) };
}

/** The leads that are listed are loaded; so are as many again, since their rungs tell only roughly which is most urgent. */
const LOOKED_AT = 2 * LEADS_LISTED;

/** All leads are read at one instant: while the clock goes on, whichever is read last would look the most urgent. */
async function list(key: string, desk: DrawingDesk, now: Date): Promise<Drawing> {
  const reminders = await remindersOf(desk.workplace, key);
  const urgent = [...reminders].sort((a, b) => b.atPercent - a.atPercent).slice(0, LOOKED_AT);
  const leads = await Promise.all(urgent.map((reminder) => nudgeScene(reminder, desk, now)));
  return remindersMessage(leads, reminders.length - leads.length);
}

/** Whether this person was reminded of the same again since: two messages alike tell no more than one. */
const hasNewer = (
  { told }: Handshake,
  { clock, atPercent }: Pick<Told, 'clock' | 'atPercent'>,
  person: string,
): boolean => told.some((one) => one.clock === clock && one.to === person && one.atPercent > atPercent);

async function drawingOf({ key, channel }: NudgeRow, desk: DrawingDesk, now: Date): Promise<Drawing> {
  const said = saidBy(key);
  if (said.kind === 'reminders') return list(key, desk, now);
  const of = await nudgeScene(said, desk, now);
  switch (said.kind) {
    case 'nudge':
      return hasNewer(of.scene.handshake, said, channel) ? olderReminder(of) : reminderMessage(of, channel);
    case 'nudge_thread':
      return threadNudge(of);
    case 'nudge_manager':
      return managerNudge(of, await managersIn(channel, desk));
    case 'nudge_all':
      return openedNudge(of);
  }
}

/** What is said under a card for the first time sends people to it: it is to show then by how much a time is over. */
function cardToo({ key, ts }: NudgeRow): string[] {
  const said = saidBy(key);
  return ts === null && said.kind === 'nudge_thread' ? [cardKey(said.handshake)] : [];
}

/**
 * What the message should show now. One that is not in Slack yet is sent only while somebody needs it, and at a time at
 * which people may be spoken to; one that is there is drawn as things stand, at any time, since that disturbs nobody.
 */
export async function drawNudge(message: NudgeRow, desk: DrawingDesk): Promise<Drawn> {
  const { workplace } = desk;
  const so = { at: workplace.now(), worthPostingAnew: false };
  const wanted = message.ts === null ? await nudgeStillWanted(workplace, message.key) : 'now';
  switch (wanted) {
    case 'never':
      return { ...so, drawing: null, also: [] };
    case 'later':
      return { ...so, drawing: 'later', also: [] };
    case 'now':
      return { ...so, drawing: await drawingOf(message, desk, so.at), also: cardToo(message) };
  }
}

/** The private messages by which a rung may have been said: one of its own, or the one that lists several. */
function privateNudges({ who, to, clock, atPercent }: Told, { id, lead }: Handshake): Nudge[] {
  const due = { clock, atPercent, who, handshake: id, lead, percent: atPercent };
  switch (who) {
    case 'rep':
      return to === null
        ? []
        : [
            { kind: 'reminder', to, due },
            { kind: 'bundle', to, due: [due] },
          ];
    case 'manager':
      return [{ kind: 'manager', due }];
    case 'thread':
    case 'reassign':
    case 'all':
      return [];
  }
}

/**
 * The keys of what was said of a handshake in private, and to managers: that shows the lead as its card does, and is drawn
 * again with it. Keys of messages that never were do no harm.
 */
export async function nudgesAbout(workplace: Workplace, handshake: Handshake): Promise<string[]> {
  if (handshake.told.length === 0) return [];
  const { charter } = await workplace.store.charters.inForce();
  const { manager } = await rolesInForce(workplace);
  const managers = manager.filter(isPerson);
  return handshake.told.flatMap((told) => {
    const hearers = { day: dayIn(charter, new Date(told.at)), managers, groups: true };
    return privateNudges(told, handshake).flatMap((nudge) =>
      messagesOf(nudge, hearers).map(({ key }) => key),
    );
  });
}
