// How a passage stands as a whole: its fate, how far it got, and what sales makes of its lead.
import { type Handshake, holderOf, type Instant, type PersonId } from '../handshake/handshake.js';
import type { Faring, Fate, Outcome, Stage } from './measures.js';
import type { Passage, Round } from './passage.js';

/** How a handshake ended or stands; whether an offer is overdue depends on the time and is asked elsewhere. */
export function fateOf({ handshake, asides }: Passage): Fate {
  switch (handshake.status) {
    case 'offered':
      return 'unanswered';
    case 'accepted': {
      const { at, touchedAt } = handshake;
      const ranOut = asides.some(({ kind, at: when }) => kind === 'left_untouched' && when >= at);
      return ranOut && touchedAt === null ? 'hollow' : 'in_work';
    }
    case 'rejected':
      return `rejected:${handshake.nextStep}`;
    case 'handed_back':
      return `handed_back:${handshake.nextStep}`;
    case 'qualified':
      return 'sql';
  }
}

/** What sales makes of the lead so far; null while nobody has answered. */
export function outcomeOf({ status }: Handshake): Outcome | null {
  switch (status) {
    case 'offered':
      return null;
    case 'accepted':
    case 'qualified':
      return 'accepted';
    case 'rejected':
    case 'handed_back':
      return 'rejected';
  }
}

/** The rep a handshake is counted under as a whole. */
export const repOf = (handshake: Handshake): PersonId | null =>
  handshake.status === 'offered' ? holderOf(handshake) : handshake.by;

/** How far a handshake stands from its offer, and when it got there. */
export function reachedBy(handshake: Handshake): [stage: Stage, at: Instant][] {
  const { touchedAt } = handshake;
  switch (handshake.status) {
    case 'offered':
      return [];
    case 'rejected':
      return [['answered', handshake.at]];
    case 'accepted':
    case 'handed_back':
    case 'qualified': {
      const qualified = handshake.status === 'qualified' ? handshake : null;
      const { at } = handshake.status === 'accepted' ? handshake : handshake.accepted;
      const touched = touchedAt ?? qualified?.at ?? null;
      const closed = qualified?.closed ?? null;
      return [
        ['answered', at],
        ['accepted', at],
        ...(touched === null ? [] : [['touched', touched] as [Stage, Instant]]),
        ...(qualified === null ? [] : [['sql', qualified.at] as [Stage, Instant]]),
        ...(closed?.kind === 'won' ? [['won', closed.at] as [Stage, Instant]] : []),
      ];
    }
  }
}

/** The cents of a deal that was won; none where it was not, or nobody said what it was worth. */
export const wonCents = (handshake: Handshake): number | null =>
  handshake.status === 'qualified' && handshake.closed?.kind === 'won'
    ? centsOf(handshake.closed.value)
    : null;

/** An amount in whole cents. */
export const centsOf = (amount: number | null): number | null =>
  amount === null ? null : Math.round(amount * 100);

/** What an offer fared, for whatever is asked by something it shares with others. */
export function faringOf(handshake: Handshake): Faring[] {
  const outcome = outcomeOf(handshake);
  const qualified = handshake.status === 'qualified';
  return [
    'offered',
    ...(outcome === null ? [] : [outcome]),
    ...(qualified ? ['sql' as const] : []),
    ...(qualified && handshake.closed?.kind === 'won' ? ['won' as const] : []),
  ];
}

/** What came of a card first, and when; null while nothing has. */
export function firstOf({ lapsed, end }: Round): { kind: Ends; of: PersonId | null; at: Instant } | null {
  if (lapsed !== null && (end === null || lapsed.at <= end.at)) return { kind: 'lapsed', ...lapsed };
  return end === null ? null : { kind: end.kind, of: end.by, at: end.at };
}
type Ends = 'accepted' | 'rejected' | 'lapsed' | 'reoffered';

/** Whether an unanswered offer lapsed after an answer was due: then it is overdue whatever the time. */
export const isOverdueForGood = ({ lapsed, dueAt, end }: Round): boolean =>
  end === null && lapsed !== null && dueAt !== null && lapsed.at >= dueAt;
