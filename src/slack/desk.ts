// What listeners have at hand besides what Slack sent: the workplace, the client, and who reads rejections.
import type { WebClient } from '@slack/web-api';
import { UserError } from '../errors.js';
import { standing } from '../journey/act.js';
import type { Workplace } from '../journey/workplace.js';
import type { Marketing } from './marketing.js';
import type { CardScene } from './views/card-scene.js';

export interface Desk {
  workplace: Workplace;
  client: WebClient;
  marketing: Marketing;
}

/** How many of a lead's signals a card shows. */
export const SIGNALS_SHOWN = 5;

/** Everything a view about a handshake may show. Throws a UserError when there is no such handshake. */
export async function sceneOf(workplace: Workplace, handshakeId: string): Promise<CardScene> {
  const { charter } = await standing(workplace, handshakeId);
  const scene = await workplace.store.handshakes.scene(handshakeId, SIGNALS_SHOWN);
  if (scene === null) throw new UserError('This lead is not known here any more. Nothing was changed.');
  return { ...scene, charter, now: workplace.now(), dueAt: null };
}
