// What listeners have at hand besides what Slack sent: the workplace, the client, and who is who.
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { type Actor, type Deed, permitted, type Roles } from '../charter/roles.js';
import { UserError } from '../errors.js';
import { clocksOf } from '../handshake/clocks.js';
import { standing } from '../journey/act.js';
import { rolesInForce } from '../journey/roles.js';
import { termsOf } from '../journey/watch.js';
import type { Workplace } from '../journey/workplace.js';
import type { Directory } from './directory.js';
import type { CardScene } from './views/card-scene.js';

export interface Desk {
  workplace: Workplace;
  client: WebClient;
  directory: Directory;
  log: Logger;
  /** Aborts when the bot stops: what goes on in the background ends then. */
  leaving: AbortSignal;
}

/** How many of a lead's signals a card shows. */
export const SIGNALS_SHOWN = 5;

/**
 * Everything a view about a handshake may show, as it stands at `now`; of several that are compared it is to be the same.
 * Throws a UserError when there is no such handshake.
 */
export async function sceneOf(
  workplace: Workplace,
  handshakeId: string,
  now = workplace.now(),
): Promise<CardScene> {
  const { charter } = await standing(workplace, handshakeId);
  const scene = await workplace.store.handshakes.scene(handshakeId, SIGNALS_SHOWN);
  if (scene === null) throw new UserError('This lead is not known here any more. Nothing was changed.');
  const clocks = clocksOf(scene.handshake, termsOf(workplace, charter.charter), now);
  return { ...scene, charter, now, dueAt: null, clocks };
}

const isGroup = (id: string): boolean => id.startsWith('S');

/** What roles are looked up with. */
export type RoleDesk = Pick<Desk, 'workplace' | 'directory'>;

/** Somebody with all that roles are judged by. */
export const actorOf = async (desk: RoleDesk, person: string): Promise<Actor> =>
  actorAmong(await rolesInForce(desk.workplace), desk, person);

async function actorAmong(roles: Roles, { directory }: RoleDesk, person: string): Promise<Actor> {
  const groups = [...new Set(Object.values(roles).flat().filter(isGroup))];
  const [own, standing] = await Promise.all([
    directory.groupsOf(person, groups),
    directory.standingOf(person),
  ]);
  return { id: person, groups: own, ...standing };
}

/** Whether somebody may do this: true, or the sentence that names who may. Slack is asked only where that decides. */
export async function mayDo(
  desk: Desk,
  deed: Deed,
  by: { person: string; own?: boolean },
): Promise<true | { refused: string }> {
  const { person: id, own = false } = by;
  const unknown: Actor = { id, groups: [], isAdmin: false, isGuest: true };
  const roles = await rolesInForce(desk.workplace);
  const may = permitted(deed, unknown, { roles, own });
  return may === true ? may : permitted(deed, await actorAmong(roles, desk, id), { roles, own });
}
