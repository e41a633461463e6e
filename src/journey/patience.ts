// Patience: long work in this process lets clicks go first.
import { setImmediate as breathe } from 'node:timers/promises';

/** The event loop is left to others after so long, in ms. */
const SLICE_MS = 8;

/** To be awaited now and then: lets whoever waits go first, each time that a slice of time is used up. */
export function patience(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await breathe();
    since = performance.now();
  };
}
