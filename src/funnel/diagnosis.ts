// The diagnosis: the whole review of a period, read from the cells.
import type { Grouping } from './asked.js';
import { answer, type Cell, type Question } from './cells.js';
import { type Found, findings } from './findings/findings.js';
import { type Answered, inquire } from './inquiry.js';
import { type Ledger, ledger } from './ledger.js';
import { type Answer, fourQuestions } from './questions.js';
import type { Scope } from './scope.js';
import { deals, type Speed, speed } from './speed.js';
import { type Seer, type Split, splitOf, splitQuestion } from './split.js';
import { type FunnelMap, map } from './stages.js';

export interface Diagnosis extends Found {
  scope: Scope;
  map: FunnelMap;
  questions: Answer[];
  ledger: Ledger;
  speed: Speed;
  split: Split | null;
}

/** What to diagnose: deals are found out on the way. `by` splits the figures as `seer` may see them. */
export interface Wanted {
  scope: Omit<Scope, 'deals'>;
  by: Grouping | null;
  seer: Seer;
}

/** Reviews a period from whatever answers questions at once, as the counts of a test do. */
export function diagnosisOf({ scope: about, by, seer }: Wanted, answered: Answered): Diagnosis {
  const scope = { ...about, deals: inquire(deals, { ...about, deals: null }, answered) };
  return {
    ...findings(scope, answered),
    scope,
    map: inquire(map, scope, answered),
    questions: inquire(fourQuestions, scope, answered),
    ledger: inquire(ledger, scope, answered),
    speed: inquire(speed, scope, answered),
    split: by === null ? null : splitOf(answered(splitQuestion(scope, by)), by, seer),
  };
}

/** What questions may be asked together by: all but what is counted. */
const groundOf = ({ from, to, grain, by, where }: Question): string =>
  JSON.stringify([from, to, grain, by, where ?? null]);

/**
 * Every question that a diagnosis asks, those about the same days and groups as one: asking costs more than what it is
 * about, above all of the embedded engine.
 */
export function questionsOf(wanted: Wanted): Question[] {
  const asked = new Map<string, Question>();
  diagnosisOf(wanted, (question) => {
    const ground = groundOf(question);
    const measures = new Set([...(asked.get(ground)?.measures ?? []), ...(question.measures ?? [])]);
    asked.set(ground, { ...question, measures: [...measures] });
    return [];
  });
  return [...asked.values()];
}

/** Answers each of the single questions from the cells of those that `questionsOf` gave. */
export function answeredBy(answers: readonly (readonly [Question, readonly Cell[]])[]): Answered {
  const byGround = new Map(answers.map(([question, cells]) => [groundOf(question), cells]));
  return (question) => {
    // They stand under what was asked for already, and need not tell it any more.
    const { where: _, ...of } = question;
    return answer(byGround.get(groundOf(question)) ?? [], of);
  };
}
