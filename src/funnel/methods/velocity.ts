// How fast a funnel makes money, and what moved that since the period before.

/** The four things velocity is made of: whole SQLs in a period, a rate from 0 to 1, cents a deal, and days. */
export interface Parts {
  sqls: number;
  winRate: number;
  dealCents: number;
  cycleDays: number;
}

/** What one part did to velocity: `log` in logarithms, `cents` in cents a day. A longer cycle slows: its sign is turned. */
export interface Share {
  log: number;
  cents: number;
}

/** Velocity before and now in cents a day, and what each part did to it; over the parts, both kinds of share add up. */
export interface Moved {
  before: number;
  now: number;
  log: number;
  shares: Record<keyof Parts, Share>;
}

/**
 * V = SQLs · win rate · deal value / cycle days, in cents a day; null when the cycle has no days.
 * The common sales velocity equation; it has no single published source.
 */
export const velocity = ({ sqls, winRate, dealCents, cycleDays }: Parts): number | null =>
  cycleDays > 0 ? (sqls * winRate * dealCents) / cycleDays : null;

/**
 * What moved velocity, exactly: Δln V = Δln n + Δln w + Δln A − Δln L, and in cents each logarithm times the logarithmic
 * mean (V₁ − V₀)/ln(V₁/V₀). Null when a part of either period is not above 0: a logarithm has nothing to say there.
 * Source of the second: B. W. Ang, The LMDI approach to decomposition analysis, Energy Policy 33 (2005).
 */
export function moved(before: Parts, now: Parts): Moved | null {
  const [v0, v1] = [velocity(before), velocity(now)];
  const all = [...Object.values(before), ...Object.values(now)];
  if (v0 === null || v1 === null || !all.every((part) => part > 0)) return null;
  const log = Math.log(v1 / v0);
  // Where velocity hardly moved, the difference of two near numbers would drown the mean, which is then V itself.
  const logMean = Math.abs(log) < 1e-6 ? Math.sqrt(v0 * v1) : (v1 - v0) / log;
  const share = (part: keyof Parts, sign: 1 | -1): Share => {
    const own = sign * Math.log(now[part] / before[part]);
    return { log: own, cents: own * logMean };
  };
  return {
    before: v0,
    now: v1,
    log,
    shares: {
      sqls: share('sqls', 1),
      winRate: share('winRate', 1),
      dealCents: share('dealCents', 1),
      cycleDays: share('cycleDays', -1),
    },
  };
}
