// How many random runs a property gets: a few in CI, more when FAST_CHECK_RUNS asks for it.

const asked = Number(process.env.FAST_CHECK_RUNS ?? Number.NaN);

/** The number of runs that was asked for, or `usual`. A failing run prints its seed, with which it can be repeated. */
export const runs = (usual: number): { numRuns: number } => ({
  numRuns: Number.isInteger(asked) ? asked : usual,
});

/** How long a property may take, in milliseconds: whoever asks for more runs waits for them. */
export const PATIENCE_MS = Number.isInteger(asked) ? 3_600_000 : 60_000;
