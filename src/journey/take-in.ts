// Take in: keeps the facts and signals that arrived, judges every lead they touch, and tells what was new.
import { createHash } from 'node:crypto';
import type { FactValue, LeadKey } from '../handshake/lead.js';
import { fold, foldedEmail } from '../handshake/lead.js';
import type {
  Delivery,
  KnownDelivery,
  Observation,
  SignalOfLead,
  StandingLead,
  TakingIn,
} from '../store/taking-in.js';
import { identity } from '../store/taking-in.js';
import { type Arrival, qualify } from './qualify.js';
import type { Workplace } from './workplace.js';

/** One lead as a source tells it. Without `occurredAt` the facts are as of when they are received. */
export interface IncomingLead {
  key: LeadKey;
  facts: Record<string, FactValue>;
  occurredAt: Date | null;
  signals: SignalOfLead[];
}

/** What came together. `history` judges and never offers: a first import must not flood the channel. */
export interface Parcel {
  delivery: Delivery | null;
  leads: IncomingLead[];
  signals: SignalOfLead[];
  history: boolean;
}

/** How many rows of a parcel were new, known already, or changed a lead that was known. */
export interface Counts {
  accepted: number;
  duplicates: number;
  updated: number;
}

/** What became of a parcel: its counts, or `clash` when its delivery id was used before for another body. */
export type Receipt = Counts | 'clash';

const sorted = (facts: Record<string, FactValue>): [string, FactValue][] =>
  Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));

/** What tells one observation of a lead from another: the instant and the values, whatever their order. */
export const observationDigest = (at: Date, facts: Record<string, FactValue>): string =>
  createHash('sha256')
    .update(JSON.stringify([at.toISOString(), sorted(facts)]))
    .digest('base64url');

/** What a row adds to what stands, or null when it says nothing new. A lead that comes with nothing said has arrived too. */
function observe(
  { key, facts, occurredAt }: IncomingLead,
  { facts: standing, arrived }: Arrival,
  now: Date,
): Observation | null {
  const told = sorted(facts).filter(
    ([field, value]) => occurredAt !== null || standing[field]?.value !== value,
  );
  if (told.length === 0 && arrived) return null;
  const at = occurredAt ?? now;
  const values = Object.fromEntries(told);
  return { lead: key, facts: values, occurredAt: at, digest: observationDigest(at, values) };
}

const factsOf = ({ facts, occurredAt }: Observation) =>
  Object.entries(facts).map(([field, value]) => ({ field, value, occurredAt }));

/** One lead row with what it observes; `first` when it is the row that brings the lead. */
interface Row {
  lead: IncomingLead;
  observation: Observation | null;
  first: boolean;
}

/** Folds the rows of a parcel into the leads, one after the other. */
function read(parcel: Parcel, arrivals: Map<string, Arrival>, now: Date): Row[] {
  return parcel.leads.map((lead) => {
    const arrival = arrivals.get(identity(lead.key));
    if (arrival === undefined) throw new Error('a lead was not placed');
    const observation = observe(lead, arrival, now);
    const first = !arrival.arrived;
    arrival.arrived = true;
    if (observation !== null) {
      arrival.facts = fold(arrival.facts, factsOf(observation));
      arrival.observations.push(observation);
    }
    return { lead, observation, first };
  });
}

/** True the first time something new is asked about; the second of two alike is a duplicate. */
const takes = (fresh: Set<string>, what: string): boolean => fresh.delete(what);

function count(
  rows: Row[],
  signals: SignalOfLead[],
  news: { signals: Set<string>; observations: Set<string> },
): Counts {
  const counts = { accepted: 0, duplicates: 0, updated: 0 };
  for (const { lead, observation, first } of rows) {
    const observed =
      observation !== null && takes(news.observations, `${identity(lead.key)} ${observation.digest}`);
    const signalled = lead.signals.filter((signal) => takes(news.signals, identity(signal))).length > 0;
    counts[first ? 'accepted' : observed || signalled ? 'updated' : 'duplicates']++;
  }
  for (const signal of signals) counts[takes(news.signals, identity(signal)) ? 'accepted' : 'duplicates']++;
  return counts;
}

const arrivalOf = (standing: StandingLead): Arrival => ({
  standing,
  facts: standing.facts,
  arrived: standing.arrived,
  observations: [],
  signals: [],
  history: true,
});

const leadsOf = (parcel: Parcel): LeadKey[] => [
  ...parcel.leads.map(({ key }) => key),
  ...signalsOf(parcel).map(({ lead }) => lead),
];

const signalsOf = (parcel: Parcel): SignalOfLead[] => [
  ...parcel.leads.flatMap(({ signals }) => signals),
  ...parcel.signals,
];

/** The addresses that a parcel tells of: whoever has one of them may have a handshake already. */
const emailsOf = ({ leads }: Parcel): string[] =>
  leads.flatMap(({ facts: { email } }) => (email === undefined ? [] : [foldedEmail(String(email))]));

const once = (keys: readonly LeadKey[]): LeadKey[] => [
  ...new Map(keys.map((key) => [identity(key), key])).values(),
];

/** Of two signals of one identity the first. */
const onceEach = (signals: readonly SignalOfLead[]): SignalOfLead[] => [
  ...new Map([...signals].reverse().map((signal) => [identity(signal), signal])).values(),
];

/**
 * Sorts the parcels by their deliveries. One that came before is not taken in again, since facts without an instant
 * of their own would then undo newer ones; its id with another body is a clash.
 */
function receive(
  parcels: readonly Parcel[],
  known: Map<string, KnownDelivery>,
): Map<Parcel, 'welcome' | 'repeated' | 'clash'> {
  const used = new Set<string>();
  return new Map(
    parcels.map((parcel) => {
      const { delivery } = parcel;
      if (delivery === null) return [parcel, 'welcome'];
      const kept = known.get(delivery.id);
      if (kept?.digest !== delivery.digest) return [parcel, 'clash'];
      if (!kept.fresh || used.has(delivery.id)) return [parcel, 'repeated'];
      used.add(delivery.id);
      return [parcel, 'welcome'];
    }),
  );
}

async function takeInOnce(
  step: TakingIn,
  workplace: Workplace,
  parcels: readonly Parcel[],
): Promise<Receipt[]> {
  const now = workplace.now();
  const deliveries = parcels.flatMap(({ delivery }) => (delivery === null ? [] : [delivery]));
  const { known, ground } = await step.arrive({
    deliveries,
    leads: once(parcels.flatMap(leadsOf)),
    brought: parcels.flatMap(({ leads }) => leads.map(({ key }) => key)),
    emails: parcels.flatMap(emailsOf),
    signals: parcels.flatMap(signalsOf),
  });
  const reception = receive(parcels, known);
  const welcome = parcels.filter((parcel) => reception.get(parcel) === 'welcome');
  const incoming = onceEach(welcome.flatMap(signalsOf));
  const signals = incoming.filter((signal) => !ground.known.has(identity(signal)));
  const arrivals = new Map(ground.leads.map((lead) => [identity(lead.key), arrivalOf(lead)]));
  const rows = new Map(welcome.map((parcel) => [parcel, read(parcel, arrivals, now)]));
  for (const signal of signals) arrivals.get(identity(signal.lead))?.signals.push(signal);
  for (const parcel of welcome.filter(({ history }) => !history))
    for (const key of leadsOf(parcel)) {
      const arrival = arrivals.get(identity(key));
      if (arrival !== undefined) arrival.history = false;
    }
  const observations = await qualify(step, workplace, { ground, arrivals: [...arrivals.values()], now });
  const news = { signals: new Set(signals.map(identity)), observations };
  return parcels.map((parcel) => {
    switch (reception.get(parcel)) {
      case 'clash':
        return 'clash';
      case 'repeated':
        return { accepted: 0, duplicates: parcel.leads.length + parcel.signals.length, updated: 0 };
      default:
        return count(rows.get(parcel) ?? [], parcel.signals, news);
    }
  });
}

/** Takes in parcels in one transaction: all of them are kept when this resolves, or none when it rejects. */
export async function takeIn(workplace: Workplace, parcels: readonly Parcel[]): Promise<Receipt[]> {
  const receipts = await workplace.store.leads.takeIn((step) => takeInOnce(step, workplace, parcels));
  workplace.owed();
  return receipts;
}
