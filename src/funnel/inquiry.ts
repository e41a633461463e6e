// An inquiry: what a part of the diagnosis asks the cells, and what it reads out of the answers.
import type { Cell, Question } from './cells.js';
import type { Scope } from './scope.js';

export interface Inquiry<Answer, Names extends string = string> {
  asks(scope: Scope): Record<Names, Question>;
  /** `cells` holds the answer to each of its questions. */
  read(cells: Record<Names, readonly Cell[]>, scope: Scope): Answer;
}

/** What answers questions: a store, asked beforehand, or the counts of a test. */
export type Answered = (question: Question) => readonly Cell[];

/** Reads an inquiry. */
export function inquire<Answer, Names extends string>(
  { asks, read }: Inquiry<Answer, Names>,
  scope: Scope,
  answered: Answered,
): Answer {
  const questions = Object.entries<Question>(asks(scope));
  // The entries of all questions make a full record, which the compiler cannot see.
  const cells = Object.fromEntries(questions.map(([name, question]) => [name, answered(question)]));
  return read(cells as Record<Names, readonly Cell[]>, scope);
}
