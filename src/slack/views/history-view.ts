// The history of the charter: its versions, the newest first, with who changed what and why, page by page.
import type { Button, KnownBlock } from '@slack/types';
import type { VersionHistory } from '../../journey/charter-standing.js';
import type { ToldEvent } from '../../store/drafts.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { mention, when, within } from '../mrkdwn.js';
import { actions, button, context, header, linesWithin, section } from './block-parts.js';
import { changeLines } from './draft-card.js';
import { sideNames } from './standing-lines.js';

/** Versions a page: with all they say, they stay well below what Slack takes in one message. */
const PAGE = 4;
const EVENTS_CHARACTERS = 2_400;
const WHY_CHARACTERS = 240;
const CHANGES_CHARACTERS = 700;

function stands({ version, status, signed, since, until }: VersionHistory, zone: string): string {
  const name = `*Version ${version}*`;
  const from = since === null ? '' : `from ${when(since, zone)}`;
  switch (status) {
    case 'open':
      return `${name}: proposed, not in force`;
    case 'in_force':
      return `${name}: in force ${from}${signed ? '' : ', provisional and unsigned'}`;
    case 'superseded':
      return `${name}: in force ${from}${until === null ? '' : ` until ${when(until, zone)}`}${signed ? '' : ', provisional and unsigned'}`;
    case 'declined':
      return `${name}: declined`;
    case 'withdrawn':
      return `${name}: withdrawn`;
  }
}

const because = (why: string): string => (why === '' ? '' : `: “${within(why, WHY_CHARACTERS)}”`);

function eventLine(event: ToldEvent, zone: string): string {
  const at = when(event.at, zone);
  switch (event.type) {
    case 'proposed':
    case 'edited': {
      const deed = event.type === 'proposed' ? 'proposed it' : 'changed it';
      const changes = event.changes.length === 0 ? '' : `\n${changeLines(event.changes, CHANGES_CHARACTERS)}`;
      return `${mention(event.by)} ${deed}, ${at}${because(event.why)}${changes}`;
    }
    case 'signed':
      return `${mention(event.by)} signed for ${sideNames[event.side]}, ${at}`;
    case 'review_signed':
      return `${mention(event.by)} signed the review for ${sideNames[event.side]}, ${at}`;
    case 'declined':
      return `${mention(event.by)} declined it, ${at}${because(event.reason)}`;
    case 'withdrawn':
      return `${mention(event.by)} withdrew it, ${at}`;
    case 'came_into_force':
      return `It came into force, ${at}`;
    case 'superseded':
      return `Version ${event.successor} followed it, ${at}`;
    case 'reviewed':
      return `Reviewed by both leaders, no change, ${at}`;
  }
}

function versionSection(of: VersionHistory, zone: string): KnownBlock {
  const lines = of.events.map((event) => eventLine(event, zone));
  const began = lines.length === 0 ? ['It was there from the start; nobody proposed it.'] : lines;
  return section(`${stands(of, zone)}\n${linesWithin(began, EVENTS_CHARACTERS)}`);
}

/** One page of the history that begins at the version in place `from`, counted from the newest. */
export function historyMessage(of: { versions: VersionHistory[]; from: number; zone: string }): Drawing {
  const { versions, zone } = of;
  const from = Math.max(0, Math.min(of.from, versions.length - 1));
  const page = versions.slice(from, from + PAGE);
  const turn = (action: string, text: string, to: number): Button =>
    button({ action, text, value: String(to), label: `${text} of the charter` });
  const buttons = [
    ...(from > 0 ? [turn(actionIds.newerVersions, 'Newer versions', Math.max(0, from - PAGE))] : []),
    ...(from + PAGE < versions.length ? [turn(actionIds.olderVersions, 'Older versions', from + PAGE)] : []),
  ];
  const blocks: KnownBlock[] = [
    header('History of the charter'),
    ...page.map((version) => versionSection(version, zone)),
    ...context([`${page.length} of ${versions.length} shown, the newest first.`]),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  ];
  const text = `History of the charter. ${page.map((version) => stands(version, zone)).join('. ')}.`;
  return { text, blocks };
}
