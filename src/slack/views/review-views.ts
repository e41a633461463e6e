// The quarterly review: the private reminder, and the modal in which a leader signs that the charter stays as it is.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { leadersOf, type Side, sides } from '../../charter/roles.js';
import type { CharterStanding } from '../../journey/charter-standing.js';
import type { Drawing } from '../drawing.js';
import { actionIds, callbackIds } from '../ids.js';
import { calendarDay, within } from '../mrkdwn.js';
import { actions, button, context, plain, section } from './block-parts.js';
import { mayReview, peopleWords, reviewLine, sideNames, signedLine } from './standing-lines.js';
import { pointsWords } from './wording.js';

const NAME_CHARACTERS = 120;

function dueWords({ review }: CharterStanding): string {
  const day = calendarDay(review.dueOn);
  switch (review.state) {
    case 'not yet':
    case 'soon':
      return `is due for review on ${day}`;
    case 'due':
      return 'is due for review today';
    case 'overdue':
      return `was due for review on ${day}`;
  }
}

/** The reminder for one person. An unsigned charter has nothing to review: it is to be proposed and signed. */
export function reviewReminder(standing: CharterStanding, person: string): Drawing {
  const { version, signed, charter } = standing.inForce;
  const name = `Charter version ${version} (${within(charter.name, NAME_CHARACTERS)})`;
  const first = `${name} ${dueWords(standing)}.`;
  const leader = mayReview(standing, person);
  const next = !signed
    ? 'Nobody has signed it yet. `/charter propose` puts it to both leaders as it is, or with what should change.'
    : leader
      ? 'Read it with `/charter`. If it still says what you want, sign that it stays; if not, `/charter propose` changes it.'
      : 'Both leaders sign that it stays as it is, or somebody proposes a change with `/charter propose`.';
  const text = `${first} ${next}`;
  const sign = button({
    action: actionIds.review,
    text: 'Sign review',
    value: String(version),
    label: `Sign the review of charter version ${version}`,
    primary: true,
  });
  const blocks: KnownBlock[] = [section(text), ...(leader ? [actions([sign])] : [])];
  return { text, blocks };
}

const Reviewing = z.strictObject({
  version: z.int(),
  side: z.enum(['marketing', 'sales']),
  hash: z.string(),
  since: z.string(),
});

/** What a signed review is about. Throws when the modal is not one of ours. */
export const readReviewing = (view: {
  private_metadata: string;
}): { version: number; side: Side; hash: string; since: string } =>
  Reviewing.parse(JSON.parse(view.private_metadata));

/** Asks a leader to sign that the charter in force stays as it is. */
export function reviewModal(standing: CharterStanding, side: Side): ModalView {
  const { version, hash, charter } = standing.inForce;
  const leaders = leadersOf(standing.roles);
  const { since } = standing.review;
  return {
    type: 'modal',
    callback_id: callbackIds.signReview,
    private_metadata: JSON.stringify({ version, side, hash, since }),
    title: plain('Review: no change', 24),
    submit: plain('Sign', 24),
    close: plain('Not now', 24),
    blocks: [
      section(
        `You sign *for ${sideNames[side]}* that charter version ${version} stays as it is: ${charter.criteria.length} criteria, ${charter.scoring.length} scoring rules, ${pointsWords(charter.mql.threshold)} for an MQL. Read it with \`/charter\` first.`,
      ),
      section(`${signedLine(standing)}\n${reviewLine(standing)}`),
      section(sides.map((each) => `For ${sideNames[each]}: ${peopleWords(leaders[each])}`).join('\n')),
      ...context([`You sign exactly this text: SHA-256 ${hash}`]),
    ],
  };
}
