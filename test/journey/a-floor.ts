// A workplace with a sales floor: who is in sales, and what became of the leads that were sent.
import type { Charter } from '../../src/charter/charter.js';
import { noRoles, type Roles } from '../../src/charter/roles.js';
import type { Handshake, PersonId } from '../../src/handshake/handshake.js';
import type { FactValue } from '../../src/handshake/lead.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { NOW } from '../make.js';
import { anIncomingLead, aParcel, type Place } from './a-workplace.js';

/** A workplace in which these people are in sales; other roles may be given too. */
export async function aSalesFloor(
  place: Place,
  of: { sales: readonly string[]; roles?: Partial<Roles>; charter?: Charter; now?: () => Date },
): Promise<Workplace> {
  const workplace = await place.workplace({
    ...(of.charter === undefined ? {} : { charter: of.charter }),
    ...(of.now === undefined ? {} : { now: of.now }),
  });
  const roles = { ...noRoles, sales: of.sales, manager: ['URITA'], ...of.roles };
  const setup = await workplace.store.settings.read();
  await workplace.store.settings.change(
    { channel: 'CHANDSHAKE', roles, revision: setup.revision },
    { id: 'URITA', at: NOW },
  );
  return workplace;
}

/** Leads come in, all in one parcel; each is an MQL at once. */
export const come = (
  workplace: Workplace,
  ids: readonly string[],
  facts: Record<string, FactValue> = {},
): Promise<unknown> =>
  takeIn(workplace, [
    aParcel({
      leads: ids.map((id) => anIncomingLead(id, { facts: { email: `a@${id}.example`, ...facts } })),
    }),
  ]);

/** The newest handshake of a lead. */
export async function handshakeOf(place: Place, workplace: Workplace, lead: string): Promise<Handshake> {
  const own = (await place.handshakes(workplace)).filter(({ lead: { id } }) => id === lead);
  const last = own.at(-1);
  if (last === undefined) throw new Error(`${lead} was not offered`);
  return last;
}

/** Whom each lead was offered to first, in the order of their ids. */
export async function suggestedIn(
  place: Place,
  workplace: Workplace,
): Promise<Record<string, PersonId | null>> {
  return Object.fromEntries(
    (await place.handshakes(workplace)).map(({ lead: { id }, suggested }) => [id, suggested]),
  );
}
