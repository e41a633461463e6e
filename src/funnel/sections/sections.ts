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
import { countWords } from './words.js';

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

/** Whether nothing came in, nothing was offered and nothing came of any lead: then two lines say so. */
export function isQuiet({ intake, answers }: WeekFigures): boolean {
  const { leads, mqls, offered } = intake.now;
  const { accepted, rejected, handedBack, touched, untouched, sql, won, lost } = answers.now;
  const arrived = leads + mqls + offered;
  return arrived + accepted.of + rejected.of + handedBack + touched + untouched + sql + won + lost === 0;
}

function quietLine({ running, open }: WeekFigures): string {
  const waiting = open.inTime + open.overdue;
  const wait =
    waiting === 0
      ? ''
      : ` ${countWords(waiting, 'lead')} from before ${waiting === 1 ? 'waits' : 'wait'} for an answer.`;
  return `A quiet week${running ? ' so far' : ''}: nothing came in, nothing was offered and nothing was answered.${wait}`;
}

/** Everything the digest says of a week; of a quiet one two lines. */
export function sectionsOf(figures: WeekFigures, reader: Reader): Section[] {
  if (isQuiet(figures)) return [{ title: '', lines: [quietLine(figures), agreementLine(figures)] }];
  return sections.flatMap((each) => each(figures, reader) ?? []);
}
