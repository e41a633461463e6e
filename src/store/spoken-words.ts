// What people wrote of a rejection: the rep's reasons, and the answers to them; apart from the events, so that it can be erased.
import type { Reasons } from '../handshake/rejection.js';
import type { SaidOfIt } from '../handshake/rejection-story.js';
import type { CriterionVerdict } from '../handshake/verdicts.js';

/** The rep's words behind a rejection or a hand-back, with what the data said of each cited criterion. */
export interface SpokenReasons extends Reasons {
  id: string;
  kind: 'rejected' | 'handed_back';
  by: string;
  at: string;
  verdicts: CriterionVerdict[];
  contradicted: string[];
}

/** What marketing or a manager says of a rejection; to acknowledge it takes no words. */
export interface SpokenReply extends SaidOfIt {
  rejection: string;
  words: string;
}

/** The reasons of a rejection as a row tells them. */
export type ReasonsRow = Omit<SpokenReasons, 'verdicts' | 'cited' | 'contradicted'> & {
  criteria: (CriterionVerdict & { contradicted: boolean })[];
};

/** The rep's words as they were spoken. */
export function spokenFrom({ criteria, ...reasons }: ReasonsRow): SpokenReasons {
  return {
    ...reasons,
    cited: criteria.map(({ criterion }) => criterion),
    verdicts: criteria.map(({ criterion, verdict, value }) => ({ criterion, verdict, value })),
    contradicted: criteria.filter((each) => each.contradicted).map(({ criterion }) => criterion),
  };
}
