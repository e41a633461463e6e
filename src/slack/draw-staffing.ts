// Draws what managers read of leads for which nobody is free, and what somebody on leave reads of where their leads went.
import { cardKey } from '../handshake/announcement.js';
import { overflowDay } from '../handshake/unplaced.js';
import { rolesInForce } from '../journey/roles.js';
import type { OwedMessage } from '../store/messages.js';
import { sceneOf } from './desk.js';
import { isPerson } from './direct-messages.js';
import type { Drawing, DrawingDesk, Drawn } from './drawing.js';
import { linkTo } from './links.js';
import { mentions } from './mrkdwn.js';
import { handedOverMessage, LEADS_NAMED, type NamedLead, overflowMessage } from './views/staffing-views.js';

/** A message row about who is there and who is not. */
type StaffingRow = Pick<OwedMessage, 'key' | 'channel'> & { kind: 'overflow' | 'handed_over' };

/** Whether a message row is about who is there and who is not. */
export const isOfStaffing = (message: { kind: string }): message is StaffingRow =>
  message.kind === 'overflow' || message.kind === 'handed_over';

const named = async (desk: DrawingDesk, handshake: string): Promise<NamedLead> => ({
  scene: await sceneOf(desk.workplace, handshake),
  card: await linkTo(desk, cardKey(handshake)),
});

/** User groups of managers are called where everybody reads it; a manager who is a person knows whom it is for. */
async function overflow({ key, channel }: StaffingRow, desk: DrawingDesk): Promise<Drawing> {
  const { store } = desk.workplace;
  const { open, waiting } = await store.unplaced.on(overflowDay(key));
  const { caps } = (await store.charters.inForce()).charter;
  const { manager } = await rolesInForce(desk.workplace);
  return overflowMessage({
    open: await Promise.all(open.slice(0, LEADS_NAMED).map((id) => named(desk, id))),
    total: open.length,
    waiting,
    cap: caps.openARep,
    managers: isPerson(channel) ? '' : mentions(manager.filter((id) => !isPerson(id))),
  });
}

async function handedOver({ key }: StaffingRow, desk: DrawingDesk): Promise<Drawing> {
  const leads = await desk.workplace.store.leaves.handed(key.slice('handed_over:'.length));
  const listed = leads.slice(0, LEADS_NAMED);
  return handedOverMessage(
    await Promise.all(listed.map(async ({ handshake, to }) => ({ ...(await named(desk, handshake)), to }))),
    leads.length,
  );
}

/** What the message should show now. */
export async function drawStaffing(message: StaffingRow, desk: DrawingDesk): Promise<Drawn> {
  const drawing =
    message.kind === 'overflow' ? await overflow(message, desk) : await handedOver(message, desk);
  return { drawing, at: desk.workplace.now(), worthPostingAnew: false, also: [] };
}
