// The counter of this process: counts soon after something was kept here, without getting in anybody's way.
import { setTimeout as pause } from 'node:timers/promises';
import { count } from './count.js';
import type { Workplace } from './workplace.js';

/** What happens within this time is counted together, in ms. */
const TOGETHER_MS = 1_000;

/** Rows a step: so few that whoever clicks meanwhile hardly waits for them. */
const ROWS = 100;

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
  let [pokedAt, since] = [Number.NEGATIVE_INFINITY, 0];
  let [busy, running] = [false, Promise.resolve()];

  /** Waits until a step may begin, which sees all that was kept before `since`. */
  async function wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal, ref: false });
    since = performance.now();
  }

  /** So long is left to others after a step, in ms: nothing where nothing was kept lately. */
  function rest(): number {
    const now = performance.now();
    return now - pokedAt < TOGETHER_MS ? Math.min(REST * (now - since), REST_MOST_MS) : 0;
  }

  async function run(): Promise<void> {
    try {
      do {
        await wait(TOGETHER_MS);
        const rows = await count(workplace, {
          rows: ROWS,
          async between() {
            await wait(rest());
            return true;
          },
        });
        if (rows > 0) counted();
      } while (pokedAt >= since && !signal.aborted);
    } catch (error) {
      if (!signal.aborted) failed(error);
    } finally {
      busy = false;
    }
  }

  return {
    poke() {
      pokedAt = performance.now();
      if (busy || signal.aborted) return;
      busy = true;
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
