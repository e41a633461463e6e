// What managers read of leads for which nobody is free, and what somebody on leave reads of where their leads went.
import type { Drawing } from '../drawing.js';
import { link, mention, within } from '../mrkdwn.js';
import { context, section, titled } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { companyName, counted, leadName } from './wording.js';

const NAME_CHARACTERS = 80;

/** More lines than this nobody reads; the rest is counted. */
export const LEADS_NAMED = 10;

/** A lead, and the address of its card; null where Slack would not say. */
export interface NamedLead {
  scene: CardScene;
  card: string | null;
}

function titleOf({ scene, card }: NamedLead): string {
  const company = companyName(scene);
  const name = `${within(leadName(scene), NAME_CHARACTERS)}${company === '' ? '' : ` · ${within(company, NAME_CHARACTERS)}`}`;
  return link(card, name) ?? name;
}

const andMore = (total: number, listed: number): string[] =>
  total > listed ? [`and ${counted(total - listed, 'lead')} more`] : [];

/**
 * The leads of a day that found nobody, for managers. `open` are some of those that are everybody's, `total` how many there
 * are; `waiting` wait to be offered. `managers` is a ready mention where everybody reads it, or empty.
 */
export function overflowMessage(of: {
  open: readonly NamedLead[];
  total: number;
  waiting: number;
  cap: number;
  managers: string;
}): Drawing {
  const { open, total, waiting, cap, managers } = of;
  if (total + waiting === 0) {
    const text = 'Every lead of this day that had found nobody has somebody now, or was answered.';
    return { text, blocks: [section(text)] };
  }
  const nobody = `Nobody is free for ${counted(total, 'lead')}`;
  const waits = `${counted(waiting, 'lead')} ${waiting === 1 ? 'waits' : 'wait'} to be offered`;
  const said = [...(total > 0 ? [nobody] : []), ...(waiting > 0 ? [waits] : [])];
  const called = managers === '' ? '' : `${managers}: `;
  return {
    text: `${called}${said.join(', and ')}. Everybody who sells to them is away or has ${counted(cap, 'open lead')}.`,
    blocks: [
      section(
        `${called}*${said.join(', and ')}.* Everybody who sells to them is away, has ${counted(cap, 'open lead')}, or has let them go.`,
      ),
      ...titled('Open to everybody in sales', [
        ...open.map((lead) => `• ${titleOf(lead)}`),
        ...andMore(total, open.length),
      ]),
      ...(waiting === 0
        ? []
        : [
            section(
              `*Waiting:* ${counted(waiting, 'lead')}, the best scores first. Each is offered as soon as somebody has room, and none is lost.`,
            ),
          ]),
      ...context([
        'Reassign lead on a card gives it to somebody. `/funnel setup` says who sells to what, `/charter propose` how many leads a rep may have, `/funnel away list` who is away',
      ]),
    ],
  };
}

/** A lead that went to somebody else; `to` is null where it is everybody's. */
export interface HandedOver extends NamedLead {
  to: string | null;
}

/** What somebody who is away reads of their leads: what went where, and that nothing is asked of them. */
export function handedOverMessage(leads: readonly HandedOver[], total: number): Drawing {
  const lines = leads.map(
    (lead) =>
      `• ${titleOf(lead)}: ${lead.to === null ? 'open to everybody in sales' : `now with ${mention(lead.to)}`}`,
  );
  const what = `While you are away, ${counted(total, 'lead')} of yours ${total === 1 ? 'is' : 'are'} in other hands`;
  return {
    text: `${what}. Nothing is asked of you until you are back.`,
    blocks: [
      ...titled(what, [...lines, ...andMore(total, leads.length)]),
      section(
        'Nothing is asked of you until you are back: no leads, no reminders. If you know something that helps, the threads of their cards are the place.',
      ),
      ...context(['Back early? `/funnel away back`']),
    ],
  };
}
