// What is said in a draft's thread, one reply for each thing that people did to it.
import type { ToldEvent } from '../../store/drafts.js';
import type { Drawing } from '../drawing.js';
import { mention, quote, when } from '../mrkdwn.js';
import { section } from './block-parts.js';
import { changeLines } from './draft-card.js';
import { sideNames } from './standing-lines.js';

const WORDS_CHARACTERS = 1_200;
const CHANGES_CHARACTERS = 1_600;

const short = (text: string): Drawing => ({ text, blocks: [section(text)] });

/** The reply about one event. `zone` is for readers whose Slack cannot show times in their own. */
export function noteMessage(event: ToldEvent, zone: string): Drawing {
  const { version } = event;
  const at = when(event.at, zone);
  switch (event.type) {
    case 'proposed':
      return short(`${mention(event.by)} proposed version ${version}, ${at}.`);
    case 'edited': {
      const voided =
        event.voided.length === 0
          ? ''
          : `\nThe signature of ${event.voided.map((side) => sideNames[side]).join(' and ')} is void: please read it again and sign anew.`;
      const why = event.why === '' ? '' : `\n${quote(event.why, WORDS_CHARACTERS)}`;
      return short(
        `${mention(event.by)} changed the draft of version ${version}, ${at}.${why}\n${changeLines(event.changes, CHANGES_CHARACTERS)}${voided}`,
      );
    }
    case 'signed':
      return short(`${mention(event.by)} signed version ${version} for ${sideNames[event.side]}, ${at}.`);
    case 'declined':
      return short(
        `${mention(event.by)} declined version ${version}, ${at}:\n${quote(event.reason, WORDS_CHARACTERS)}`,
      );
    case 'withdrawn':
      return short(`${mention(event.by)} withdrew version ${version}, ${at}.`);
    case 'came_into_force':
      return short(
        `Both leaders have signed: version ${version} is in force since ${at}. Leads are being judged by it; those that are open keep the version they were offered under.`,
      );
    case 'superseded':
      return short(`Version ${event.successor} follows version ${version}, ${at}.`);
    case 'review_signed':
      return short(
        `${mention(event.by)} signed the review of version ${version} for ${sideNames[event.side]}, ${at}: no change.`,
      );
    case 'reviewed':
      return short(`Version ${version} is reviewed, ${at}: both leaders keep it as it is.`);
  }
}
