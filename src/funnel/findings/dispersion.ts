// Whether the team judges by one definition: how far reps differ in what they reject, given the leads each of them had.
import { countOf, groupsOf } from '../cells.js';
import { dispersion as dispersionOf, ENOUGH_LEADS, type Judged } from '../methods/dispersion.js';
import { mantelHaenszel } from '../methods/mantel-haenszel.js';
import { inPeriod } from '../scope.js';
import { some } from '../words.js';
import { heldUp } from './cost.js';
import { type FindingKind, lacking } from './finding.js';
import { aboutAll } from './words.js';

/** Chance alone makes φ about 1; below this reps differ by too little to bother anybody, however sure it is. */
const PHI_MATTERS = 2;

export const dispersion: FindingKind<'judged'> = {
  name: 'dispersion',
  looksFor: 'several definitions within the sales team',
  asks: (scope) => ({
    judged: inPeriod(scope, { by: ['rep', 'segment', 'source'], measures: ['said'] }),
  }),
  read({ judged: cells }) {
    const judged = [...groupsOf(cells, 'rep')].flatMap(([person, own]) =>
      person === null
        ? []
        : [...groupsOf(own, 'source')].flatMap(([source, fromIt]) =>
            [...groupsOf(fromIt, 'segment')].map(
              ([segment, alike]): Judged => ({
                person,
                kind: JSON.stringify([source, segment]),
                rejected: countOf(alike, 'said:rejected'),
                of: countOf(alike, 'said'),
              }),
            ),
          ),
    );
    const { phi, people, standings } = dispersionOf(judged);
    if (phi === null)
      return lacking(`${some(people, 'rep')} with ${ENOUGH_LEADS} answered leads, and it takes two`);
    const counted = standings.filter(({ n }) => n >= ENOUGH_LEADS);
    const enough = new Set(counted.map(({ person }) => person));
    const alike = mantelHaenszel(judged.filter(({ person }) => enough.has(person)));
    const beyond = counted.reduce((sum, { observed, expected }) => sum + Math.max(0, observed - expected), 0);
    return {
      candidates: [
        {
          kind: 'dispersion',
          ...aboutAll,
          title: 'The sales team judges by more than one definition',
          seen: `Given the leads that each of them had, ${some(people, 'rep')} differ in what they reject ${phi.toFixed(1)} times as much as chance makes them (φ; 1 is one definition). The criteria leave room, and are to be made sharper.`,
          figures: [
            {
              kind: 'number',
              label: 'dispersion φ',
              value: phi,
              n: counted.reduce((sum, { n }) => sum + n, 0),
            },
          ],
          // φ says how far; whether it is chance is asked within each kind of lead.
          p: phi < PHI_MATTERS ? 1 : (alike?.p ?? 1),
          cost: heldUp(Math.round(beyond)),
          steps: [{ do: 'open clause', part: 'criterion', id: null }],
        },
      ],
      lacking: null,
    };
  },
};
