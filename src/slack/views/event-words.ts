// What happened to a handshake, one event in one sentence, as it is read in a lead's story.
import type { Charter } from '../../charter/charter.js';
import { holderOf } from '../../handshake/handshake.js';
import type { ClockKind } from '../../handshake/rungs.js';
import type { ToldHandshake } from '../../store/lead-book.js';
import { calendarDay, mention, when, within } from '../mrkdwn.js';
import { capital, criterionNames, nextStepNames } from './wording.js';

type ToldEvent = ToldHandshake['events'][number];

const NAMES_CHARACTERS = 200;
const NOTE_CHARACTERS = 240;

const clockNames: Readonly<Record<ClockKind, string>> = {
  answer: 'the time to answer',
  first_touch: 'the time to the first touch',
  decide_sql: 'the time to decide on an SQL',
};

const audienceNames = {
  rep: 'the rep was reminded',
  thread: 'the thread was told',
  manager: 'managers were told',
  reassign: 'it was due for the next rep',
  all: 'it was opened to everybody',
} as const;

const againWords = {
  away: ', since its rep is away',
  unanswered: ', since it had no answer',
  untaken: '',
} as const;

/** The amount in the charter's currency, escaped. */
const money = (value: number, { currency }: Charter): string =>
  `${within(currency, 3)} ${value.toLocaleString('en-AU')}`;

/** Somebody, or the system where nobody did it. */
const somebody = (by: string | null): string => (by === null ? 'A source' : mention(by));

const toSomebody = (to: string | null): string => (to === null ? 'to everybody' : `to ${mention(to)} first`);

/** What was done, without its time. `note` is what the person wrote with it, or empty. */
function deedOf(event: ToldEvent, charter: Charter, note: string): string {
  const said = note === '' ? '' : ` “${within(note, NOTE_CHARACTERS)}”`;
  switch (event.type) {
    case 'offered':
      return 'Offered';
    case 'posted':
      return 'The card came into the channel';
    case 'accepted':
      return `${mention(event.by)} accepted it`;
    case 'accept_undone':
      return `${mention(event.by)} took the accept back`;
    case 'rejected':
    case 'handed_back': {
      const deed = event.type === 'rejected' ? 'rejected it' : 'handed it back';
      const failed =
        criterionNames(event.cited, charter, NAMES_CHARACTERS) || 'something not on the checklist';
      const next = event.nextOn === null ? '' : ` (${calendarDay(event.nextOn)})`;
      return `${mention(event.by)} ${deed}: ${failed}. Next: ${nextStepNames[event.nextStep].toLowerCase()}${next}.${said}`;
    }
    case 'qualified':
      return `${mention(event.by)} marked it as SQL`;
    case 'acknowledged':
      return `${mention(event.by)} acknowledged the reason for marketing`;
    case 'fixed':
      return `${mention(event.by)} said that marketing fixed the cause.${said}`;
    case 'disputed':
      return `${mention(event.by)} disputed the reason.${said}`;
    case 'upheld':
      return `${mention(event.by)} upheld the rejection.${said}`;
    case 'overturned':
      return `${mention(event.by)} overturned the rejection; it was offered again ${toSomebody(event.to)}.${said}`;
    case 'reoffered':
      return `It was offered again ${toSomebody(event.to)}${againWords[event.because]}`;
    case 'reassigned':
      return `${somebody(event.by)} reassigned it to ${mention(event.to)}`;
    case 'snoozed':
      return `${mention(event.by)} snoozed it`;
    case 'woken':
      return 'Something new ended the snooze';
    case 'nudged':
      return `${capital(audienceNames[event.who])}: ${event.atPercent} % of ${clockNames[event.clock]}`;
    case 'lapsed':
      return 'The time to answer ran out';
    case 'touched':
      return `${somebody(event.by)} logged the first touch`;
    case 'left_untouched':
      return 'The time to the first touch ran out';
    case 'won':
      return `${somebody(event.by)} marked it as won${event.value === null ? '' : `, ${money(event.value, charter)}`}`;
    case 'lost':
      return `${somebody(event.by)} marked it as lost`;
    case 'same_person_came':
      return 'The same person came from another source';
    case 'mql_unmade':
      return 'A correction unmade the MQL';
  }
}

/** Where the words of an event stand among the notes. */
const noteOf = ({ type, rejection }: Extract<ToldEvent, { rejection: string }>): string =>
  type === 'rejected' || type === 'handed_back' ? rejection : `${rejection}:${type}`;

/** The whole of a handshake's story so far, a line an event, the oldest first, in mrkdwn. */
export function eventLines({ events, notes }: ToldHandshake, charter: Charter): string[] {
  return events.map((event) => {
    const note = 'rejection' in event ? (notes[noteOf(event)] ?? '') : '';
    return `• ${when(event.at, charter.working.zone)}: ${deedOf(event, charter, note)}`;
  });
}

/** How a handshake stands, in a few words of mrkdwn. `zone` is the charter's; `now` is the business clock, ISO 8601. */
export function standsNow(
  { handshake }: Pick<ToldHandshake, 'handshake'>,
  zone: string,
  now: string,
): string {
  switch (handshake.status) {
    case 'offered': {
      const holder = holderOf(handshake);
      const whose = holder === null ? '' : `, meant for ${mention(holder)}`;
      if (handshake.dueAt === null) return `waits for an answer${whose}`;
      return handshake.dueAt < now
        ? `overdue since ${when(handshake.dueAt, zone)}${whose}`
        : `waits for an answer until ${when(handshake.dueAt, zone)}${whose}`;
    }
    case 'accepted': {
      const touched = handshake.touchedAt === null ? ', not touched yet' : '';
      return `accepted by ${mention(handshake.by)}, ${when(handshake.at, zone)}${touched}`;
    }
    case 'rejected':
      return `rejected by ${mention(handshake.by)}, ${when(handshake.at, zone)}`;
    case 'handed_back':
      return `handed back by ${mention(handshake.by)}, ${when(handshake.at, zone)}`;
    case 'qualified':
      return handshake.closed === null
        ? `SQL since ${when(handshake.at, zone)}, by ${mention(handshake.by)}`
        : `${handshake.closed.kind}, ${when(handshake.closed.at, zone)}, SQL by ${mention(handshake.by)}`;
  }
}
