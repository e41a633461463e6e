// The charter in a season: proposed by RevOps, discussed, signed by both leaders, and reviewed each quarter or forgotten.
import {
  type Command,
  decideAmendment,
  decideProposal,
  namings,
  type Terms,
} from '../../charter/amendment.js';
import { type CharterEvent, type Draft, evolve } from '../../charter/draft.js';
import { decideReview, reviewedSince } from '../../charter/review.js';
import { leadersOf, rolesUnder } from '../../charter/roles.js';
import { starterCharter } from '../../charter/starter.js';
import { textOf } from '../../journey/charter-text.js';
import { amendedCharter, leaders, owner, proposedCharter, seasonRoles } from './company.js';
import { afterDays, type Ground } from './ground.js';

/** A version from its proposal on. */
export interface CharterStory {
  draft: Draft;
  events: CharterEvent[];
}

/** The months of a quarter, in days of the season: each review is signed on a morning shortly before it is due. */
const REVIEWED_EVERY_DAYS = 88;
const HOUR = 1 / 24;

/** Tells the draft of version 2 up to the end of the season; null where nobody ever proposed one. */
export function charterStory(ground: Ground): CharterStory | null {
  const { plan, until } = ground;
  const inForce = ground.charters[1];
  if (inForce === undefined) return null;
  const week = plan.amendedInWeek * 7;
  const iso = (days: number): string => new Date(afterDays(ground, days)).toISOString();
  const text = textOf(amendedCharter);
  const terms: Terms = {
    inForce: { ...textOf(starterCharter), version: 1, signed: false },
    leaders: leadersOf(rolesUnder(seasonRoles, amendedCharter)),
    mayName: namings,
    seen: null,
  };
  let draft: Draft | null = null;
  const events: CharterEvent[] = [];
  const keep = (decision: ReturnType<typeof decideAmendment>): Draft => {
    if ('refused' in decision) throw new Error(`the season's charter was refused: ${decision.refused.kind}`);
    for (const event of decision.events) {
      draft = evolve(draft, event);
      events.push(event);
    }
    if (draft === null) throw new Error('nothing was proposed');
    return draft;
  };
  const why = 'Above 400 people our partner sells. Sizes should say so, and both leaders should sign.';
  const proposal = {
    ...textOf(proposedCharter),
    by: owner,
    at: iso(week + 10 * HOUR),
    version: 2,
    base: 1,
    why,
  };
  let standing = keep(decideProposal(proposal, terms));
  const commands: Command[] = [
    {
      ...text,
      type: 'edit',
      by: leaders.sales,
      at: iso(week + 1 + 14 * HOUR),
      revision: 1,
      why: 'We close deals up to 500.',
    },
    {
      type: 'sign',
      side: 'marketing',
      hash: text.hash,
      by: leaders.marketing,
      at: iso(week + 2 + 11 * HOUR),
    },
    {
      type: 'sign',
      side: 'sales',
      hash: text.hash,
      by: leaders.sales,
      at: new Date(inForce.since).toISOString(),
    },
  ];
  for (const command of commands) standing = keep(decideAmendment(standing, command, terms));
  if (plan.leaks.charter === 'overdue') return { draft: standing, events };
  for (
    let days = week + 3 + REVIEWED_EVERY_DAYS;
    afterDays(ground, days + 1) < until;
    days += REVIEWED_EVERY_DAYS
  )
    for (const [place, side] of (['marketing', 'sales'] as const).entries()) {
      if (standing.status !== 'in_force') throw new Error('what is reviewed is in force');
      const at = iso(days + (10 + 5 * place) * HOUR);
      const signature = { side, since: reviewedSince(standing), by: leaders[side], at, hash: text.hash };
      standing = keep(decideReview(standing, signature, terms.leaders));
    }
  return { draft: standing, events };
}
