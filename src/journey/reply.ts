// Reply: marketing answers a rejection.
import { type Acted, act } from './act.js';
import type { Workplace } from './workplace.js';

/** Marketing has read the reasons. */
export const acknowledge = (workplace: Workplace, id: string, by: string): Promise<Acted> =>
  act(workplace, id, { type: 'acknowledge', by, at: workplace.now().toISOString() });
