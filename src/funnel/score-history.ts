// The score of one lead over time: judged again at every instant at which something became known or another charter held.
import type { CharterVersion } from '../charter/charter.js';
import { assess } from '../handshake/assessment.js';
import { type Fact, fold } from '../handshake/lead.js';
import type { PastLead } from './past.js';

/** A charter and when it came into force. */
export type HeldSince = CharterVersion & { since: Date };

/** How a lead was judged at an instant. `points` are unrounded. */
export interface ScoreAt {
  at: Date;
  points: number;
  threshold: number;
  mql: boolean;
  charterVersion: number;
}

/**
 * The lead as it was known at each instant since it arrived, judged by the charter that held then, and at last at `now`;
 * the oldest first. Of several at one instant there is one. `charters` are in the order of their versions; a lead that is
 * older than the first of them is judged by that one.
 */
export function scoreHistory(
  { arrivedAt, facts, signals }: Pick<PastLead, 'arrivedAt' | 'facts' | 'signals'>,
  charters: readonly HeldSince[],
  now: Date,
): ScoreAt[] {
  const instants = [
    arrivedAt,
    ...facts.map(({ receivedAt }) => receivedAt),
    ...signals.map(({ receivedAt }) => receivedAt),
    ...charters.map(({ since }) => since),
    now,
  ]
    .map((instant) => instant.getTime())
    .filter((time) => time >= arrivedAt.getTime() && time <= now.getTime());
  return [...new Set(instants)]
    .sort((one, other) => one - other)
    .flatMap((time) => {
      const held = charters.findLast(({ since }) => since.getTime() <= time) ?? charters[0];
      if (held === undefined) return [];
      const at = new Date(time);
      const known = facts.filter(({ receivedAt }) => receivedAt.getTime() <= time);
      const evidence = {
        facts: fold({}, known.flatMap(factsOf)),
        signals: signals.filter(({ receivedAt }) => receivedAt.getTime() <= time),
        now: at,
      };
      const { score, threshold, mql } = assess(held.charter, evidence);
      return [{ at, points: score.total, threshold, mql, charterVersion: held.version }];
    });
}

const factsOf = ({ values, occurredAt }: PastLead['facts'][number]): Fact[] =>
  Object.entries(values).map(([field, value]) => ({ field, value, occurredAt }));
