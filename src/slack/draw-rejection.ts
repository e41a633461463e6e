// Draws the messages about one rejection: its reasons, a dispute of them in the thread and in private, and the ruling.
import { cardKey, disputeAlone, rejectionIn, rejectionKinds } from '../handshake/announcement.js';
import { unansweredKey } from '../handshake/unanswered.js';
import { rolesInForce } from '../journey/roles.js';
import { dayIn, type Workplace } from '../journey/workplace.js';
import type { OwedMessage } from '../store/messages.js';
import { sceneOf } from './desk.js';
import { isPerson } from './direct-messages.js';
import type { Drawing, DrawingDesk, Drawn } from './drawing.js';
import { linkTo } from './links.js';
import { mentions } from './mrkdwn.js';
import { disputeMessage, reasonMessage, rulingMessage } from './views/rejection-thread.js';

/** A message row about a rejection. */
export type RejectionRow = Extract<OwedMessage, { kind: (typeof rejectionKinds)[number] }>;

/** Whether a message row is about a rejection. */
export const isAboutRejection = (message: OwedMessage): message is RejectionRow =>
  (rejectionKinds as readonly string[]).includes(message.kind);

/** The key of today's list of what waits for marketing, whether there is one or not. */
const unansweredToday = async ({ store, now }: Workplace): Promise<string> =>
  unansweredKey(dayIn((await store.charters.inForce()).charter, now()));

/** What the message should show now. A ruling made in one place is seen in all the others. */
export async function drawRejection(message: RejectionRow, desk: DrawingDesk): Promise<Drawn> {
  const { key, kind, handshakeId } = message;
  const { workplace } = desk;
  const rejection = rejectionIn(key);
  const [scene, told, roles] = await Promise.all([
    sceneOf(workplace, handshakeId),
    workplace.store.rejections.told(handshakeId, rejection),
    rolesInForce(workplace),
  ]);
  const so = { at: scene.now, worthPostingAnew: false, also: [] };
  if (told === null) return { ...so, drawing: null };
  const drawing = async (): Promise<Drawing> => {
    switch (kind) {
      case 'reason':
        return reasonMessage(scene, told, mentions(roles.marketing));
      case 'dispute':
        return disputeMessage(scene, told, { managers: mentions(roles.manager), card: null });
      case 'dispute_alone':
        return disputeMessage(scene, told, {
          managers: null,
          card: await linkTo(desk, cardKey(handshakeId)),
        });
      case 'ruling':
        return rulingMessage(scene, told);
    }
  };
  const also = async (): Promise<string[]> => {
    if (kind === 'dispute')
      return roles.manager.filter(isPerson).map((person) => disputeAlone(handshakeId, rejection, person).key);
    // What is answered waits no more.
    return kind === 'reason' && told.said.length > 0 ? [await unansweredToday(workplace)] : [];
  };
  return { ...so, drawing: await drawing(), also: await also() };
}
