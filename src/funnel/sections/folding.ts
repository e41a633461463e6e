// Folding: groups of fewer than five are told together, so that no figure in public is about one or two people.
import { FEW } from './words.js';

/** Whether small groups are to be folded: for everybody but managers. */
export interface Reader {
  folded: boolean;
}

/** The groups that may be told by name, the largest first, and how many of how much are not. */
export function foldedBy<Group>(
  groups: readonly Group[],
  sizeOf: (group: Group) => number,
  { folded }: Reader,
): { told: Group[]; rest: { groups: number; size: number } } {
  const largest = [...groups].sort((a, b) => sizeOf(b) - sizeOf(a));
  const told = folded ? largest.filter((group) => sizeOf(group) >= FEW) : largest;
  const others = largest.filter((group) => !told.includes(group));
  return {
    told,
    rest: { groups: others.length, size: others.reduce((sum, group) => sum + sizeOf(group), 0) },
  };
}
