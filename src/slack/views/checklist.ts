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
const MARKS_CHARACTERS = 33;

/** What the data said of a criterion when the lead was offered; unknown when it said nothing. */
export const verdictOf = (criterion: string, verdicts: readonly CriterionVerdict[]): CriterionVerdict =>
  verdicts.find((each) => each.criterion === criterion) ?? {
    criterion,
    verdict: 'unknown',
    value: 'not known',
  };

const boldName = ({ name }: Criterion, most: number): string =>
  `*${within(name, Math.min(NAME_CHARACTERS, Math.max(LEAST_NAME_CHARACTERS, most / 3)))}*`;

/** A criterion's name, the lead's own value and what the charter wants, as mrkdwn of about `most` characters. */
function valueWords(criterion: Criterion, value: string, most: number): string {
  const name = boldName(criterion, most);
  const room = Math.max(16, most - name.length - MARKS_CHARACTERS);
  const own = within(value, Math.min(VALUE_CHARACTERS, Math.floor(room / 2)));
  const wanted = within(criterion.statement, Math.min(STATEMENT_CHARACTERS, room - own.length));
  return `${name}: ${own} (wanted: ${wanted})`;
}

/** One criterion with its verdict, as mrkdwn of about `most` characters. */
function verdictLine(criterion: Criterion, verdicts: readonly CriterionVerdict[], most: number): string {
  const { verdict, value } = verdictOf(criterion.id, verdicts);
  const { sign, words } = verdictNames[verdict];
  return `${sign} ${words} · ${valueWords(criterion, value, most)}`;
}

/** A criterion that a rep cited: the lead's own value first, then what the data says of it. */
export function citedLine(criterion: Criterion, verdicts: readonly CriterionVerdict[], most: number): string {
  const { verdict, value } = verdictOf(criterion.id, verdicts);
  const { sign, words } = verdictNames[verdict];
  return `${valueWords(criterion, value, most)}. By the data: ${sign} ${words.toLowerCase()}`;
}

/** The criteria without a verdict share a line: there is no value of the lead's to show beside them. */
function briefly(
  criteria: readonly Criterion[],
  verdicts: readonly CriterionVerdict[],
  most: number,
): string[] {
  const isKnown = ({ id }: Criterion): boolean => verdictOf(id, verdicts).verdict !== 'unknown';
  const open = criteria
    .filter((criterion) => !isKnown(criterion))
    .map((criterion) => boldName(criterion, most));
  const { sign, words } = verdictNames.unknown;
  return [
    ...criteria.filter(isKnown).map((criterion) => verdictLine(criterion, verdicts, most)),
    ...(open.length === 0 ? [] : [`${sign} ${words} · ${open.join(', ')}`]),
  ];
}

/**
 * The whole checklist by dimension within about `total` characters, every criterion included. `brief` names those
 * that are not known together on one line.
 */
export function checklist(
  charter: Charter,
  verdicts: readonly CriterionVerdict[],
  { total, brief = false }: { total: number; brief?: boolean },
): SectionBlock[] {
  const most = allowance(
    total,
    charter.criteria.length,
    NAME_CHARACTERS + STATEMENT_CHARACTERS + VALUE_CHARACTERS,
  );
  return dimensions.flatMap((dimension) => {
    const criteria = charter.criteria.filter((criterion) => criterion.dimension === dimension);
    const lines = brief
      ? briefly(criteria, verdicts, most)
      : criteria.map((criterion) => verdictLine(criterion, verdicts, most));
    return titled(dimensionNames[dimension], lines);
  });
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
