// The checklist as people read it: for each criterion the verdict in words, the lead's own value and what was asked.
import type { SectionBlock } from '@slack/types';
import { type Charter, type Criterion, criterionOf, dimensions } from '../../charter/charter.js';
import type { CriterionVerdict } from '../../handshake/verdicts.js';
import { within } from '../mrkdwn.js';
import { allowance, titled } from './block-parts.js';
import { dimensionNames, verdictNames } from './wording.js';

const NAME_CHARACTERS = 60;
const STATEMENT_CHARACTERS = 140;
const VALUE_CHARACTERS = 160;

/** A name needs this much to be told from its neighbours, however many there are. */
const LEAST_NAME_CHARACTERS = 28;

/** What the marks around a line's words take. */
const MARKS_CHARACTERS = 32;

/** What the data said of a criterion when the lead was offered; unknown when it said nothing. */
export const verdictOf = (criterion: string, verdicts: readonly CriterionVerdict[]): CriterionVerdict =>
  verdicts.find((each) => each.criterion === criterion) ?? {
    criterion,
    verdict: 'unknown',
    value: 'not known',
  };

/** One criterion with its verdict, as mrkdwn of about `most` characters. */
export function verdictLine(
  criterion: Criterion,
  verdicts: readonly CriterionVerdict[],
  most: number,
): string {
  const { verdict, value } = verdictOf(criterion.id, verdicts);
  const { sign, words } = verdictNames[verdict];
  const name = within(criterion.name, Math.min(NAME_CHARACTERS, Math.max(LEAST_NAME_CHARACTERS, most / 3)));
  const room = Math.max(16, most - name.length - MARKS_CHARACTERS);
  const own = within(value, Math.min(VALUE_CHARACTERS, Math.floor(room / 2)));
  const asked = within(criterion.statement, Math.min(STATEMENT_CHARACTERS, room - own.length));
  return `${sign} ${words} · *${name}*: ${own} (asked: ${asked})`;
}

/** The whole checklist by dimension within about `total` characters, every criterion included. */
export function checklist(
  charter: Charter,
  verdicts: readonly CriterionVerdict[],
  total: number,
): SectionBlock[] {
  const most = allowance(
    total,
    charter.criteria.length,
    NAME_CHARACTERS + STATEMENT_CHARACTERS + VALUE_CHARACTERS,
  );
  return dimensions.flatMap((dimension) =>
    titled(
      dimensionNames[dimension],
      charter.criteria
        .filter((criterion) => criterion.dimension === dimension)
        .map((criterion) => verdictLine(criterion, verdicts, most)),
    ),
  );
}

/** A criterion of the charter, or a stand-in for an id that the charter does not know. */
export const criterionOrId = (charter: Charter, id: string): Criterion =>
  criterionOf(charter, id) ?? {
    id,
    name: id,
    dimension: 'fit',
    gate: 'MQL',
    mandatory: false,
    statement: 'not in this charter',
    rule: null,
  };
