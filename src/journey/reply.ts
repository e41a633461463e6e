// Reply: marketing answers a rejection: it has read it, has fixed its cause, or disputes it.
import { disputeAlone } from '../handshake/announcement.js';
import type { Handshake } from '../handshake/handshake.js';
import { type Acted, act } from './act.js';
import { rolesInForce } from './roles.js';
import type { Workplace } from './workplace.js';

/** Which rejection somebody speaks of, who, and in what words. */
export interface Speech {
  handshake: string;
  /** Left out, it is the one that stands. */
  rejection?: string;
  by: string;
  words: string;
}

/** Marketing has read the reasons. */
export const acknowledge = (
  workplace: Workplace,
  { handshake, ...said }: Omit<Speech, 'words'>,
): Promise<Acted> =>
  act(workplace, handshake, { type: 'acknowledge', ...said, at: workplace.now().toISOString() });

/**
 * Marketing has fixed what the lead was rejected for, and says what changed. The lead is to be judged anew after this: it is
 * offered again if what was fixed allows that. Nobody need fear that it is forgotten, a sweep judges every lead once a day.
 */
export const fix = (workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> =>
  act(workplace, handshake, { type: 'fix', ...said, at: workplace.now().toISOString() });

const rejectionOf = (handshake: Handshake): string => ('rejection' in handshake ? handshake.rejection : '');

/** Marketing contests the rejection: managers are asked in its thread, and those who are people also in private. */
export async function dispute(workplace: Workplace, { handshake, ...said }: Speech): Promise<Acted> {
  const { manager } = await rolesInForce(workplace);
  const people = manager.filter((id) => !id.startsWith('S'));
  return act(workplace, handshake, { type: 'dispute', ...said, at: workplace.now().toISOString() }, (after) =>
    people.map((to) => disputeAlone(after.id, rejectionOf(after), to)),
  );
}
