// The charter as it stands: unsigned, overdue for review, or in force and used by nobody.
import { countOf } from '../cells.js';
import { daysAfter } from '../days.js';
import { inPeriod } from '../scope.js';
import { some } from '../words.js';
import type { Candidate, FindingKind } from './finding.js';

/** A charter that is in force for less has not had the time to be used. */
const DAYS_TO_USE = 14;

const state = (about: string, title: string, seen: string, step: Candidate['steps'][number]): Candidate => ({
  kind: 'charter_state',
  about,
  title,
  seen,
  figures: [],
  p: null,
  cost: null,
  steps: [step],
});

const openCharter = { do: 'open clause', part: 'people', id: null } as const;

export const charterState: FindingKind<'used' | 'all'> = {
  name: 'charter_state',
  looksFor: 'a charter that is unsigned, overdue for review or unused',
  asks: (scope) => ({
    all: inPeriod(scope, { measures: ['mql', 'offered'] }),
    used: inPeriod(scope, { where: { charter: [scope.agreement.version] }, measures: ['offered'] }),
  }),
  read({ used, all }, { agreement, to }) {
    const { version, signed, review, since } = agreement;
    const candidates: Candidate[] = [];
    if (!signed)
      candidates.push(
        state(
          'unsigned',
          'The charter is not signed',
          `Version ${version} is in force provisionally: neither leader has signed it, so what an MQL is has not been agreed.`,
          openCharter,
        ),
      );
    // What nobody signed nobody has to review.
    else if (review.state === 'overdue')
      candidates.push(
        state(
          'expired',
          'The review of the charter is overdue',
          `Version ${version} was to be reviewed by ${review.dueOn}, and both leaders have not said that it still holds.`,
          openCharter,
        ),
      );
    const mqls = Math.max(countOf(all, 'mql'), countOf(all, 'offered'));
    if (countOf(used, 'offered') === 0 && mqls > 0 && daysAfter(since, DAYS_TO_USE) < to)
      candidates.push(
        state(
          'unused',
          'The charter in force is not used',
          `${some(mqls, 'lead')} became an MQL in these days, and none of them was offered under version ${version}, in force since ${since}.`,
          { do: 'open clause', part: 'mql', id: null },
        ),
      );
    return { candidates, lacking: null };
  },
};
