// Random ids in the shapes Slack uses.
import { randomBytes, randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const MIXED = `${LETTERS}abcdefghijklmnopqrstuvwxyz`;

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** An object id such as `V0A1B2C3D4E`: a prefix letter and ten capitals or digits. */
export const objectId = (prefix: string): string => `${prefix}0${pick(LETTERS, 9)}`;

/** A short id for a block or element that came without one. */
export const shortId = (): string => pick(MIXED, 5);

/** A secret that nobody guesses, for trigger ids and response URLs. */
export const secret = (bytes = 18): string => randomBytes(bytes).toString('base64url');

/** A view's hash, `seconds.random`: fresh each time the view changes. */
export const freshHash = (now: Date): string => `${Math.floor(now.getTime() / 1000)}.${pick(MIXED, 8)}`;
