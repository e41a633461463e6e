// A rejection: the criteria that failed, in whose words, and where the lead goes next. Also used when a lead is handed back.
import type { Charter, NextStep } from '../charter/charter.js';
import { criterionOf } from '../charter/charter.js';
import type { Assessment } from './assessment.js';

/** What a rep says when rejecting or handing back. `nextOn` is a calendar day, YYYY-MM-DD. */
export interface Reasons {
  cited: string[];
  other: boolean;
  note: string;
  /** What is wrong with the data, when a cited criterion is one the data says is met. */
  contradiction: string;
  nextStep: NextStep;
  nextOn: string | null;
}

/** What is wrong with the reasons, by the field a person would correct, each a sentence that says how. */
export type Problems = Partial<Record<'cited' | 'note' | 'contradiction' | 'nextOn', string>>;

/** The cited criteria that the data said were met when the lead was offered. */
export const contradicted = (cited: readonly string[], offered: Assessment): string[] =>
  cited.filter((id) =>
    offered.verdicts.some(({ criterion, verdict }) => criterion === id && verdict === 'met'),
  );

/** Checks a rejection against the charter version it is judged by. `today` is YYYY-MM-DD in the charter's zone. */
export function problemsWith(
  reasons: Reasons,
  offered: Assessment,
  charter: Charter,
  today: string,
): Problems {
  const problems: Problems = {};
  const foreign = reasons.cited.find((id) => criterionOf(charter, id) === undefined);
  if (foreign !== undefined)
    problems.cited = `"${foreign}" is not a criterion of this charter. Choose from the list.`;
  else if (reasons.cited.length === 0 && !reasons.other)
    problems.cited = 'Choose at least one criterion that failed, or Other.';
  const { otherNeedsCharacters } = charter.rejecting;
  if (reasons.other && reasons.note.trim().length < otherNeedsCharacters)
    problems.note = `Other needs words: write at least ${otherNeedsCharacters} characters on what was wrong.`;
  if (contradicted(reasons.cited, offered).length > 0 && reasons.contradiction.trim() === '')
    problems.contradiction = 'The data says this is met. Say what is wrong with the data.';
  if (reasons.nextStep === 'recycle' && reasons.nextOn === null)
    problems.nextOn = 'Choose the day on which this lead should come back.';
  else if (reasons.nextStep === 'recycle' && reasons.nextOn !== null && reasons.nextOn <= today)
    problems.nextOn = 'Choose a day after today.';
  return problems;
}
