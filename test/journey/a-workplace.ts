// A real store without Slack: workplaces for the verbs, and a look at the rows behind them.
import { randomUUID } from 'node:crypto';
import Holidays from 'date-holidays';
import type { Charter } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';
import type { Handshake, HandshakeEvent } from '../../src/handshake/handshake.js';
import type { FactValue, LeadKey } from '../../src/handshake/lead.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import type { IncomingLead, Parcel } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { migrate } from '../../src/store/migrate.js';
import { type Database, openDatabase } from '../../src/store/open-database.js';
import { storeOf } from '../../src/store/store.js';
import type { SignalOfLead } from '../../src/store/taking-in.js';
import type { Engine } from '../engines.js';
import { NOW } from '../make.js';

export interface KeptEvent {
  handshake: string;
  version: number;
  actor: string | null;
  data: HandshakeEvent | { type: 'offered' };
}

export interface Place {
  database: Database;
  /** A workplace of a workspace of its own, with a charter in force; `now` is its clock. */
  workplace(of?: { charter?: Charter; now?: () => Date }): Promise<Workplace>;
  /** The same workspace through connections of its own, as another process would have it. */
  twinOf(workplace: Workplace): Promise<Workplace>;
  handshakes(workplace: Workplace): Promise<Handshake[]>;
  /** In the order in which they were kept. */
  events(workplace: Workplace, handshake: string): Promise<KeptEvent[]>;
  close(): Promise<void>;
}

const holidaysOf = holidayLookup(Holidays);

/** Opens an empty database. The embedded engine has one connection, so there a twin shares it. */
export async function aPlace(engine: Engine): Promise<Place> {
  const { location, drop } = await engine.empty();
  const database = await openDatabase(location);
  await migrate(database.pool);
  const others: Database[] = [];

  return {
    database,
    async workplace({ charter = starterCharter, now = () => NOW } = {}) {
      const store = storeOf(database, randomUUID());
      await store.settings.open({ playground: true, channel: 'CHANDSHAKE' });
      await store.charters.begin(charter, NOW);
      return { store, channel: 'CHANDSHAKE', now, holidaysOf, owed() {} };
    },
    async twinOf(workplace) {
      if (database.embedded) return workplace;
      const other = others[0] ?? (await openDatabase(location));
      if (others.length === 0) others.push(other);
      return { ...workplace, store: storeOf(other, workplace.store.workspace) };
    },
    async handshakes({ store }) {
      const { rows } = await database.bulk.query<{ state: Handshake }>(
        'SELECT state FROM handshake WHERE workspace = $1 ORDER BY source, lead_id, cycle',
        [store.workspace],
      );
      return rows.map(({ state }) => state);
    },
    async events({ store }, handshake) {
      const { rows } = await database.bulk.query<KeptEvent>(
        `SELECT handshake_id AS handshake, version, actor, data FROM handshake_event
         WHERE workspace = $1 AND handshake_id = $2 ORDER BY version`,
        [store.workspace, handshake],
      );
      return rows;
    },
    async close() {
      for (const other of others) await other.close();
      await database.close();
      await drop();
    },
  };
}

const DAY_MS = 86_400_000;

/** A signal of a lead, a day old. */
export const aSignalOf = (
  lead: LeadKey,
  type: string,
  changes: Partial<SignalOfLead> = {},
): SignalOfLead => ({
  lead,
  source: lead.source,
  id: `${lead.source}-${lead.id}-${type}`,
  type,
  occurredAt: new Date(NOW.getTime() - DAY_MS),
  value: null,
  facts: null,
  ...changes,
});

const fitting: Record<string, FactValue> = {
  firstName: 'Robin',
  lastName: 'Ackroyd',
  'company.name': 'Ackroyd Legal',
  'company.employees': 120,
  'company.industry': 'Legal services',
  'company.country': 'AU',
};

/** A lead as a source tells it: it fits, has an e-mail address of its own and, unless told otherwise, wants a demo. */
export function anIncomingLead(
  id: string,
  changes: {
    source?: string;
    facts?: Record<string, FactValue>;
    signals?: string[];
    occurredAt?: Date | null;
  } = {},
): IncomingLead {
  const key = { source: changes.source ?? 'web', id };
  return {
    key,
    facts: { ...fitting, email: `${id}@example.com`, ...changes.facts },
    occurredAt: changes.occurredAt === undefined ? new Date(NOW.getTime() - DAY_MS) : changes.occurredAt,
    signals: (changes.signals ?? ['demo_requested']).map((type) => aSignalOf(key, type)),
  };
}

/** A parcel with nothing in it but what is given. */
export const aParcel = (of: Partial<Parcel>): Parcel => ({
  delivery: null,
  leads: [],
  signals: [],
  history: false,
  ...of,
});
