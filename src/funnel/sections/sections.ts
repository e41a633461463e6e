// The sections of the digest in the order they are told in: to add one, write its file and its line here.
import type { WeekFigures } from '../week-figures.js';
import { agreementLine, agreementSection } from './agreement.js';
import { answerTimeSection } from './answer-time.js';
import { answersSection } from './answers.js';
import { changesSection } from './changes.js';
import { disputesSection } from './disputes.js';
import { fatesSection } from './fates.js';
import type { Reader } from './folding.js';
import { hollowSection } from './hollow.js';
import { intakeSection } from './intake.js';
import { reasonsSection } from './reasons.js';
import { repliesSection } from './replies.js';
import type { Section } from './section.js';

type SectionOf = (figures: WeekFigures, reader: Reader) => Section | null;

const sections: readonly SectionOf[] = [
  agreementSection,
  intakeSection,
  answersSection,
  fatesSection,
  changesSection,
  answerTimeSection,
  reasonsSection,
  repliesSection,
  disputesSection,
  hollowSection,
];

/** Whether nothing came in, nothing was offered and nobody answered: then two lines say so. */
export function isQuiet({ intake, answers }: WeekFigures): boolean {
  const { leads, mqls, offered } = intake.now;
  const { accepted, rejected, handedBack, touched, sql, won, lost } = answers.now;
  return leads + mqls + offered + accepted.of + rejected.of + handedBack + touched + sql + won + lost === 0;
}

/** Everything the digest says of a week; of a quiet one two lines. */
export function sectionsOf(figures: WeekFigures, reader: Reader): Section[] {
  if (isQuiet(figures)) {
    const quiet = figures.running
      ? 'A quiet week so far: nothing came in, nothing was offered and nothing was answered.'
      : 'A quiet week: nothing came in, nothing was offered and nothing was answered.';
    return [{ title: '', lines: [quiet, agreementLine(figures)] }];
  }
  return sections.flatMap((each) => each(figures, reader) ?? []);
}
