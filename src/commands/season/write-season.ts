// Writes a season into the store, with what the channel should show of its last days.
import { accountOf } from '../../handshake/account.js';
import { type Announcement, announce, card, cardKey } from '../../handshake/announcement.js';
import { assess } from '../../handshake/assessment.js';
import { evolve } from '../../handshake/evolve.js';
import type { Handshake } from '../../handshake/handshake.js';
import { nextLookAt } from '../../handshake/nudges.js';
import { DAY_MS } from '../../handshake/wall-hours.js';
import { observationDigest } from '../../journey/take-in.js';
import type { WorkspaceStore } from '../../store/store.js';
import type { LeadOfThePast, PastHandshake, WholePast } from '../../store/whole-past.js';
import { owner, seasonRoles } from './company.js';
import { type Ground, inForceAt } from './ground.js';
import type { SeasonHandshake, SeasonLead } from './lead-story.js';
import type { Season } from './season.js';

/** Cards of so many days stand in the channel; older ones only while somebody may still answer them. */
const SHOWN_DAYS = 10;

const NOT_YET = Number.POSITIVE_INFINITY;

/** A message that stands in the channel, with the instant at which it was posted first, in ms. */
export interface Shown extends Announcement {
  at: number;
}

const isShown = ({ handshake, offer }: SeasonHandshake, until: number): boolean =>
  handshake.status === 'offered' || Date.parse(offer.offeredAt) > until - SHOWN_DAYS * DAY_MS;

/** What was said of a handshake, each message once, at the instant at which it was said first. */
function messagesOf({ offer, events }: SeasonHandshake): Shown[] {
  const shown = new Map<string, Shown>();
  let handshake: Handshake = offer;
  for (const event of events) {
    handshake = evolve(handshake, event);
    const at = Date.parse(event.at);
    const said = event.type === 'posted' ? [card(offer.id)] : announce(handshake, event);
    for (const each of said) if (!shown.has(each.key)) shown.set(each.key, { ...each, at });
  }
  // A card that was on its way when the season ended is still owed.
  if (!shown.has(cardKey(offer.id))) shown.set(cardKey(offer.id), { ...card(offer.id), at: NOT_YET });
  return [...shown.values()];
}

/** The messages of a season that stand in the channel, in the order in which they were posted. */
export const shownOf = ({ leads, ground: { until } }: Season): Shown[] =>
  leads
    .flatMap(({ handshakes }) => handshakes)
    .filter((each) => isShown(each, until))
    .flatMap(messagesOf)
    .filter(({ at }) => at !== NOT_YET)
    .sort((a, b) => a.at - b.at);

function keptHandshake(told: SeasonHandshake, { facts }: SeasonLead, ground: Ground): PastHandshake {
  const { handshake } = told;
  const under = ground.charters.find(({ version }) => version === handshake.charterVersion);
  if (under === undefined) throw new Error('a handshake was offered under no charter of its season');
  const { ladder, clocks } = under.charter;
  const terms = { clocks, calendar: ground.calendar };
  const look = nextLookAt({ handshake, ladder, terms }, ground.plan.until)?.toISOString() ?? null;
  const announcements = isShown(told, ground.until) ? messagesOf(told) : [];
  return { ...told, account: accountOf(facts), nextLookAt: look, announcements };
}

function keptLead(lead: SeasonLead, ground: Ground): LeadOfThePast {
  const { facts, signals } = lead;
  const { charter } = inForceAt(ground, ground.until);
  const { score, mql } = assess(charter, { facts, signals, now: ground.plan.until });
  return {
    ...lead,
    score: score.total,
    mql,
    observed: lead.observed.map(({ values, at }) => ({ values, at, digest: observationDigest(at, values) })),
    handshakes: lead.handshakes.map((each) => keptHandshake(each, lead, ground)),
  };
}

/** A season as the store keeps it. */
export function pastOf({ ground, charter, leads }: Season): WholePast {
  const leaves = [...ground.leaves].flatMap(([person, times]) =>
    times.map((leave) => ({ ...leave, person, by: person, id: `season-${person}-${leave.from}` })),
  );
  return {
    charters: ground.charters.map(({ since, ...version }) => ({ ...version, since: new Date(since) })),
    drafts: charter === null ? [] : [charter],
    leaves,
    leads: leads.map((lead) => keptLead(lead, ground)),
    now: ground.plan.until,
  };
}

/** Keeps a season in a workspace that has no leads yet; `told` hears how many leads are kept so far. */
export async function writeSeason(
  store: WorkspaceStore,
  season: Season,
  of: { channel: string; told: (leads: number) => void },
): Promise<void> {
  const { channel, told } = of;
  const { revision } = await store.settings.read();
  const set = { channel, roles: seasonRoles, revision };
  if (revision === 0) await store.settings.change(set, { id: owner, at: new Date(season.ground.from) });
  await store.wholePasts.keep(pastOf(season), channel, told);
}
