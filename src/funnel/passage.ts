// A passage: everything about one handshake that is counted, from its offer through all that happened to it.
import type { Assessment } from '../handshake/assessment.js';
import { evolve } from '../handshake/evolve.js';
import {
  type Again,
  type Handshake,
  type HandshakeEvent,
  holderOf,
  type Instant,
  type Offered,
  type PersonId,
} from '../handshake/handshake.js';
import type { ReplyKind } from '../handshake/replies.js';
import type { Audience } from '../handshake/rungs.js';

/** What a passage begins with: the handshake as it was offered (version 1), under what, and what happened since, in order. */
export interface Beginning {
  offer: Offered;
  offered: Assessment;
  events: readonly HandshakeEvent[];
}

/**
 * One time that the lead lay before sales, from a card in the channel to an answer. A new offer begins another. An accept
 * that was undone ends nothing.
 */
export interface Round {
  /** Null until the card is in the channel. */
  postedAt: Instant | null;
  dueAt: Instant | null;
  lapsed: { of: PersonId | null; at: Instant } | null;
  end: { kind: 'accepted' | 'rejected' | 'reoffered'; by: PersonId | null; at: Instant } | null;
}

/** One time that somebody worked the lead, from the accept to an SQL, a hand-back, or a new offer to somebody else. */
export interface Work {
  by: PersonId;
  at: Instant;
  end: { kind: 'sql' | 'handed_back' | 'reoffered'; at: Instant } | null;
}

/** One rejection or hand-back, and what marketing and the manager said to it. */
export interface Refused {
  kind: 'rejected' | 'handed_back';
  by: PersonId;
  at: Instant;
  cited: readonly string[];
  other: boolean;
  contradicted: boolean;
  repliedAt: Instant | null;
  reply: ReplyKind | null;
  ruling: 'upheld' | 'overturned' | null;
}

/** What happened beside answers and work. `of` is the rep it was with. */
export interface Aside {
  kind: 'left_untouched' | `nudged:${Audience}` | `reoffered:${Again | 'overturned'}`;
  of: PersonId | null;
  at: Instant;
}

/** One handshake as it is counted. */
export interface Passage {
  /** As `evolve` leaves it. */
  handshake: Handshake;
  offered: Assessment;
  /** When its card was in the channel first. */
  postedAt: Instant | null;
  rounds: readonly Round[];
  works: readonly Work[];
  refusals: readonly Refused[];
  asides: readonly Aside[];
}

const newRound = (postedAt: Instant | null = null, dueAt: Instant | null = null): Round => ({
  postedAt,
  dueAt,
  lapsed: null,
  end: null,
});

/** Follows the events beside `evolve`, which says what each may follow on. */
class Notes {
  postedAt: Instant | null = null;
  readonly rounds: Round[] = [newRound()];
  readonly works: Work[] = [];
  readonly refusals: Refused[] = [];
  readonly asides: Aside[] = [];

  get #round(): Round {
    return last(this.rounds);
  }

  /** Notes what an event adds; `before` is how the handshake stood. */
  note(before: Handshake, event: HandshakeEvent): void {
    const { at } = event;
    switch (event.type) {
      case 'posted':
        this.postedAt = at;
        // Somebody may have answered before the bot wrote down that the card was there.
        Object.assign(this.#round, { postedAt: at, dueAt: event.dueAt });
        return;
      case 'accepted':
        this.#round.end = { kind: 'accepted', by: event.by, at };
        this.works.push({ by: event.by, at, end: null });
        return;
      case 'accept_undone':
        this.#round.end = null;
        this.works.pop();
        return;
      case 'rejected':
        this.#round.end = { kind: 'rejected', by: event.by, at };
        this.#refuse(event);
        return;
      case 'handed_back':
        last(this.works).end = { kind: 'handed_back', at };
        this.#refuse(event);
        return;
      case 'qualified':
        last(this.works).end = { kind: 'sql', at };
        return;
      case 'acknowledged':
      case 'fixed':
      case 'disputed': {
        const refused = last(this.refusals);
        refused.reply = event.type;
        refused.repliedAt ??= at;
        return;
      }
      case 'upheld':
        last(this.refusals).ruling = 'upheld';
        return;
      case 'overturned':
        last(this.refusals).ruling = 'overturned';
        this.asides.push({ kind: 'reoffered:overturned', of: last(this.refusals).by, at });
        this.#offerAgain(before, at, event.dueAt);
        return;
      case 'reoffered':
        if (before.status === 'accepted') last(this.works).end = { kind: 'reoffered', at };
        else this.#round.end = { kind: 'reoffered', by: null, at };
        this.asides.push({ kind: `reoffered:${event.because}`, of: event.of, at });
        this.#offerAgain(before, at, event.dueAt);
        return;
      case 'nudged':
        this.asides.push({ kind: `nudged:${event.who}`, of: event.to ?? holderOf(before), at });
        return;
      case 'lapsed':
        this.#round.lapsed ??= { of: event.of, at };
        return;
      case 'left_untouched':
        this.asides.push({ kind: 'left_untouched', of: event.of, at });
        return;
      case 'reassigned':
      case 'snoozed':
      case 'woken':
      case 'touched':
      case 'won':
      case 'lost':
      case 'same_person_came':
      case 'mql_unmade':
        return;
    }
  }

  #refuse(event: Extract<HandshakeEvent, { type: 'rejected' | 'handed_back' }>): void {
    const { type: kind, by, at, cited, contradicted } = event;
    this.refusals.push({
      kind,
      by,
      at,
      cited,
      other: event.other ?? cited.length === 0,
      contradicted: contradicted.length > 0,
      repliedAt: null,
      reply: null,
      ruling: null,
    });
  }

  #offerAgain(before: Handshake, at: Instant, dueAt: Instant | null): void {
    this.rounds.push(newRound(before.postedAt === null ? null : at, dueAt));
  }
}

function last<T>(items: readonly T[]): T {
  const item = items.at(-1);
  if (item === undefined) throw new Error('an event does not follow on what happened before it');
  return item;
}

/** Folds what happened to a handshake. Throws, as `evolve` does, on an event that cannot follow on those before it. */
export function passageOf({ offer, offered, events }: Beginning): Passage {
  const notes = new Notes();
  let handshake: Handshake = offer;
  for (const event of events) {
    notes.note(handshake, event);
    handshake = evolve(handshake, event);
  }
  const { postedAt, rounds, works, refusals, asides } = notes;
  return { handshake, offered, postedAt, rounds, works, refusals, asides };
}
