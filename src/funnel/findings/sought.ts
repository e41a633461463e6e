// Which leads somebody wants to see behind a figure: named by what they share, so that a store can look them up.

/** Something that handshakes share. */
export type Trait =
  /** Offered in the period; of a rejection, rejected in it. */
  | { is: 'offered' }
  | { is: 'rejected' }
  /** Rejected or handed back citing this criterion; `contradicted`: though the data said it was met. */
  | { is: 'cited'; criterion: string; contradicted: boolean }
  | { is: 'contradicted' }
  | { is: 'answered late' }
  | { is: 'hollow' }
  | { is: 'untouched' }
  | { is: 'in work' }
  | { is: 'without reply' }
  | { is: 'disputed' }
  | { is: 'second cycle' }
  | { is: 'said other' };

/** Leads of a period (days, from the first up to and without the last) with a trait, under one value of a dimension. */
export interface Sought {
  trait: Trait;
  from: string;
  to: string;
  under: { dimension: 'source' | 'campaign' | 'segment'; value: string | null } | null;
}
