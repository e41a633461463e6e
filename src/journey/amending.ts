// The way of every verb that amends the charter: read what stands, decide, keep the events and what they owe, in one transaction.
import type { Refusal, Standing } from '../charter/amendment.js';
import { type CharterEvent, type Draft, evolve } from '../charter/draft.js';
import { noticesOf } from '../charter/notices.js';
import { type Actor, type Deed, permitted, type Roles, rolesUnder } from '../charter/roles.js';
import type { Sql } from '../store/sql.js';
import { textOf } from './charter-text.js';
import type { Workplace } from './workplace.js';

/** Why a verb did nothing. `sentence` names who may. */
export type AmendRefusal =
  | Refusal
  | { kind: 'not permitted'; sentence: string }
  | { kind: 'open already' }
  | { kind: 'no such draft' };

/** The draft as it stands afterwards, and why nothing was done if that was refused. A refusal is not an error. */
export interface Amended {
  draft: Draft | null;
  refused: AmendRefusal | null;
}

/** What stands when somebody wants to amend the charter. */
export interface Ground {
  sql: Sql;
  inForce: Standing;
  /** The roles of the setup, before any charter names people. */
  roles: Roles;
}

async function groundOf({ store }: Workplace, sql: Sql): Promise<Ground> {
  const { charter, version, signed } = await store.charters.inForce(sql);
  const { roles } = await store.settings.read(sql);
  return { sql, inForce: { ...textOf(charter), version, signed }, roles };
}

/** Runs one verb in a transaction; what it keeps is committed when this resolves. */
export async function amending(
  workplace: Workplace,
  work: (ground: Ground) => Promise<Amended>,
): Promise<Amended> {
  const amended = await workplace.store.drafts.step(async (sql) => work(await groundOf(workplace, sql)));
  workplace.owed();
  return amended;
}

/** Keeps the events that were decided for a draft and what they owe; resolves with the draft as it stands then. */
export async function keepEvents(
  { store, channel }: Workplace,
  sql: Sql,
  before: Draft | null,
  events: CharterEvent[],
): Promise<Draft> {
  let after: Draft | null = before;
  const notices = events.flatMap((event) => {
    after = evolve(after, event);
    return noticesOf(after, event);
  });
  if (after === null) throw new Error('there is nothing to keep');
  if (events.length > 0) await store.drafts.keep(sql, { before, after, events, notices, channel });
  return after;
}

export const refuse = (draft: Draft | null, refused: AmendRefusal): Amended => ({ draft, refused });

/** The refusal of a deed that the roles do not allow, or null. */
export function barred(deed: Deed, actor: Actor, so: { roles: Roles; own?: boolean }): AmendRefusal | null {
  const may = permitted(deed, actor, so);
  return may === true ? null : { kind: 'not permitted', sentence: may.refused };
}

export const underForce = ({ roles, inForce }: Ground): Roles => rolesUnder(roles, inForce.content);
