// What the buttons of a diagnosis carry: the days, the split, and which page of it to show.
import { z } from 'zod';
import { type Asked, groupings } from '../../../funnel/asked.js';

const Turn = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(groupings).nullable(),
  /** The place of the first finding or of the first row to show. */
  at: z.int().min(0).default(0),
});

/** A page of a diagnosis. */
export type Turn = z.infer<typeof Turn>;

/** The page of what was asked. */
export const turnOf = ({ days, by }: Pick<Asked, 'days' | 'by'>, at = 0): Turn => ({ ...days, by, at });

export const turnValue = (turn: Turn): string => JSON.stringify(turn);

/** What a button asks for; null when it is not one of these. */
export function readTurn(value: string): Turn | null {
  try {
    return Turn.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
