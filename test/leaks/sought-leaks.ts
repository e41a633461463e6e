// How often a diagnosis finds what is planted in a season, and what it claims where nothing is.
import { noLeaks } from '../../src/commands/season/leaks.js';
import { plainPlan } from '../../src/commands/season/plan.js';
import type { Diagnosis } from '../../src/funnel/diagnosis.js';
import { counted, reviewed } from './reviewed-season.js';
import { SEASON_DAYS, type StatedLeak } from './stated-leaks.js';

const named = ({ findings }: Diagnosis): string[] =>
  findings.map(({ kind, about }) => (about === '' ? kind : `${kind} ${about}`));

/** Periods in which a season without a leak is diagnosed. */
export const PERIODS = [SEASON_DAYS, 90, 42] as const;

/** What is claimed of seasons without any leak: how many diagnoses of each period claim something, and what. */
export function falseFindings(seeds: readonly number[]): { days: number; false: number; claims: string[] }[] {
  const claimed = PERIODS.map((days) => ({ days, false: 0, claims: [] as string[] }));
  for (const seed of seeds) {
    const season = counted(seed, { ...plainPlan, leaks: noLeaks });
    for (const each of claimed) {
      const claims = named(reviewed(season, each.days));
      if (claims.length > 0) each.false++;
      each.claims.push(...claims);
    }
  }
  return claimed;
}

/** Whether a finding tells of a leak. */
export const tellsOf = (
  { foundAs, about }: Pick<StatedLeak, 'foundAs' | 'about'>,
  finding: Diagnosis['findings'][number],
): boolean => finding.kind === foundAs && (about === undefined || finding.about === about);

/** In how many seasons a planted leak is found. */
export function foundIn(leak: StatedLeak, seeds: readonly number[]): number {
  const leaks = { ...noLeaks, ...leak.size };
  return seeds.filter((seed) =>
    reviewed(counted(seed, { ...plainPlan, leaks }), leak.days).findings.some((each) => tellsOf(leak, each)),
  ).length;
}
