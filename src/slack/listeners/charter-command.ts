// `/charter`: the charter in force, to read.
import type { CommandCall } from '../boundary.js';
import type { Desk } from '../desk.js';
import { charterMessage, charterUsage } from '../views/charter-view.js';

export async function charterCommand(call: CommandCall, { workplace }: Desk): Promise<void> {
  if (call.text.trim() !== '') return call.ack({ response_type: 'ephemeral', ...charterUsage() });
  const inForce = await workplace.store.charters.inForce();
  return call.ack({ response_type: 'ephemeral', ...charterMessage(inForce) });
}
