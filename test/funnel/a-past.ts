// The past of leads for tests: a lead that fits, told of in days and hours of a small period.
import type { Charter } from '../../src/charter/charter.js';
import type { PastFacts, PastHandshake, PastLead, PastSignal, Period } from '../../src/funnel/past.js';
import { type Replay, replayer } from '../../src/funnel/replay.js';
import type { FactValue } from '../../src/handshake/lead.js';
import { aCharter } from '../make.js';

/** Monday 3 August 2026, midnight in Sydney. */
const START = Date.parse('2026-08-02T14:00:00Z');
const DAY_MS = 86_400_000;

/** The instant so many days after the start, midnight in Sydney while there is no summer time. */
export const day = (days: number): Date => new Date(START + Math.round(days * DAY_MS));

/** The morning's sweep of a day: 08:45 in Sydney. */
export const morningOf = (days: number): Date => day(days + 8.75 / 24);

/** The first thirty days. */
export const PERIOD: Period = { from: day(0), to: day(30) };

export const { charter } = aCharter();

/** The same charter with another threshold. */
export const withThreshold = (threshold: number): Charter => ({
  ...charter,
  mql: { ...charter.mql, threshold },
});

/** Facts of which 35 points follow: they fit in size, industry and country. */
export const fitting: Record<string, FactValue> = {
  'company.employees': 120,
  'company.industry': 'Legal services',
  'company.country': 'AU',
};

/** Facts that happened and were received on a day; `received` when that was later. */
export const factsOn = (days: number, values: Record<string, FactValue>, received = days): PastFacts => ({
  values,
  occurredAt: day(days),
  receivedAt: day(received),
});

let signals = 0;

/** A signal that happened and was received on a day; `received` when that was later. */
export const signalOn = (
  days: number,
  type: string,
  { received = days, value = null }: { received?: number; value?: number | null } = {},
): PastSignal => ({
  source: 'web',
  id: `signal-${signals++}`,
  type,
  value,
  occurredAt: day(days),
  receivedAt: day(received),
});

/** A handshake offered on a day, and how it stands. */
export const offeredOn = (days: number, status: PastHandshake['status']): PastHandshake => ({
  offeredAt: day(days),
  status,
});

/** A lead that came on day 1 with facts that fit, and did nothing yet. */
export function aPast(changes: Partial<PastLead> = {}): PastLead {
  const facts = changes.facts ?? [factsOn(1, fitting)];
  const arrived = Math.min(...facts.map(({ receivedAt }) => receivedAt.getTime()));
  return {
    key: { source: 'web', id: 'lead-1' },
    arrivedAt: new Date(arrived),
    facts,
    signals: [],
    handshakes: [],
    ...changes,
  };
}

/** Replays leads at once, under a draft and, unless told otherwise, the starter as the charter in force. */
export function replayOf(
  leads: readonly PastLead[],
  { draft = charter, inForce = charter, period = PERIOD }: Partial<Parameters<typeof replayer>[0]> = {},
): Replay {
  const replay = replayer({ inForce, draft, period });
  for (const lead of leads) for (const _ of replay.add(lead));
  return replay.result();
}
