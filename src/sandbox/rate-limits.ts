// Slack's rate limits: tiers of calls a minute, judged by real time, for each method and for each channel written to.

/** Calls a minute for one method and team. `special`: so many that nobody meets the limit. */
export const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 } as const;
export type Tier = keyof typeof TIERS;

interface Pace {
  perMinute: number;
  /** How many may come at once after a rest. */
  burst: number;
}

const ofTier = (tier: Tier): Pace => ({ perMinute: TIERS[tier], burst: TIERS[tier] });

/** Writing to one channel: one message a second, with short bursts. */
const ONE_CHANNEL: Pace = { perMinute: 60, burst: 5 };
/** Writing to all channels of a workspace: several hundred a minute. */
const ALL_CHANNELS: Pace = { perMinute: 300, burst: 300 };
/** The methods whose pace is that of the channels they write to, beside their tier. */
const WRITES_TO_CHANNELS: readonly string[] = ['chat.postMessage'];

/** Idle buckets are forgotten above this many. */
const BUCKETS_KEPT = 1000;

interface Bucket {
  /** Calls that may still come, at the time `at` in real milliseconds. */
  left: number;
  at: number;
  pace: Pace;
}

/** One call as the limits see it. */
export interface Counted {
  method: string;
  tier: Tier;
  team: string;
  channel?: string | undefined;
}

export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();

  constructor(public on: boolean) {}

  /**
   * Counts a call at a real time in milliseconds.
   * Returns the whole seconds to wait (Retry-After) when it came too early, else 0; a refused call does not count.
   */
  wait(call: Counted, at: number): number {
    if (!this.on) return 0;
    const buckets = pacesOf(call).map(([key, pace]) => this.#filled(key, pace, at));
    const seconds = Math.max(...buckets.map(secondsUntilFree));
    if (seconds > 0) return seconds;
    for (const bucket of buckets) bucket.left -= 1;
    return 0;
  }

  #filled(key: string, pace: Pace, at: number): Bucket {
    const known = this.#buckets.get(key) ?? { left: pace.burst, at, pace };
    known.left = leftAt(known, at);
    known.at = at;
    if (this.#buckets.size >= BUCKETS_KEPT) this.#forgetIdle(at);
    this.#buckets.set(key, known);
    return known;
  }

  #forgetIdle(at: number): void {
    for (const [key, bucket] of this.#buckets)
      if (leftAt(bucket, at) >= bucket.pace.burst) this.#buckets.delete(key);
  }
}

const leftAt = ({ left, at, pace }: Bucket, now: number): number =>
  Math.min(pace.burst, left + ((now - at) / 60_000) * pace.perMinute);

const secondsUntilFree = ({ left, pace }: Bucket): number =>
  left >= 1 ? 0 : Math.ceil(((1 - left) / pace.perMinute) * 60);

function pacesOf({ method, tier, team, channel }: Counted): [string, Pace][] {
  if (!WRITES_TO_CHANNELS.includes(method)) return [[`${team}:${method}`, ofTier(tier)]];
  const whole: [string, Pace] = [`${team}:${method}`, ALL_CHANNELS];
  return channel === undefined ? [whole] : [whole, [`${team}:${method}:${channel}`, ONE_CHANNEL]];
}
