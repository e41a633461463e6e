// The counter of this process: counts soon after something was kept here, without getting in anybody's way.
import { setTimeout as pause } from 'node:timers/promises';
import { count } from './count.js';
import type { Workplace } from './workplace.js';

/** What happens within this time is counted together, in ms. */
const TOGETHER_MS = 1_000;

/** While more comes in, so many times as long as a step took is left to others before the next: a flood goes first. */
const REST = 9;
const REST_MOST_MS = 2_000;

export interface Counter {
  /** Something was kept: it is to be counted within seconds. */
  poke(): void;
  /** Waits for the step at hand, and counts no more. What is left is counted by whoever counts next. */
  stop(): Promise<void>;
}

/** Who is told: that figures have changed, and what went wrong. What a failed step has left, the next or the job goes on with. */
interface Told {
  counted(): void;
  failed(error: unknown): void;
}

export function counterOf(workplace: Workplace, { counted, failed }: Told): Counter {
  const stopping = new AbortController();
  const { signal } = stopping;
  let [poked, running] = [false, Promise.resolve()];
  let busy = false;

  async function run(): Promise<void> {
    while (poked && !signal.aborted) {
      await pause(TOGETHER_MS, undefined, { signal, ref: false });
      poked = false;
      let since = performance.now();
      const rows = await count(workplace, {
        async between() {
          const rest = poked ? Math.min(REST * (performance.now() - since), REST_MOST_MS) : 0;
          poked = false; // the next step counts what this one could not see yet
          await pause(rest, undefined, { signal, ref: false });
          since = performance.now();
          return true;
        },
      });
      if (rows > 0) counted();
    }
  }

  return {
    poke() {
      poked = true;
      if (busy || signal.aborted) return;
      busy = true;
      running = run()
        .catch((error: unknown) => {
          if (!signal.aborted) failed(error);
        })
        .finally(() => {
          busy = false;
        });
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
