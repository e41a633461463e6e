// How the charter stands, a line each: who signed it, who owns and leads it, when it is reviewed, and what is proposed.
import type { Draft, Signatures } from '../../charter/draft.js';
import { leadersOf, type Role, type Side, sides } from '../../charter/roles.js';
import type { CharterStanding } from '../../journey/charter-standing.js';
import { calendarDay, mention, when } from '../mrkdwn.js';
import { counted } from './wording.js';

/** More names than this make a line unreadable. */
const MOST_NAMED = 5;

export const sideNames: Readonly<Record<Side, string>> = { marketing: 'marketing', sales: 'sales' };

/** "@Rita, @Mia and 3 more", or that nobody is named. */
export function peopleWords(people: readonly string[]): string {
  if (people.length === 0) return 'nobody is named yet';
  const named = people.slice(0, MOST_NAMED).map(mention).join(', ');
  return people.length > MOST_NAMED ? `${named} and ${people.length - MOST_NAMED} more` : named;
}

/** "for marketing by @Mia, 14 Nov at 10:00", for each side that has signed. */
export const signatureWords = (signatures: Signatures, zone: string): string[] =>
  sides.flatMap((side) => {
    const signature = signatures[side];
    return signature === null
      ? []
      : [`for ${sideNames[side]} by ${mention(signature.by)}, ${when(signature.at, zone)}`];
  });

/** Who signed the version in force, or that nobody has. */
export function signedLine({ inForce }: CharterStanding): string {
  const { signed, charter, since, draft } = inForce;
  const { zone } = charter.working;
  if (!signed)
    return `It is *provisional*: nobody has signed it. It holds, since ${when(since, zone)}, until both leaders have signed a version.`;
  const by = draft === null ? [] : signatureWords(draft.signatures, zone);
  return `*Signed* ${by.join(' and ')}. In force since ${when(since, zone)}.`;
}

/** Owner and leaders, or how to name them. */
export function peopleLine({ roles }: CharterStanding): string {
  const named: readonly (readonly [string, Role])[] = [
    ['Owner', 'owner'],
    ['marketing leader', 'marketing_leader'],
    ['sales leader', 'sales_leader'],
  ];
  const words = named.map(([name, role]) => `${name}: ${peopleWords(roles[role])}`).join(' · ');
  const missing = named.some(([, role]) => roles[role].length === 0);
  return missing ? `${words}. A Slack admin names them with \`/funnel setup\`.` : `${words}.`;
}

/** When the review is due, and who has signed it so far. */
export function reviewLine({ inForce, review }: CharterStanding): string {
  const day = calendarDay(review.dueOn);
  const begun =
    inForce.draft?.status === 'in_force'
      ? signatureWords(inForce.draft.review, inForce.charter.working.zone)
      : [];
  const so = begun.length === 0 ? '' : ` Signed ${begun.join(' and ')}; the other side is still to sign.`;
  switch (review.state) {
    case 'not yet':
      return `Review due on ${day}.${so}`;
    case 'soon':
      return `Review due soon, on ${day}.${so}`;
    case 'due':
      return `*Review due today.*${so}`;
    case 'overdue':
      return `*Review overdue:* it was due on ${day}.${so}`;
  }
}

/** Whether this person can sign the review now: a leader who has not yet, when it is near. */
export function mayReview({ inForce, review, roles }: CharterStanding, person: string): boolean {
  const { draft } = inForce;
  if (draft?.status !== 'in_force' || review.state === 'not yet') return false;
  const leaders = leadersOf(roles);
  return sides.some((side) => leaders[side].includes(person) && draft.review[side] === null);
}

/** The side whose signature this person can give, as far as it is known; the verb decides. */
export function sideFor(
  person: string,
  leaders: Readonly<Record<Side, readonly string[]>>,
  given: Signatures,
): Side {
  const own = sides.filter((side) => leaders[side].includes(person));
  return own.find((side) => given[side] === null) ?? own[0] ?? 'marketing';
}

/** What is proposed, with a link to its thread; null while nothing is. */
export function draftLine({ draft }: CharterStanding, thread: string | null): string | null {
  if (draft === null) return null;
  const { open, changes } = draft;
  const signed = sides.filter((side) => open.signatures[side] !== null);
  const so =
    signed.length === 0
      ? 'not signed yet'
      : `signed for ${signed.map((side) => sideNames[side]).join(' and ')}`;
  const link = thread === null ? '' : ` <${thread.replaceAll('&', '&amp;')}|Read it in the channel>.`;
  return `*Proposed:* version ${open.version} by ${mention(open.proposed.by)}, ${counted(changes.length, 'change')}, ${so}.${link}`;
}

/** The beginning of a hash, as people compare it. */
export const shortHash = ({ hash }: Pick<Draft, 'hash'>): string => hash.slice(0, 12);
