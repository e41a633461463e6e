// Sweeps: what time alone changes. Each does whatever is due, may be run at any moment, and by many processes at once.
import { cardKey } from '../handshake/announcement.js';
import { count } from './count.js';
import { tellWeeks } from './digest.js';
import { judgeAnew } from './judge-anew.js';
import { beginLeaves } from './leave-begins.js';
import { nudge } from './nudge.js';
import { remindOfReview } from './review.js';
import { refreshRoster } from './roster.js';
import { remindMarketing } from './unanswered.js';
import { offerUnplaced } from './unplaced.js';
import { dayIn, type Workplace } from './workplace.js';

/** Leads judged in one transaction: small enough that the embedded engine keeps answering clicks in between. */
const BATCH = 200;

/** A little less than a day, so that a daily run does not find every lead judged just short of a day ago. */
const JUDGED_EVERY_MS = 20 * 3_600_000;

/**
 * Leads that came in while a charter came into force may have been judged by the one before; no taking-in lasts longer,
 * since its statements are cut off earlier.
 */
const CHANGEOVER_MS = 2 * 60_000;

const DAY_MS = 86_400_000;
const RUNS_KEPT_DAYS = 30;

/** Webhook ids are remembered this long; a sender that repeats a delivery does so within minutes. */
const DELIVERIES_KEPT_DAYS = 7;

/** The instant before which a lead's last judgement is out of date: by age, or since another charter holds. */
async function outOfDate({ store, now }: Workplace): Promise<Date> {
  const aged = now().getTime() - JUDGED_EVERY_MS;
  const since = (await store.charters.inForceSince()).since.getTime();
  const changedOver = now().getTime() > since + CHANGEOVER_MS ? since + CHANGEOVER_MS : since;
  return new Date(Math.max(aged, changedOver));
}

/**
 * Judges every lead that was not judged for twenty hours, since scores decay and windows close without anything
 * arriving, and every lead that was last judged before the charter in force came into force.
 */
export async function judgeAgain(workplace: Workplace): Promise<number> {
  const before = await outOfDate(workplace);
  for (let judged = 0; ; ) {
    const keys = await workplace.store.leads.judgedBefore(before, BATCH);
    if (keys.length === 0) return judged;
    await judgeAnew(workplace, keys, { paced: true });
    judged += keys.length;
  }
}

/** Offers recycled leads whose day has come, if they are MQLs on that day. */
export async function bringBack(workplace: Workplace): Promise<number> {
  const { charter } = await workplace.store.charters.inForce();
  const today = dayIn(charter, workplace.now());
  for (let looked = 0, after = ''; ; ) {
    const due = await workplace.store.handshakes.dueBack(today, after, BATCH);
    const last = due.at(-1);
    if (last === undefined) return looked;
    await judgeAnew(workplace, due);
    looked += due.length;
    after = last.handshake;
  }
}

/** Redraws the cards whose Undo has run out. */
export async function closeUndo(workplace: Workplace): Promise<number> {
  const ids = await workplace.store.handshakes.undoRunOut(workplace.now(), BATCH);
  if (ids.length === 0) return 0;
  await workplace.store.messages.redraw(ids.map(cardKey));
  workplace.owed();
  return ids.length;
}

/** Forgets webhook ids that nobody will repeat. */
const forgetDeliveries = (workplace: Workplace): Promise<number> =>
  workplace.store.leads.forgetDeliveries(DELIVERIES_KEPT_DAYS);

/** Forgets how jobs ran, who was reminded of what, and what leaves handed over, a month ago. */
async function forgetRuns({ store, now }: Workplace): Promise<number> {
  const before = new Date(now().getTime() - RUNS_KEPT_DAYS * DAY_MS);
  const runs = await store.jobRuns.forget(before);
  const handed = await store.leaves.forgetHanded(before);
  return runs + handed + (await store.nudges.forget(before));
}

/** Hands over the leads of those on leave, then offers what nobody had room for. */
const placeLeads = async (workplace: Workplace): Promise<number> =>
  (await beginLeaves(workplace)) + (await offerUnplaced(workplace));

/** Every sweep by the name of its job. */
export const sweepsOf = (workplace: Workplace) => ({
  'know-people': () => refreshRoster(workplace),
  'place-leads': () => placeLeads(workplace),
  nudge: () => nudge(workplace),
  'close-undo': () => closeUndo(workplace),
  count: () => count(workplace),
  'forget-deliveries': () => forgetDeliveries(workplace),
  'forget-runs': () => forgetRuns(workplace),
  'judge-again': () => judgeAgain(workplace),
  'bring-back': () => bringBack(workplace),
  digest: () => tellWeeks(workplace),
  'review-charter': () => remindOfReview(workplace),
  'remind-marketing': () => remindMarketing(workplace),
});
