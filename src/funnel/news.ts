// What new events of a handshake change in the cells: what it counts as now, less what it counted as before.
import type { Assessment } from '../handshake/assessment.js';
import type { HandshakeEvent, Offered } from '../handshake/handshake.js';
import type { CountTerms } from './count.js';
import { countOfLead, countsOf } from './counts.js';
import { type Passage, passageOf } from './passage.js';
import type { Pile } from './pile.js';
import { type Waiting, waitingOf } from './waiting.js';

/** A handshake with all that is known to have happened to it; the first event is its offer. */
export interface Moved {
  offer: Offered;
  offered: Assessment;
  /** Whether its lead first became an MQL with this offer. */
  becameMql: boolean;
  /** By their place among all events of the handshake, 1 for the offer; a place may be missing yet. */
  events: readonly { version: number; counted: boolean; event: HandshakeEvent | null }[];
}

/** Everything up to the first place that is missing: what came after it is counted once it is known what came between. */
function upToAGap(events: Moved['events']): Moved['events'] {
  const gap = events.findIndex(({ version }, place) => version !== place + 1);
  return gap === -1 ? events : events.slice(0, gap);
}

function passageAfter({ offer, offered }: Moved, events: Moved['events']): Passage | null {
  if (events.length === 0) return null;
  return passageOf({ offer, offered, events: events.flatMap(({ event }) => event ?? []) });
}

function addTo(pile: Pile, passage: Passage, { becameMql }: Moved, terms: CountTerms, sign: 1 | -1): void {
  pile.add(countsOf(passage, terms), sign);
  if (!becameMql) return;
  const { lead, about, offeredAt: at, charterVersion } = passage.handshake;
  const seen = {
    kind: 'mql',
    source: lead.source,
    campaign: about.campaign,
    segment: about.segment,
    at,
  } as const;
  pile.add([countOfLead(seen, charterVersion, terms)], sign);
}

/** Adds to a pile what a handshake changes; returns how it waits now. Its terms are those it was offered under. */
export function count(moved: Moved, terms: CountTerms, pile: Pile): Waiting | null {
  const known = upToAGap(moved.events);
  const before = passageAfter(moved, upToAGap(known.filter(({ counted }) => counted)));
  const after = passageAfter(moved, known);
  if (before !== null) addTo(pile, before, moved, terms, -1);
  if (after === null) return null;
  addTo(pile, after, moved, terms, 1);
  return waitingOf(after, terms);
}
