// Whether a team judges by one definition: how far its members differ, given the leads each of them had.

import { mean } from './chart.js';
import { chiSquareAbove } from './chi-square.js';

/** What one person rejected of the leads of one kind (a segment from a source, say). */
export interface Judged {
  person: string;
  kind: string;
  rejected: number;
  of: number;
}

/** One person's rejections against what the same leads would have met on average. */
export interface Standing {
  person: string;
  n: number;
  observed: number;
  expected: number;
  /** Observed over expected; null when none were expected. */
  ratio: number | null;
  /** In standard deviations of chance. */
  z: number;
}

/** How far a team differs within itself: φ near 1 is chance, well above 1 it has several definitions. */
export interface Dispersion {
  /** The mean z² over those with enough leads; null for fewer than two of them. */
  phi: number | null;
  /** How likely chance alone brings as much or more. */
  p: number | null;
  /** How many people had enough leads to be counted. */
  people: number;
  /** Everybody, in the order they came in: for each person's own eyes, never as a ranking. */
  standings: Standing[];
}

/** Below this many leads a person's z says more about chance than about the person. */
export const ENOUGH_LEADS = 30;

function ratesByKind(judged: readonly Judged[]): Map<string, number> {
  const kinds = new Map<string, { rejected: number; of: number }>();
  for (const { kind, rejected, of } of judged) {
    const soFar = kinds.get(kind) ?? { rejected: 0, of: 0 };
    kinds.set(kind, { rejected: soFar.rejected + rejected, of: soFar.of + of });
  }
  return new Map([...kinds].map(([kind, { rejected, of }]) => [kind, of === 0 ? 0 : rejected / of]));
}

function standingOf(person: string, rows: readonly Judged[], rates: ReadonlyMap<string, number>): Standing {
  let [n, observed, expected, variance] = [0, 0, 0, 0];
  for (const { kind, rejected, of } of rows) {
    const p = rates.get(kind) ?? 0;
    n += of;
    observed += rejected;
    expected += of * p;
    variance += of * p * (1 - p);
  }
  return {
    person,
    n,
    observed,
    expected,
    ratio: expected === 0 ? null : observed / expected,
    z: variance === 0 ? 0 : (observed - expected) / Math.sqrt(variance),
  };
}

/**
 * Expected rejections E from the case mix (every kind of lead at the whole team's rate), O/E,
 * z = (O − E)/√Σp(1−p), and φ = mean z² over people with at least 30 leads. The team's rates are its own, so one degree
 * of freedom is spent. Rejected and judged are whole numbers of leads.
 * Source: D. J. Spiegelhalter, Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14
 * (2005).
 */
export function dispersion(judged: readonly Judged[]): Dispersion {
  const rates = ratesByKind(judged);
  const people = new Map<string, Judged[]>();
  for (const row of judged) people.set(row.person, [...(people.get(row.person) ?? []), row]);
  const standings = [...people].map(([person, rows]) => standingOf(person, rows, rates));
  const squares = standings.filter(({ n }) => n >= ENOUGH_LEADS).map(({ z }) => z * z);
  if (squares.length < 2) return { phi: null, p: null, people: squares.length, standings };
  const phi = mean(squares);
  return {
    phi,
    p: chiSquareAbove(phi * squares.length, squares.length - 1),
    people: squares.length,
    standings,
  };
}
