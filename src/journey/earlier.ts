// Earlier: how a lead that is offered again was answered before, what was said of that, and what changed since.
import type { CharterVersion } from '../charter/charter.js';
import { type Changes, changesBetween } from '../handshake/changes.js';
import type { Handshake } from '../handshake/handshake.js';
import { type Facts, fold } from '../handshake/lead.js';
import type { LeadStory, ToldFacts, ToldHandshake } from '../store/lead-book.js';
import type { ToldRejection } from '../store/rejections.js';
import type { Workplace } from './workplace.js';

/** The rejection before an offer, under the charter that the lead was offered under then. */
export interface Earlier {
  told: ToldRejection;
  charter: CharterVersion;
  changes: Changes;
}

/** The last rejection before the answer that stands, if any, and the handshake it was of. */
function rejectionBefore(
  { handshakes }: LeadStory,
  handshake: Handshake,
): { of: ToldHandshake; rejection: string } | null {
  const stands = 'rejection' in handshake ? handshake.rejection : null;
  for (const of of handshakes.filter((each) => each.handshake.cycle <= handshake.cycle).reverse()) {
    const last = of.events.findLast(
      (event) => (event.type === 'rejected' || event.type === 'handed_back') && event.rejection !== stands,
    );
    if (last !== undefined && 'rejection' in last) return { of, rejection: last.rejection };
  }
  return null;
}

/** What was known at an instant (ISO 8601). */
const knownAt = (told: readonly ToldFacts[], at: string): Facts =>
  fold(
    {},
    told
      .filter(({ receivedAt }) => receivedAt.toISOString() <= at)
      .flatMap(({ values, occurredAt }) =>
        Object.entries(values).map(([field, value]) => ({ field, value, occurredAt })),
      ),
  );

/** How the lead of a handshake was answered before it was offered as it is now; null where it never was. */
export async function earlierOf({ store }: Workplace, handshake: Handshake): Promise<Earlier | null> {
  const story = await store.leadBook.story(handshake.lead);
  const before = story && rejectionBefore(story, handshake);
  const now = story?.handshakes.find((each) => each.handshake.id === handshake.id);
  if (!story || !before || now === undefined) return null;
  const told = await store.rejections.told(before.of.handshake.id, before.rejection);
  if (told === null) return null;
  const [charter, current] = await Promise.all([
    store.charters.version(before.of.handshake.charterVersion),
    store.charters.version(handshake.charterVersion),
  ]);
  const changes = changesBetween(
    { charter: charter.charter, assessment: before.of.offered, facts: knownAt(story.told, told.at) },
    { charter: current.charter, assessment: now.offered, facts: story.facts },
  );
  return { told, charter, changes };
}
