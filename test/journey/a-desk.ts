// A desk with a clock that stands where it is put: offers meant for reps, and a look at what was said of them.
import type { Charter } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';
import { answerDue, markPosted, reassign } from '../../src/journey/offer.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { instant } from '../handshake/a-watched.js';
import { anIncomingLead, aParcel, type Place } from './a-workplace.js';

/** Monday 23 November 2026, 9:00 in Sydney. */
export const monday = instant('2026-11-23T09:00:00+11:00');

/** So many hours after that. */
export const hour = (hours: number): string => new Date(Date.parse(monday) + hours * 3_600_000).toISOString();

/** A message of a nudge, with whom it goes to and where it hangs. */
interface SaidMessage {
  key: string;
  kind: string;
  channel: string;
  thread: string | null;
}

export interface Desk {
  clock: { at: string };
  workplace: Workplace;
  /** Leads that are offered and posted now, meant for a rep. */
  offersTo(rep: string | null, ...leads: string[]): Promise<string[]>;
  /** The messages of nudges that are in the table, by key. */
  said(): Promise<SaidMessage[]>;
}

/** A desk of a workspace of its own, under the starter charter with changes. */
export async function aDesk(place: Place, changes: Partial<Charter> = {}): Promise<Desk> {
  const clock = { at: monday };
  const charter = { ...starterCharter, ...changes };
  const workplace = await place.workplace({ charter, now: () => new Date(clock.at) });
  return {
    clock,
    workplace,
    async offersTo(rep, ...leads) {
      await takeIn(workplace, [aParcel({ leads: leads.map((id) => anIncomingLead(id)) })]);
      const all = await place.handshakes(workplace);
      const ids = leads.map((lead) => all.find((each) => each.lead.id === lead)?.id ?? '');
      for (const id of ids) {
        const now = workplace.now();
        await markPosted(workplace, id, now, await answerDue(workplace, id, now));
        if (rep !== null) await reassign(workplace, id, 'UMIA', rep);
      }
      return ids;
    },
    async said() {
      const { rows } = await place.database.bulk.query<{ [column: string]: string | null } & SaidMessage>(
        `SELECT key, kind, channel, thread FROM message
         WHERE workspace = $1 AND (kind LIKE 'nudge%' OR kind = 'reminders') ORDER BY key`,
        [workplace.store.workspace],
      );
      return rows;
    },
  };
}
