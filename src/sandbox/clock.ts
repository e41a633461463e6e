// The business clock of the sandbox: real time plus an offset that only grows, and ISO 8601 durations.

export interface Clock {
  now(): Date;
  moveTo(to: Date): Promise<void>;
}

/** A clock that runs with real time and can be moved forward; how far ahead it is lives in the workspace's state. */
export function ownClock(state: { clockAheadMs?: number }): Clock {
  const ahead = (): number => state.clockAheadMs ?? 0;
  return {
    now: () => new Date(Date.now() + ahead()),
    moveTo: async (to) => {
      state.clockAheadMs = Math.max(ahead(), to.getTime() - Date.now());
    },
  };
}

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const SECONDS = [7 * 24 * 3600, 24 * 3600, 3600, 60, 1];

/**
 * Milliseconds of an ISO 8601 duration with weeks, days, hours, minutes and seconds, e.g. `P1DT2H`.
 * Returns null when the text is no such duration or is empty of parts.
 */
export function durationMs(text: string): number | null {
  const match = DURATION.exec(text);
  const parts = match?.slice(1) ?? [];
  if (!match || text.endsWith('T') || parts.every((part) => part === undefined)) return null;
  const seconds = parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (SECONDS[i] ?? 0), 0);
  return seconds * 1000;
}
