// Which candidates stand: all that a diagnosis looked for is one family, so that many looks make no false finding.
import { holm } from '../methods/residuals.js';
import { weightOf } from './cost.js';
import type { Candidate, Finding, Looked } from './finding.js';

/** The chance of any false finding in a whole diagnosis stays below this. */
export const FAMILY_LEVEL = 0.05;

const pOf = ({ p }: Candidate): number => p ?? 0;

/**
 * The findings, worst first: what is so without chance, and of what was tested that which chance would hardly show.
 * Each kind is one test, by its strongest candidate, and Holm corrects over the kinds; within a kind that stands its
 * candidates, corrected among themselves already, stand by the same measure.
 * Source of the correction: S. Holm, A simple sequentially rejective multiple test procedure (1979), see residuals.ts;
 * of the families: Y. Benjamini, M. Bogomolov, Selective inference on multiple families of hypotheses, JRSS B 76 (2014).
 */
export function standing(looks: readonly Looked[]): Finding[] {
  const tested = looks
    .map(({ candidates }) => candidates.filter(({ p }) => p !== null))
    .filter(({ length }) => length > 0);
  const strongest = tested.map((candidates) => Math.min(...candidates.map(pOf)));
  const corrected = holm(strongest);
  const found = tested.flatMap((candidates, place) => {
    const [own = 1, p = 1] = [strongest[place], corrected[place]];
    // By how much the strongest was corrected is what the others are corrected by.
    const factor = own === 0 ? tested.length : p / own;
    return candidates.map((candidate) => ({
      ...candidate,
      p: Math.min(1, Math.max(p, pOf(candidate) * factor)),
    }));
  });
  const facts = looks.flatMap(({ candidates }) => candidates.filter(({ p }) => p === null));
  return [...facts, ...found.filter(({ p }) => p < FAMILY_LEVEL)].sort(worstFirst);
}

/** By what it costs; of two that cost alike the one that is surer, then by name, so that the order never wavers. */
function worstFirst(one: Finding, other: Finding): number {
  return (
    weightOf(other.cost) - weightOf(one.cost) ||
    pOf(one) - pOf(other) ||
    `${one.kind} ${one.about}`.localeCompare(`${other.kind} ${other.about}`)
  );
}

/** A name for a finding that is short and tells nothing: its kind, and a number made of what it is about. */
export function findingId({ kind, about }: Pick<Finding, 'kind' | 'about'>): string {
  let hash = FNV_OFFSET;
  for (const sign of about) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), FNV_PRIME) >>> 0;
  return `${kind}-${hash.toString(36)}`;
}

/** The 32-bit FNV-1a hash. Source: G. Fowler, L. C. Noll, K.-P. Vo, RFC 9923. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
