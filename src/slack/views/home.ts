// The Home tab: what the viewer has open, how Handshake works, and where to get help.
import type { HomeView, KnownBlock } from '@slack/types';
import { when, within } from '../mrkdwn.js';
import { context, header, section } from './block-parts.js';

const NAME_CHARACTERS = 90;

/** Three blocks say the rest; Slack shows a hundred. */
const LEADS_SHOWN = 60;

/** One open lead of the viewer. `due` is an ISO 8601 instant, or null when no clock runs. */
export interface OpenLead {
  name: string;
  company: string;
  status: 'offered' | 'accepted';
  due: string | null;
  permalink?: string;
}

const asks: Readonly<Record<OpenLead['status'], { stands: string; due: string }>> = {
  offered: { stands: 'Waiting for your answer', due: 'due' },
  accepted: { stands: 'Accepted, in work', due: 'due' },
};

/** A link that Slack gave us; anything else is left out. */
const linkOf = (permalink: string | undefined): string =>
  permalink === undefined || !/^https?:\/\/[^\s<>|]+$/.test(permalink)
    ? ''
    : `\n<${permalink.replaceAll('&', '&amp;')}|Open the card>`;

function leadBlock(lead: OpenLead, zone: string): KnownBlock {
  const { stands, due } = asks[lead.status];
  const name = within(lead.name, NAME_CHARACTERS);
  const company = within(lead.company, NAME_CHARACTERS);
  const title = company === '' ? name : `${name} · ${company}`;
  const until = lead.due === null ? '' : `, ${due} ${when(lead.due, zone)}`;
  return section(`*${title || 'A lead'}*\n${stands}${until}${linkOf(lead.permalink)}`);
}

/** The Home tab. `open` are the viewer's leads to show, `total` how many there are; `zone` is the charter's. */
export function homeView(of: { open: OpenLead[]; zone: string; total: number }): HomeView {
  const listed = of.open.slice(0, LEADS_SHOWN);
  const rest = Math.max(0, Math.max(of.total, of.open.length) - listed.length);
  return {
    type: 'home',
    blocks: [
      header('Your open leads'),
      ...(listed.length === 0
        ? [section('You have no open leads. New ones appear in the channel that marketing and sales share.')]
        : listed.map((lead) => leadBlock(lead, of.zone))),
      ...context(rest === 0 ? [] : [`and ${rest.toLocaleString('en-AU')} more in the shared channel`]),
      header('How Handshake works'),
      section(
        [
          '1. A lead that meets the charter appears in the shared channel, with who it is and why it qualifies.',
          '2. Sales accepts it, or rejects it with the criterion that failed. The first to accept has the lead.',
          '3. Marketing reads the reason in the thread of the card and acknowledges it.',
        ].join('\n'),
      ),
      ...context([
        'Help: type `/charter` to read what both teams agreed, or `/charter help`. For anything else ask the person in your company who looks after Handshake, usually in RevOps.',
      ]),
    ],
  };
}
