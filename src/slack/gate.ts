// The gate before listeners that not everybody may use: it asks the roles, and refuses kindly, naming who may.
import type { Deed } from '../charter/roles.js';
import { UserError } from '../errors.js';
import type { Press, Submission } from './boundary.js';
import { type Desk, mayDo } from './desk.js';
import { handshakeIn } from './views/modal-parts.js';

type Listener<Input> = (input: Input, desk: Desk) => Promise<void>;

/** The handshake that a press or a submission is about. */
const handshakeOf = (input: Press | Submission): string =>
  'value' in input ? input.value : handshakeIn(input.view);

/** Whether somebody works the lead, or made an SQL of it. One that is gone or was never taken is nobody's; the listener says so. */
async function holds({ workplace }: Desk, id: string, person: string): Promise<boolean> {
  const handshake = (await workplace.store.handshakes.load(id))?.handshake;
  if (handshake?.status !== 'accepted' && handshake?.status !== 'qualified') return false;
  return handshake.by === person;
}

/** Throws a UserError that names who may, unless this person may do it. The boundary tells it. */
export async function admit(desk: Desk, deed: Deed, by: { person: string; own?: boolean }): Promise<void> {
  const may = await mayDo(desk, deed, by);
  if (may !== true) throw new UserError(may.refused);
}

/** The listener, for those who may do this. */
export const only =
  <Input extends { person: string }>(deed: Deed, listener: Listener<Input>): Listener<Input> =>
  async (input, desk) => {
    await admit(desk, deed, { person: input.person });
    return listener(input, desk);
  };

/** The listener, for those who may do this with the lead that it is about: its holder first. */
export const onlyHolder =
  <Input extends Press | Submission>(
    listener: Listener<Input>,
    deed: Deed = 'follow a lead through',
  ): Listener<Input> =>
  async (input, desk) => {
    const { person } = input;
    const own = await holds(desk, handshakeOf(input), person);
    await admit(desk, deed, { person, own });
    return listener(input, desk);
  };
