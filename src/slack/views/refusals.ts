// Why a click or a submission did nothing, told kindly to the one person who made it, with what to do next.
import type { CharterVersion } from '../../charter/charter.js';
import type { Handshake, Refusal } from '../../handshake/handshake.js';
import { inZone, mention, when, within } from '../mrkdwn.js';
import { counted, criterionNames } from './wording.js';

const NAMES_CHARACTERS = 600;
const PROBLEM_CHARACTERS = 300;

/** One or two sentences of mrkdwn. `handshake` is as it stands now, `charter` the version it was offered under. */
export function refusalText(refused: Refusal, handshake: Handshake, charter: CharterVersion): string {
  switch (refused.kind) {
    case 'settled':
      return standing(handshake, charter);
    case 'not yours':
      return `${mention(refused.holder)} accepted this lead, so only they can do this. Please ask them.`;
    case 'undo too late': {
      const minutes = counted(charter.charter.clocks.undoMinutes, 'minute');
      return `An accept can be undone for ${minutes}, and that time is over. Use Hand back lead on its card instead.`;
    }
    case 'incomplete': {
      const problems = Object.values(refused.problems).map((problem) => within(problem, PROBLEM_CHARACTERS));
      return ['Nothing was changed yet.', ...problems].join(' ');
    }
    case 'not an sql yet': {
      const names = criterionNames(refused.missing, charter.charter, NAMES_CHARACTERS);
      return `An SQL needs these confirmed too: ${names}. Tick them once you know, or hand the lead back.`;
    }
    case 'not later':
      return 'A lead can be snoozed only until a time that is still to come. Choose a later time.';
    case 'not in its time':
      return `Choose a day from when this lead was offered, ${inZone(handshake.offeredAt, charter.charter.working.zone)}, to today.`;
    case 'offered otherwise':
      return 'This lead, or the same person from another source, has been offered again meanwhile, so there is nothing left to overturn. Uphold the rejection to settle the dispute; the newer card goes its own way.';
    case 'words needed':
      return 'Write a sentence, so that the others know why.';
    case 'answered':
      return refused.reply === 'disputed'
        ? `${mention(refused.by)} has disputed this reason already. A manager rules on it in the thread.`
        : `${mention(refused.by)} has said already what was fixed; it is in the thread.`;
    case 'ruled':
      return `${mention(refused.by)} has ruled on this dispute already; it is in the thread. It is not disputed again.`;
    case 'not disputed':
      return 'There is no open dispute about this reason, so there is nothing to rule on. The thread of the card shows how it stands.';
    case 'own case':
      return 'You are part of this dispute, so somebody else rules on it. Please ask another manager; they are named in `/funnel setup`.';
  }
}

function standing(handshake: Handshake, { charter }: CharterVersion): string {
  const { zone } = charter.working;
  switch (handshake.status) {
    case 'offered':
      return 'This lead is open: nobody has taken it yet. Use the buttons on its card to answer.';
    case 'accepted':
      return `${mention(handshake.by)} accepted this lead ${when(handshake.at, zone)}, so it is theirs. Ask them if you would like to take it over.`;
    case 'rejected':
      return `${mention(handshake.by)} rejected this lead ${when(handshake.at, zone)}. The reason is in the thread of its card.`;
    case 'handed_back':
      return `${mention(handshake.by)} handed this lead back ${when(handshake.at, zone)}. The reason is in the thread of its card.`;
    case 'qualified':
      return `${mention(handshake.by)} marked this lead as sales-qualified ${when(handshake.at, zone)}. There is nothing left to answer.`;
  }
}
