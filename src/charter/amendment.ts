// Amending the charter: what a proposal, an edit, a signature, a refusal to sign or a withdrawal leads to, or why it does nothing.
import type { Charter } from './charter.js';
import { changeWords, differencesBetween } from './difference.js';
import type { CharterEvent, Draft, Signature, Signatures, Text } from './draft.js';
import { type Leaders, type Side, sides } from './roles.js';

/** A new draft, drawn from the version `base` that its proposer had read. */
export interface Proposal extends Text {
  by: string;
  at: string;
  version: number;
  base: number;
  why: string;
}

/** What somebody wants of an open draft. `revision` and `hash` name the text that they had before them. */
export type Command = { by: string; at: string } & (
  | ({ type: 'edit'; revision: number; why: string } & Text)
  | { type: 'sign'; side: Side; hash: string }
  | { type: 'decline'; reason: string }
  | { type: 'withdraw' }
);

/** Why a command does nothing. `changes` tell in words what is different from the text that the person had before them. */
export type Refusal =
  | { kind: 'not open' }
  | { kind: 'changed since'; changes: string[] }
  | { kind: 'nothing changes' }
  | { kind: 'words needed'; most: number }
  | { kind: 'not yours to name' }
  | { kind: 'no leader named'; side: Side }
  | { kind: 'not the leader'; side: Side; leaders: string[] }
  | { kind: 'already signed'; side: Side; by: string }
  | { kind: 'signed for the other side'; side: Side };

export type Decision = { events: CharterEvent[] } | { refused: Refusal };

/** The version in force that a draft would replace. */
export interface Standing extends Text {
  version: number;
  signed: boolean;
}

/** What only few may change: the owner, the leader of a side, how often the charter is reviewed. */
export const namings = ['owner', ...sides, 'review'] as const;
export type Naming = (typeof namings)[number];

/** What a command is judged by. */
export interface Terms {
  inForce: Standing;
  /** Who may sign for each side if this draft is signed as it stands. */
  leaders: Leaders;
  /** What this person may change of who owns and leads the charter, and of how often it is reviewed. */
  mayName: readonly Naming[];
  /** The text that the person had before them when it is not the one that stands; null when it is not known. */
  seen: Charter | null;
}

/** The longest reason, in characters. */
export const MOST_WORDS = 1000;

const done: Decision = { events: [] };
const refuse = (refused: Refusal): Decision => ({ refused });

const changesInWords = (from: Charter, to: Charter): string[] =>
  differencesBetween(from, to).map(changeWords);

const changedSince = (seen: Charter | null, now: Charter): Decision =>
  refuse({ kind: 'changed since', changes: seen === null ? [] : changesInWords(seen, now) });

const spoken = (words: string): boolean => words.trim() !== '' && words.length <= MOST_WORDS;

const named = ({ people, reviewEveryMonths }: Charter): Record<Naming, string | number | null> => ({
  owner: people.owner,
  marketing: people.marketingLeader,
  sales: people.salesLeader,
  review: reviewEveryMonths,
});

/** Whether one charter differs from another only in what somebody may name. */
const namesRightly = (from: Charter, to: Charter, may: readonly Naming[]): boolean =>
  namings.every((naming) => may.includes(naming) || named(from)[naming] === named(to)[naming]);

/** Whether the text may be put to the leaders at all. An unsigned charter may be proposed as it is, to be signed. */
const changesNothing = ({ hash }: Text, inForce: Standing): boolean =>
  inForce.signed && hash === inForce.hash;

/** What proposing leads to, where no draft is open. */
export function decideProposal(proposal: Proposal, { inForce, mayName, seen }: Terms): Decision {
  const { content, base, why } = proposal;
  if (base !== inForce.version) return changedSince(seen, inForce.content);
  if (!spoken(why)) return refuse({ kind: 'words needed', most: MOST_WORDS });
  if (changesNothing(proposal, inForce)) return refuse({ kind: 'nothing changes' });
  if (!namesRightly(inForce.content, content, mayName)) return refuse({ kind: 'not yours to name' });
  const changes = changesInWords(inForce.content, content);
  return { events: [{ ...proposal, type: 'proposed', why: why.trim(), changes }] };
}

/** What a command does to a draft as it stands. Doing the same thing again is a success with no events. */
export function decideAmendment(draft: Draft, command: Command, terms: Terms): Decision {
  switch (command.type) {
    case 'edit':
      return edit(draft, command, terms);
    case 'sign':
      return sign(draft, command, terms);
    case 'decline':
      if (draft.status === 'declined' && draft.closed.by === command.by) return done;
      if (draft.status !== 'open') return refuse({ kind: 'not open' });
      if (!spoken(command.reason)) return refuse({ kind: 'words needed', most: MOST_WORDS });
      return { events: [{ ...command, type: 'declined', reason: command.reason.trim() }] };
    case 'withdraw':
      if (draft.status === 'withdrawn') return done;
      if (draft.status !== 'open') return refuse({ kind: 'not open' });
      return { events: [{ ...command, type: 'withdrawn' }] };
  }
}

function edit(draft: Draft, command: Extract<Command, { type: 'edit' }>, terms: Terms): Decision {
  const { by, at, content, hash } = command;
  if (draft.status !== 'open') return refuse({ kind: 'not open' });
  if (hash === draft.hash) return done;
  if (command.revision !== draft.revision) return changedSince(terms.seen, draft.content);
  if (command.why.length > MOST_WORDS) return refuse({ kind: 'words needed', most: MOST_WORDS });
  if (changesNothing(command, terms.inForce)) return refuse({ kind: 'nothing changes' });
  if (!namesRightly(draft.content, content, terms.mayName)) return refuse({ kind: 'not yours to name' });
  const why = command.why.trim();
  const changes = changesInWords(draft.content, content);
  const voided = sides.filter((side) => draft.signatures[side] !== null);
  const revision = draft.revision + 1;
  return { events: [{ type: 'edited', by, at, revision, content, hash, why, changes, voided }] };
}

const otherSide = (side: Side): Side => (side === 'marketing' ? 'sales' : 'marketing');

/** One side's signature, under the rules that hold for a draft and for a review alike. */
export function decideSignature(
  { side, by, at, hash }: { side: Side; by: string; at: string; hash: string },
  so: { signatures: Signatures; leaders: Leaders; text: Text; seen: Charter | null },
): 'again' | { signature: Signature; last: boolean } | { refused: Refusal } {
  const { signatures, leaders, text } = so;
  const own = signatures[side];
  if (own?.by === by) return 'again';
  if (leaders[side].length === 0) return { refused: { kind: 'no leader named', side } };
  if (!leaders[side].includes(by))
    return { refused: { kind: 'not the leader', side, leaders: [...leaders[side]] } };
  if (own !== null) return { refused: { kind: 'already signed', side, by: own.by } };
  const other = signatures[otherSide(side)];
  if (other?.by === by) return { refused: { kind: 'signed for the other side', side: otherSide(side) } };
  if (hash !== text.hash) {
    const changes = so.seen === null ? [] : changesInWords(so.seen, text.content);
    return { refused: { kind: 'changed since', changes } };
  }
  return { signature: { by, at, hash }, last: other !== null };
}

function sign(draft: Draft, command: Extract<Command, { type: 'sign' }>, terms: Terms): Decision {
  const { side, by, at, hash } = command;
  if (draft.status !== 'open') {
    const signed = draft.status === 'in_force' && draft.signatures[side]?.by === by;
    return signed ? done : refuse({ kind: 'not open' });
  }
  const { signatures } = draft;
  const { leaders, seen } = terms;
  const decided = decideSignature(command, { signatures, leaders, text: draft, seen });
  if (decided === 'again') return done;
  if ('refused' in decided) return decided;
  const signed: CharterEvent = { type: 'signed', side, by, at, hash };
  if (!decided.last) return { events: [signed] };
  return { events: [signed, { type: 'came_into_force', by: null, at, ended: draft.base }] };
}
