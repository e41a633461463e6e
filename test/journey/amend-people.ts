// People who amend the charter, and workplaces in which they have their roles.
import type { Charter } from '../../src/charter/charter.js';
import type { Draft } from '../../src/charter/draft.js';
import { type Actor, noRoles, type Roles } from '../../src/charter/roles.js';
import { starterCharter } from '../../src/charter/starter.js';
import { propose, signDraft } from '../../src/journey/amend.js';
import type { Amended } from '../../src/journey/amending.js';
import { changeSetup } from '../../src/journey/setup.js';
import type { Workplace } from '../../src/journey/workplace.js';
import type { Place } from './a-workplace.js';

/** Somebody in no user group and no Slack admin. */
export const aPerson = (id: string, changes: Partial<Actor> = {}): Actor => ({
  id,
  groups: [],
  isAdmin: false,
  isGuest: false,
  ...changes,
});

export const admin = aPerson('UADMIN', { isAdmin: true });
export const rita = aPerson('URITA');
export const mia = aPerson('UMIA');
export const priya = aPerson('UPRIYA');
export const dana = aPerson('UDANA', { groups: ['SSALES'] });
export const leo = aPerson('ULEO', { groups: ['SMARKETING'] });
export const stranger = aPerson('USTRANGER');

/** Rita owns the charter, Mia leads marketing and Priya sales; Dana sells and Leo is in marketing by their groups. */
export const theRoles: Roles = {
  owner: [rita.id],
  marketing_leader: [mia.id],
  sales_leader: [priya.id],
  manager: [priya.id],
  sales: ['SSALES'],
  marketing: ['SMARKETING'],
};

/** A workplace that a Slack admin has set up; `roles` changes who has which role. */
export async function aSetUpWorkplace(
  place: Place,
  of: { charter?: Charter; now?: () => Date; roles?: Partial<Roles> } = {},
): Promise<Workplace> {
  const { roles, ...rest } = of;
  const workplace = await place.workplace(rest);
  const wanted = { channel: 'CSHARED', roles: { ...noRoles, ...theRoles, ...roles } };
  const { refused } = await changeSetup(workplace, { by: admin, revision: 0, ...wanted });
  if (refused !== null) throw new Error(`the setup was refused: ${JSON.stringify(refused)}`);
  return workplace;
}

/** The starter charter with a threshold of so many points. */
export const withThreshold = (threshold: number, changes: Partial<Charter> = {}): Charter => ({
  ...starterCharter,
  mql: { ...starterCharter.mql, threshold },
  ...changes,
});

/** The draft that a verb left behind. Throws when it was refused. */
export function draftOf({ draft, refused }: Amended): Draft {
  if (draft === null || refused !== null) throw new Error(`it was refused: ${JSON.stringify(refused)}`);
  return draft;
}

/** A draft that Dana proposed, drawn from the version in force. */
export async function aDraft(workplace: Workplace, charter: Charter = withThreshold(60)): Promise<Draft> {
  const { version: base } = await workplace.store.charters.inForce();
  return draftOf(await propose(workplace, { by: dana, base, charter, why: 'Small leads waste time.' }));
}

/** Both leaders sign the draft as it stands. */
export async function bothSign(workplace: Workplace, { version, hash }: Draft): Promise<Draft> {
  await signDraft(workplace, { by: mia, version, side: 'marketing', hash });
  return draftOf(await signDraft(workplace, { by: priya, version, side: 'sales', hash }));
}
