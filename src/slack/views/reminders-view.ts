// The one message that lists leads for a rep who would otherwise get more reminders in a day than were agreed.
import type { Drawing } from '../drawing.js';
import { link, within } from '../mrkdwn.js';
import { context, section, titled } from './block-parts.js';
import { dueWords, runningClock } from './clock-words.js';
import type { NudgeScene } from './nudge-views.js';
import { companyName, counted, leadName } from './wording.js';

/** Each line holds a link, two instants and names; so many of them fit into a message of Slack's, whatever they say. */
export const LEADS_LISTED = 15;

const NAME_CHARACTERS = 80;
const COMPANY_CHARACTERS = 60;

/** How far the clock has gone, in per cent; the furthest is the most urgent. */
const urgency = ({ scene, clock }: NudgeScene): number => runningClock(scene, clock)?.percent ?? 0;

function line({ scene, clock: kind, card }: NudgeScene): string {
  const company = within(companyName(scene), COMPANY_CHARACTERS);
  const name = `${within(leadName(scene), NAME_CHARACTERS)}${company === '' ? '' : ` · ${company}`}`;
  const clock = runningClock(scene, kind);
  return `• ${link(card, name) ?? name}\n${clock === null ? 'Nothing is due any more' : dueWords(clock, scene)}`;
}

/**
 * Lists the leads, the most urgent first. `more` are further ones that are not listed. The buttons are on the cards;
 * here are links to them.
 */
export function remindersMessage(leads: readonly NudgeScene[], more = 0): Drawing {
  const total = leads.length + more;
  if (total === 0) return answered();
  const listed = [...leads].sort((a, b) => urgency(b) - urgency(a)).slice(0, LEADS_LISTED);
  const rest = total - listed.length;
  const wait = `${counted(total, 'lead')} ${total === 1 ? 'waits' : 'wait'} for you`;
  return {
    text: `${wait}. The most urgent: ${listed
      .slice(0, 3)
      .map(({ scene }) => within(leadName(scene), NAME_CHARACTERS))
      .join(', ')}.`,
    blocks: [
      ...titled(`${wait}, the most urgent first`, listed.map(line)),
      ...(rest === 0
        ? []
        : [section(`and ${counted(rest, 'lead')} more; your Home tab here lists what is yours`)]),
      ...context([
        'They come in one message because there are more than you are to be reminded of one by one in a day. Answer each on its card',
      ]),
    ],
  };
}

function answered(): Drawing {
  const text = 'Every lead of this list is seen to. It asks for nothing more.';
  return { text, blocks: [section(text)] };
}
