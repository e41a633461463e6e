// What every view about one handshake is drawn from: the handshake's scene, its charter version, its clocks and the time.
import type { CharterVersion } from '../../charter/charter.js';
import type { Clock } from '../../handshake/clocks.js';
import type { Earlier } from '../../journey/earlier.js';
import type { Scene } from '../../store/handshakes.js';

/**
 * A handshake with everything a message or a modal about it may show. `charter` is the version it was offered under;
 * `now` is the business clock; `dueAt` is when the answer is due, to be shown while the handshake itself does not
 * know it yet, that is when its card is posted for the first time. `clocks` are those that have begun; where nobody ever
 * works there are none.
 */
export interface CardScene extends Scene {
  charter: CharterVersion;
  now: Date;
  dueAt: Date | null;
  clocks?: readonly Clock[];
  /** How the lead was answered before it was offered again; left out where it never was, or nobody asks. */
  earlier?: Earlier | null;
}
