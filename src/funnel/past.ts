// The past of one lead, as it was kept: what was known of it, since when, and what became of its handshakes.
import type { Handshake } from '../handshake/handshake.js';
import type { FactValue, LeadKey, Signal } from '../handshake/lead.js';

/** Values of some fields, observed at one instant and known to us since another. */
export interface PastFacts {
  values: Readonly<Record<string, FactValue>>;
  occurredAt: Date;
  receivedAt: Date;
}

export interface PastSignal extends Signal {
  receivedAt: Date;
}

/** One handshake, and how it stands now. */
export interface PastHandshake {
  offeredAt: Date;
  status: Handshake['status'];
}

/** Everything kept about one lead, in any order. Signals may have come before the lead itself. */
export interface PastLead {
  key: LeadKey;
  arrivedAt: Date;
  facts: PastFacts[];
  signals: PastSignal[];
  handshakes: PastHandshake[];
}

/** From the first instant on, up to and without the second. */
export interface Period {
  from: Date;
  to: Date;
}
