// A draft of the charter as it stands: the fold of everything that happened to one version, from its proposal to its successor.
import type { Charter } from './charter.js';
import type { Side } from './roles.js';

/** One side's signature over exactly one text. Instants are ISO 8601 text in UTC, people are Slack user ids. */
export interface Signature {
  by: string;
  at: string;
  /** SHA-256, hex, of the canonical text that was signed. */
  hash: string;
}

export type Signatures = Readonly<Record<Side, Signature | null>>;

/** A charter's content with its hash. */
export interface Text {
  content: Charter;
  hash: string;
}

/**
 * What every draft knows, however it stands. `seq` counts its events and is the optimistic lock; `revision` counts its
 * texts, 1 as it was proposed; `base` is the version that was in force when it was drawn up.
 */
interface Drawn extends Text {
  version: number;
  base: number;
  seq: number;
  revision: number;
  why: string;
  proposed: { by: string; at: string };
  signatures: Signatures;
}

export type OpenDraft = Drawn & { status: 'open' };
/** `reviewedAt` is the last review that both leaders signed; `review` holds the signatures of the one under way. */
export type InForce = Drawn & {
  status: 'in_force';
  since: string;
  reviewedAt: string | null;
  review: Signatures;
};
export type Superseded = Drawn & { status: 'superseded'; since: string; until: string; successor: number };
export type Declined = Drawn & { status: 'declined'; closed: { by: string; at: string; reason: string } };
export type Withdrawn = Drawn & { status: 'withdrawn'; closed: { by: string; at: string } };
export type Draft = OpenDraft | InForce | Superseded | Declined | Withdrawn;

/** What happened to a version; `changes` tell in words what a new text changes. `by` is null for what followed by itself. */
export type CharterEvent = { at: string; by: string | null } & (
  | ({ type: 'proposed'; by: string; version: number; base: number; why: string; changes: string[] } & Text)
  | ({
      type: 'edited';
      by: string;
      revision: number;
      why: string;
      changes: string[];
      /** The sides whose signatures the new text voids. */
      voided: Side[];
    } & Text)
  | { type: 'signed' | 'review_signed'; by: string; side: Side; hash: string }
  | { type: 'declined'; by: string; reason: string }
  | { type: 'withdrawn'; by: string }
  | { type: 'came_into_force'; ended: number }
  | { type: 'superseded'; successor: number }
  | { type: 'reviewed' }
);

export const unsigned: Signatures = { marketing: null, sales: null };

/** Folds one event into the draft; null before it was proposed. Only events that were decided for it may be folded. */
export function evolve(draft: Draft | null, event: CharterEvent): Draft {
  if (event.type === 'proposed') return begun(event);
  if (draft === null) throw new Error(`${event.type} cannot happen before there is a draft`);
  const seq = draft.seq + 1;
  switch (event.type) {
    case 'edited': {
      const { revision, content, hash } = event;
      return { ...stillOpen(draft, event), seq, revision, content, hash, signatures: unsigned };
    }
    case 'signed': {
      const { by, at, side, hash } = event;
      const signatures = { ...draft.signatures, [side]: { by, at, hash } };
      return { ...stillOpen(draft, event), seq, signatures };
    }
    case 'declined': {
      const { by, at, reason } = event;
      return { ...stillOpen(draft, event), seq, status: 'declined', closed: { by, at, reason } };
    }
    case 'withdrawn':
      return {
        ...stillOpen(draft, event),
        seq,
        status: 'withdrawn',
        closed: { by: event.by, at: event.at },
      };
    case 'came_into_force': {
      const before = stillOpen(draft, event);
      return { ...before, seq, status: 'in_force', since: event.at, reviewedAt: null, review: unsigned };
    }
    case 'superseded': {
      const { review: _, reviewedAt: __, ...before } = stillInForce(draft, event);
      return { ...before, seq, status: 'superseded', until: event.at, successor: event.successor };
    }
    case 'review_signed': {
      const { by, at, side, hash } = event;
      const before = stillInForce(draft, event);
      return { ...before, seq, review: { ...before.review, [side]: { by, at, hash } } };
    }
    case 'reviewed':
      return { ...stillInForce(draft, event), seq, reviewedAt: event.at, review: unsigned };
  }
}

function begun(event: Extract<CharterEvent, { type: 'proposed' }>): OpenDraft {
  const { version, base, content, hash, why, by, at } = event;
  return {
    status: 'open',
    version,
    base,
    seq: 1,
    revision: 1,
    content,
    hash,
    why,
    proposed: { by, at },
    signatures: unsigned,
  };
}

const illegal = (draft: Draft, event: CharterEvent): Error =>
  new Error(`${event.type} cannot happen to a draft that is ${draft.status}`);

function stillOpen(draft: Draft, event: CharterEvent): OpenDraft {
  if (draft.status !== 'open') throw illegal(draft, event);
  return draft;
}

function stillInForce(draft: Draft, event: CharterEvent): InForce {
  if (draft.status !== 'in_force') throw illegal(draft, event);
  return draft;
}
