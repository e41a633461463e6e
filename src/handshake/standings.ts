// What lists of handshakes are about: how they stand, and what else they may have in common.

/** How the handshakes of a list stand. `open` is unanswered or in work, `overdue` unanswered beyond its time. */
export const standings = ['open', 'unanswered', 'overdue', 'accepted', 'rejected', 'sql', 'all'] as const;
export type Stands = (typeof standings)[number];

/** What else handshakes may have in common: what a finding is about. */
export const leadTraits = [
  'answered late',
  'untouched',
  'hollow',
  'contradicted',
  'without reply',
  'disputed',
  'said other',
  'second cycle',
] as const;
export type LeadTrait = (typeof leadTraits)[number];
