// When an MQL is offered, and when one that ended may come back: once per cycle, and never by guesswork.
import type { Assessment } from './assessment.js';
import { type Handshake, isOpen } from './handshake.js';
import type { LeadKey } from './lead.js';

/** What stood when a lead is judged anew. */
export interface Standing {
  lead: LeadKey;
  /** Whether it was an MQL when it was judged last. */
  wasMql: boolean;
  /** Whether facts that came in now, not time alone, made it fall short. */
  corrected: boolean;
  /** The newest handshake of this lead or of the same e-mail address, with what it was offered under. */
  last: { handshake: Handshake; offered: Assessment } | null;
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
  const again: Consequence = { kind: 'offer', cycle: handshake.cycle + 1 };
  switch (handshake.nextStep) {
    case 'recycle':
      if (handshake.nextOn !== null && handshake.nextOn <= today) return again;
      return turnedMet(handshake.cited, offered, current) ? again : { kind: 'nothing' };
    case 'fix':
      return turnedMet(handshake.cited, offered, current) ? again : { kind: 'nothing' };
    case 'archive':
    case 'duplicate':
    case 'wrong_owner':
      return { kind: 'nothing' };
  }
}
