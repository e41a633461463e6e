// What one rung of the ladder says: to the rep alone, in the card's thread, to a manager, and to everybody.
import type { KnownBlock } from '@slack/types';
import type { Clock } from '../../handshake/clocks.js';
import { type Handshake, holderOf, isOpen, type PersonId } from '../../handshake/handshake.js';
import type { ClockKind } from '../../handshake/rungs.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { inZone, link, mention, when } from '../mrkdwn.js';
import { answerButtons, followButtons } from './answer-buttons.js';
import { actions, button, context, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { dueWords, runningClock, usedWords } from './clock-words.js';
import { leadInBrief } from './lead-facts.js';
import { whyRep } from './why-rep.js';
import { boldTitle, leadName, spokenTitle } from './wording.js';

/** A lead whose clock runs, and the address of its card; null where Slack would not say. */
export interface NudgeScene {
  scene: CardScene;
  clock: ClockKind;
  card: string | null;
}

const short = (text: string): Drawing => ({ text, blocks: [section(text)] });

const zoneOf = ({ charter }: CardScene): string => charter.charter.working.zone;

/** What a clock waits for, as it is said to the rep. */
const waitsFor: Readonly<Record<ClockKind, string>> = {
  answer: 'waits for your answer',
  first_touch: 'waits for your first touch',
  decide_sql: 'waits for your decision: an SQL, or handed back',
};

/** When a clock is over, for texts that are read aloud. */
const dueAloud = ({ dueAt, overdueMinutes }: Clock, scene: CardScene): string =>
  `${overdueMinutes === null ? 'Due' : 'It was due'} ${inZone(dueAt, zoneOf(scene))}.`;

/** Whether the lead is with this person still and the clock still runs: then there is something left to do. */
function isAsked({ scene, clock }: NudgeScene, person: PersonId): boolean {
  return holderOf(scene.handshake) === person && runningClock(scene, clock) !== null;
}

/** How a lead stands that nobody needs to be reminded of any more; `reader` reads it. */
function standsWords(handshake: Handshake, reader: PersonId | null, zone: string): string {
  const who = (by: PersonId): string => (by === reader ? 'You' : mention(by));
  switch (handshake.status) {
    case 'offered':
      return handshake.suggested === null
        ? 'This lead is open to everybody in sales now.'
        : `This lead is meant for ${handshake.suggested === reader ? 'you' : mention(handshake.suggested)} now.`;
    case 'accepted':
      return handshake.touchedAt === null
        ? `${who(handshake.by)} accepted this lead, ${when(handshake.at, zone)}.`
        : `${who(handshake.by)} accepted this lead; the first touch was ${when(handshake.touchedAt, zone)}.`;
    case 'rejected':
      return `${who(handshake.by)} rejected this lead, ${when(handshake.at, zone)}.`;
    case 'handed_back':
      return `${who(handshake.by)} handed this lead back, ${when(handshake.at, zone)}.`;
    case 'qualified':
      return `${who(handshake.by)} marked this lead as SQL, ${when(handshake.at, zone)}.`;
  }
}

/** A short record of a nudge that asks for nothing any more. */
function record({ scene, card }: NudgeScene, reader: PersonId | null): Drawing {
  const stands = standsWords(scene.handshake, reader, zoneOf(scene));
  const open = link(card, 'Open the card');
  const text = `${boldTitle(scene)}: ${stands} This reminder asks for nothing more.`;
  return {
    text: `${spokenTitle(scene)}: ${stands}`,
    blocks: [section(open === null ? text : `${text} ${open}`)],
  };
}

function snoozeWords({ handshake, now, charter }: CardScene): string[] {
  if (handshake.status !== 'offered' || handshake.snoozedUntil === null) return [];
  if (new Date(handshake.snoozedUntil) <= now) return [];
  return [`*Snoozed until:* ${when(handshake.snoozedUntil, charter.charter.working.zone)}`];
}

/** Why somebody reads this, and where everything else about the lead is. */
function smallPrint({ scene, card }: NudgeScene, why: string): KnownBlock[] {
  const open = link(card, 'Open the card');
  return context([...(open === null ? [] : [open]), ...(isOpen(scene.handshake) ? [why] : [])]);
}

const ANYONE = 'Anyone in sales can take it; snooze and reassign are under •••';

const whyReminded: Readonly<Record<ClockKind, string>> = {
  answer: `This lead is meant for you. ${ANYONE}`,
  first_touch: 'You are reminded because you accepted this lead',
  decide_sql: 'You are reminded because you accepted this lead',
};

/** Why this rep reads this: how it came that an offer is meant for them, else what they have taken on. */
function whyWords({ scene, clock }: NudgeScene, rep: PersonId): string {
  const { handshake } = scene;
  const why = handshake.status === 'offered' ? whyRep(scene, handshake, rep) : null;
  return why === null ? whyReminded[clock] : `Why you? ${why} ${ANYONE}`;
}

/** What a rep is told first and alone, before managers are. */
const STILL_COUNTS =
  'Until a touch is logged, this counts as accepted and not touched. One that comes after its time counts too: if it has happened, log it here. If you cannot get to it, hand the lead back.';

/** The private reminder of `rep`: the lead, its clock and the buttons of its card; a short record once it is over. */
export function reminderMessage(of: NudgeScene, rep: PersonId): Drawing {
  const { scene } = of;
  const { handshake } = scene;
  const clock = runningClock(scene, of.clock);
  if (clock === null || !isAsked(of, rep) || !isOpen(handshake)) return record(of, rep);
  const lines = [`${dueWords(clock, scene)}`, ...snoozeWords(scene)];
  if (clock.overdueMinutes === null) lines.push(usedWords(clock));
  const hollow = of.clock === 'first_touch' && clock.overdueMinutes !== null ? `\n${STILL_COUNTS}` : '';
  return {
    text: `Reminder: ${spokenTitle(scene)} ${waitsFor[of.clock]}. ${dueAloud(clock, scene)}`,
    blocks: [
      section(`${leadInBrief(scene)}`),
      section(`This lead ${waitsFor[of.clock]}.\n${lines.join(' · ')}${hollow}`),
      handshake.status === 'offered' ? answerButtons(scene, handshake) : followButtons(scene, handshake),
      ...smallPrint(of, whyWords(of, rep)),
    ],
  };
}

/** What an earlier reminder becomes once there is another of the same lead: it points to that, without buttons. */
export const olderReminder = ({ scene }: NudgeScene): Drawing => ({
  text: `${spokenTitle(scene)}: a newer reminder tells how this lead stands.`,
  blocks: [section(`${boldTitle(scene)}: a newer reminder tells how this lead stands.`)],
});

/** What is asked in the thread, of nobody in particular, before and after the time is over. */
const threadAsks: Readonly<Record<ClockKind, { due: string; was: string; ask: string }>> = {
  answer: {
    due: 'an answer to this lead is due',
    was: 'an answer to this lead was due',
    ask: 'Whoever in sales has time can accept or reject it on the card above.',
  },
  first_touch: {
    due: 'the first touch with this lead is due',
    was: 'the first touch with this lead was due',
    ask: 'If it has happened already, Log first touch on the card above says so.',
  },
  decide_sql: {
    due: 'whether this lead is an SQL is to be decided by',
    was: 'whether this lead is an SQL was to be decided by',
    ask: 'Mark as SQL or Hand back lead on the card above says which.',
  },
};

/** Said under the card. It mentions nobody but the rep whom an offer is meant for. */
export function threadNudge({ scene, clock: kind }: NudgeScene): Drawing {
  const clock = runningClock(scene, kind);
  if (clock === null) return record({ scene, clock: kind, card: null }, null);
  const { suggested, status } = scene.handshake;
  const words = threadAsks[kind];
  const told = `${clock.overdueMinutes === null ? words.due : words.was} ${when(clock.dueAt, zoneOf(scene))}. ${words.ask}`;
  const meant = status === 'offered' && suggested !== null ? `${mention(suggested)}, ` : '';
  return short(`${spokenTitle(scene)}: ${meant}${told}`);
}

/** Said under the card once the ladder has opened it to all. */
export function openedNudge({ scene, clock }: NudgeScene): Drawing {
  if (runningClock(scene, clock) === null) return record({ scene, clock, card: null }, null);
  return short(
    `${spokenTitle(scene)}: nobody has answered yet, so this lead is open to everybody in sales now. Whoever has time can take it on the card above.`,
  );
}

/** What a manager is asked to do about a clock that runs out. */
function managerAsk({ handshake }: CardScene, kind: ClockKind): string {
  const holder = holderOf(handshake);
  switch (kind) {
    case 'answer':
      return holder === null
        ? 'Nobody has answered this lead yet. Please find somebody who has time for it; reassigning names them on the card.'
        : `This lead is meant for ${mention(holder)} and has no answer yet. Please see whether somebody else has time for it; reassigning names them on the card.`;
    case 'first_touch':
      return `${holder === null ? 'Somebody' : mention(holder)} accepted this lead, and no first touch is logged yet. Please see whether they need a hand, or whether it has happened and is not logged.`;
    case 'decide_sql':
      return `${holder === null ? 'Somebody' : mention(holder)} accepted this lead, and it is not decided yet whether it is an SQL. Please see what they still need to know.`;
  }
}

/**
 * What managers are told: the lead, how long it is over, and what is asked of them. `reader` is the manager it is private
 * to; under the card `reader` is null, and `mentioned` are the user groups of managers to call, if there are any.
 */
export function managerNudge(of: NudgeScene, to: { reader: PersonId | null; mentioned: string }): Drawing {
  const { scene, clock: kind } = of;
  const clock = runningClock(scene, kind);
  if (clock === null) return record(of, to.reader);
  const { handshake } = scene;
  const ask = managerAsk(scene, kind);
  const due = `${dueWords(clock, scene)}${clock.overdueMinutes === null ? ` · ${usedWords(clock)}` : ''}`;
  const reassign = button({
    action: actionIds.reassign,
    text: 'Reassign lead',
    value: handshake.id,
    label: `Reassign lead ${leadName(scene)}`,
    primary: true,
  });
  const greeting = to.mentioned === '' ? '' : `${to.mentioned} `;
  return {
    text: `${greeting}${spokenTitle(scene)}: ${ask} ${dueAloud(clock, scene)}`,
    blocks: [
      section(to.reader === null ? `${greeting}${boldTitle(scene)}` : leadInBrief(scene)),
      section(`${ask}\n${due}`),
      ...(handshake.status === 'offered' ? [actions([reassign])] : []),
      ...smallPrint(
        to.reader === null ? { ...of, card: null } : of,
        to.reader === null
          ? 'Managers are told this privately once they are named, as people, in `/funnel setup`'
          : 'You are a manager in `/funnel setup`; managers are told this, once',
      ),
    ],
  };
}
