// The list of all kinds of findings: adding one is a file beside this one and a line here.
import { type Answered, inquire } from '../inquiry.js';
import type { Scope } from '../scope.js';
import { charterState } from './charter-state.js';
import { contradicted } from './contradicted.js';
import { dispersion } from './dispersion.js';
import { disputes } from './disputes.js';
import { divergingCriterion } from './diverging-criterion.js';
import { standing } from './family.js';
import type { Finding, FindingKind } from './finding.js';
import { gaming } from './gaming.js';
import { hollowAccepts } from './hollow-accepts.js';
import { idleRules } from './idle-rules.js';
import { lateAnswers } from './late-answers.js';
import { misleadingSource } from './misleading-source.js';
import { recycled } from './recycled.js';
import { scoreOrder } from './score-order.js';
import { shiftedReason } from './shifted-reason.js';
import { stalledStage } from './stalled-stage.js';
import { systemDelay } from './system-delay.js';
import { unansweredRejections } from './unanswered-rejections.js';

export const kinds: readonly FindingKind[] = [
  charterState,
  divergingCriterion,
  contradicted,
  dispersion,
  misleadingSource,
  lateAnswers,
  stalledStage,
  hollowAccepts,
  scoreOrder,
  idleRules,
  systemDelay,
  shiftedReason,
  unansweredRejections,
  disputes,
  recycled,
  gaming,
];

/** What was found, worst first, and what there was too little of: what was looked for, and why it cannot be said. */
export interface Found {
  findings: Finding[];
  lacking: { looksFor: string; because: string }[];
}

/** Looks for everything. */
export function findings(scope: Scope, answered: Answered): Found {
  const looks = kinds.map((kind) => ({ kind, looked: inquire(kind, scope, answered) }));
  return {
    findings: standing(looks.map(({ looked }) => looked)),
    lacking: looks.flatMap(({ kind, looked }) =>
      looked.lacking === null ? [] : [{ looksFor: kind.looksFor, because: looked.lacking }],
    ),
  };
}
