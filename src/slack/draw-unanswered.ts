// Draws the one message a day that lists the rejections which wait for marketing's answer, as they wait at that moment.
import { unansweredDay } from '../handshake/unanswered.js';
import { rolesInForce } from '../journey/roles.js';
import { waitingForMarketing } from '../journey/unanswered.js';
import type { OwedMessage } from '../store/messages.js';
import { sceneOf } from './desk.js';
import type { DrawingDesk, Drawn } from './drawing.js';
import { linkTo } from './links.js';
import { mentions } from './mrkdwn.js';
import { REJECTIONS_LISTED, unansweredMessage, type WaitingRejection } from './views/unanswered-view.js';

/** A message row that lists unanswered rejections. */
export type UnansweredRow = Extract<OwedMessage, { kind: 'unanswered' }>;

/** Whether a message row lists unanswered rejections. */
export const isOfUnanswered = (message: OwedMessage): message is UnansweredRow =>
  message.kind === 'unanswered';

/**
 * What the message should show now. It is sent on its own day, in working time, and only while something waits; one that is
 * there gets shorter with every answer.
 */
export async function drawUnanswered({ key, ts }: UnansweredRow, desk: DrawingDesk): Promise<Drawn> {
  const { workplace } = desk;
  const so = { at: workplace.now(), worthPostingAnew: false, also: [] };
  const { day, working, newest, total } = await waitingForMarketing(workplace, REJECTIONS_LISTED);
  if (ts === null && (total === 0 || day !== unansweredDay(key))) return { ...so, drawing: null };
  if (ts === null && !working) return { ...so, drawing: 'later' };
  const listed = await Promise.all(
    newest.map(async ({ handshake, rejection }): Promise<WaitingRejection[]> => {
      const [scene, told, link] = await Promise.all([
        sceneOf(workplace, handshake),
        workplace.store.rejections.told(handshake, rejection),
        linkTo(desk, `reason:${rejection}`),
      ]);
      return told === null ? [] : [{ scene, told, link }];
    }),
  );
  const { marketing } = await rolesInForce(workplace);
  return { ...so, drawing: unansweredMessage(listed.flat(), { total, marketing: mentions(marketing) }) };
}
