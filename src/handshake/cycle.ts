// When an MQL is offered, and when one that ended may come back: once per cycle, and never by guesswork.
import { type Charter, criterionOf } from '../charter/charter.js';
import type { Assessment } from './assessment.js';
import { type HandedBack, type Handshake, isOpen, type Rejected } from './handshake.js';
import type { LeadKey } from './lead.js';

/** What stood when a lead is judged anew. */
export interface Standing {
  lead: LeadKey;
  /** Whether it was an MQL when it was judged last. */
  wasMql: boolean;
  /** Whether facts that came in now, not time alone, made it fall short. */
  corrected: boolean;
  /** The newest handshake of this lead or of the same e-mail address, with what it was offered under. */
  last: { handshake: Handshake; offered: Assessment; charter: Charter } | null;
}

/** What follows from judging a lead anew. */
export type Consequence =
  | { kind: 'offer'; cycle: number }
  | { kind: 'tell same person'; handshake: string }
  | { kind: 'tell unmade'; handshake: string }
  | { kind: 'redraw'; handshake: string }
  | { kind: 'nothing' };

const sameLead = (a: LeadKey, b: LeadKey): boolean => a.source === b.source && a.id === b.id;

/** A cited criterion that was not met, or was met by other data, and is met now. A signal that only aged is no other. */
function turnedMet(cited: readonly string[], offered: Assessment, current: Assessment): boolean {
  return cited.some((id) => {
    const before = offered.verdicts.find(({ criterion }) => criterion === id);
    const after = current.verdicts.find(({ criterion }) => criterion === id);
    return after?.verdict === 'met' && (before?.verdict !== 'met' || before.basis !== after.basis);
  });
}

/** What no rule can judge, a criterion for people or Other, is met again when marketing says that it fixed the cause. */
const byWord = ({ reply, cited }: Rejected | HandedBack, charter: Charter): boolean =>
  reply?.kind === 'fixed' && cited.every((id) => (criterionOf(charter, id)?.rule ?? null) === null);

/** Whether an ended handshake may open a new cycle of its lead, which is an MQL now. */
function mayComeBack(
  handshake: Rejected | HandedBack,
  under: { offered: Assessment; charter: Charter; current: Assessment; today: string },
): boolean {
  const { nextStep, nextOn, cited, reply } = handshake;
  const mended = turnedMet(cited, under.offered, under.current) || byWord(handshake, under.charter);
  switch (nextStep) {
    case 'recycle':
      return mended || (nextOn !== null && nextOn <= under.today);
    case 'fix':
      return mended;
    // Nobody was to fix anything; whoever did so all the same has made a new case of it.
    case 'archive':
    case 'wrong_owner':
      return mended && reply?.kind === 'fixed';
    case 'duplicate':
      return false;
  }
}

/**
 * Decides what judging a lead anew leads to. Only crossing into MQL offers, and only once a cycle; a new cycle opens
 * on the day a rejection named, or earlier when a cited criterion turns met. `today` is YYYY-MM-DD in the charter's zone.
 */
export function consequenceOf(standing: Standing, current: Assessment, today: string): Consequence {
  const { lead, wasMql, corrected, last } = standing;
  if (last === null) return current.mql && !wasMql ? { kind: 'offer', cycle: 1 } : { kind: 'nothing' };
  const { handshake, offered } = last;
  const own = sameLead(handshake.lead, lead);
  // The same person came again: told in the thread of the newest handshake, also when that one has ended.
  if (!own)
    return current.mql && !wasMql
      ? { kind: 'tell same person', handshake: handshake.id }
      : { kind: 'nothing' };
  if (isOpen(handshake)) {
    if (!current.mql && corrected) return { kind: 'tell unmade', handshake: handshake.id };
    return { kind: 'redraw', handshake: handshake.id };
  }
  if (!current.mql || handshake.status === 'qualified') return { kind: 'nothing' };
  const back = mayComeBack(handshake, { offered, charter: last.charter, current, today });
  return back ? { kind: 'offer', cycle: handshake.cycle + 1 } : { kind: 'nothing' };
}
