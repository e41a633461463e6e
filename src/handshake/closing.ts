// How the deal of a qualified lead ended: won or lost, and which of several words on that counts.

/** Instants are ISO 8601 text in UTC, people Slack user ids. `value` is in the charter's currency; null where nobody said. */
export interface Closed {
  kind: 'won' | 'lost';
  /** Null when a source told it. */
  by: string | null;
  /** When the deal ended. */
  at: string;
  /** Since when this is known: a later word replaces an earlier one. A source speaks of its day, a person of today. */
  saidAt: string;
  value: number | null;
}

/** Two words of one instant have an order too, so that the same one counts in whatever order they come. */
const rank = ({ saidAt, by, kind, value, at }: Closed): (string | number)[] => [
  saidAt,
  by === null ? 0 : 1,
  kind,
  value ?? -1,
  at,
];

/** Whether a word on the deal replaces the one that stands. The same word again replaces nothing. */
export function replaces(word: Closed, standing: Closed | null): boolean {
  if (standing === null) return true;
  const { kind, by, at, value } = standing;
  if (word.by !== null && word.kind === kind && word.by === by && word.at === at && word.value === value)
    return false;
  const [mine, theirs] = [rank(word), rank(standing)];
  for (const [index, one] of mine.entries()) {
    const other = theirs[index] ?? '';
    if (one !== other) return one > other;
  }
  return false;
}
