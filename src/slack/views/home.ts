// The Home tab: what the viewer has open, for managers how the jobs run, how Handshake works, and where to get help.
import type { HomeView, KnownBlock } from '@slack/types';
import type { JobRun } from '../../store/job-runs.js';
import { link, when, within } from '../mrkdwn.js';
import { context, header, packed, section } from './block-parts.js';
import { jobLines } from './job-lines.js';

const NAME_CHARACTERS = 90;

/** Three blocks say the rest; Slack shows a hundred. */
const LEADS_SHOWN = 60;

/** One open lead of the viewer. `due` is an ISO 8601 instant, or null when no clock runs. */
export interface OpenLead {
  name: string;
  company: string;
  status: 'offered' | 'accepted';
  due: string | null;
  /** Where its card is, or null. */
  permalink: string | null;
}

const asks: Readonly<Record<OpenLead['status'], { stands: string; due: string }>> = {
  offered: { stands: 'Waiting for your answer', due: 'due' },
  accepted: { stands: 'Accepted, in work', due: 'due' },
};

function leadBlock(lead: OpenLead, zone: string): KnownBlock {
  const { stands, due } = asks[lead.status];
  const name = within(lead.name, NAME_CHARACTERS);
  const company = within(lead.company, NAME_CHARACTERS);
  const title = company === '' ? name : `${name} · ${company}`;
  const card = link(lead.permalink, 'Open the card');
  const until = lead.due === null ? '' : `, ${due} ${when(lead.due, zone)}`;
  return section(`*${title || 'A lead'}*\n${stands}${until}${card === null ? '' : `\n${card}`}`);
}

const JOBS_CHARACTERS = 2_800;

/**
 * The Home tab. `open` are the viewer's leads to show, `total` how many there are; `zone` is the charter's. `jobs` are the
 * last runs for those who see them, or null.
 */
export function homeView(of: {
  open: OpenLead[];
  zone: string;
  total: number;
  jobs: readonly JobRun[] | null;
}): HomeView {
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
      ...(of.jobs === null
        ? []
        : [header('The jobs'), ...packed(jobLines(of.jobs, of.zone), JOBS_CHARACTERS).map(section)]),
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
