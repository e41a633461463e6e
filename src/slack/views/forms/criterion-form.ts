// The form for one criterion of the checklist: its words, its gate, and its rule as YAML, which can be read back in words.
import type { KnownBlock, ModalView } from '@slack/types';
import { type Charter, type Criterion, criterionOf, dimensions } from '../../../charter/charter.js';
import { type FileProblem, ruleFromYaml, ruleToYaml } from '../../../charter/charter-file.js';
import { judgedBy } from '../../../charter/charter-words.js';
import { ruleWords } from '../../../charter/rule-words.js';
import { actionIds } from '../../ids.js';
import { within } from '../../mrkdwn.js';
import { actions, button, context, section } from '../block-parts.js';
import { chosenIn, field, lineIn, longText, menu, shortText, typedIn } from '../fields.js';
import type { StateValues } from '../modal-parts.js';
import { dimensionNames } from '../wording.js';
import { type About, type Entered, partForm } from './form.js';

const ids = {
  name: 'name',
  dimension: 'dimension',
  gate: 'gate',
  mandatory: 'mandatory',
  statement: 'statement',
  rule: 'rule',
} as const;

const NAME_CHARACTERS = 60;
const STATEMENT_CHARACTERS = 140;
const RULE_CHARACTERS = 3_000;
const WORDS_CHARACTERS = 2_600;
const PROBLEMS_SHOWN = 5;

const EXAMPLE =
  'For example: { fact: company.employees, atLeast: 20 } or { signal: pricing_page_viewed, atLeast: 3, withinDays: 30 }, joined by all, any and not. Empty: a person judges it.';

/** What a rule says, or what is wrong with it, for the line above the form. */
export type ReadBack = { words: string } | { problems: FileProblem[] };

/** The rule in a form, null for an empty field; a rule too long for a form stays. What is wrong is told by line. */
function readRule(
  values: StateValues,
  now: Criterion | undefined,
): { rule: Criterion['rule'] } | { problems: FileProblem[] } {
  if (!(ids.rule in values)) return { rule: now?.rule ?? null };
  const text = typedIn(values, ids.rule);
  return text === '' ? { rule: null } : ruleFromYaml(text);
}

const criterionAt = (charter: Charter, id: string | null): Criterion | undefined =>
  id === null ? undefined : criterionOf(charter, id);

/** Reads the rule of an open form back, as its writer should check it. */
export function readBack(values: StateValues, charter: Charter, id: string | null): ReadBack {
  const read = readRule(values, criterionAt(charter, id));
  if ('problems' in read) return read;
  return { words: read.rule === null ? 'judged by a person' : ruleWords(read.rule, charter) };
}

/** "Line 2: Did you mean …", as many as help. */
export const problemLines = (problems: readonly FileProblem[], most: number): string[] => [
  ...problems
    .slice(0, most)
    .map(({ line, path, message }) => `Line ${line}${path === '' ? '' : `, ${path}`}: ${message}`),
  ...(problems.length > most ? [`and ${problems.length - most} more`] : []),
];

function aboveRule(criterion: Criterion | undefined, charter: Charter, said: ReadBack | null): KnownBlock {
  if (said !== null && 'problems' in said)
    return section(
      `*The rule cannot be read yet*\n${within(problemLines(said.problems, PROBLEMS_SHOWN).join(' · '), WORDS_CHARACTERS)}`,
    );
  if (said !== null) return section(`*The rule in words*\n${within(said.words, WORDS_CHARACTERS)}`);
  if (criterion === undefined) return section('A new line of the checklist. Its id is made of its name.');
  return section(`*The rule now*\n${within(judgedBy(criterion, charter), WORDS_CHARACTERS)}`);
}

/** The form; `said` is what the rule in it was read as, if somebody asked. */
export function criterionForm(charter: Charter, about: About, said: ReadBack | null = null): ModalView {
  const { id } = about;
  const now = criterionAt(charter, id);
  const rule = now === undefined || now.rule === null ? '' : ruleToYaml(now.rule);
  const check = button({
    action: actionIds.readRule,
    text: 'Show the rule in words',
    value: '-',
    label: 'Show the rule in words',
  });
  const remove = button({
    action: actionIds.removePart,
    text: 'Remove criterion',
    value: `criterion:${id}`,
    label: 'Remove this criterion',
  });
  return partForm({
    about,
    title: now === undefined ? 'Add a criterion' : 'Change a criterion',
    blocks: [
      aboveRule(now, charter, said),
      ...context(id === null ? [] : [`Id ${id}; it stays, whatever the name.`]),
      field({ id: ids.name, label: 'Name', element: shortText(NAME_CHARACTERS, now?.name), required: true }),
      field({
        id: ids.dimension,
        label: 'Part of the checklist',
        element: menu(
          dimensions.map((each) => [each, dimensionNames[each]]),
          now?.dimension ?? 'fit',
        ),
        required: true,
      }),
      field({
        id: ids.gate,
        label: 'Gate',
        element: menu(
          [
            ['MQL', 'MQL'],
            ['SQL', 'SQL'],
          ],
          now?.gate ?? 'MQL',
        ),
        required: true,
      }),
      field({
        id: ids.mandatory,
        label: 'Needed',
        element: menu(
          [
            ['yes', 'Mandatory'],
            ['no', 'Not mandatory'],
          ],
          now?.mandatory === true ? 'yes' : 'no',
        ),
        required: true,
      }),
      field({
        id: ids.statement,
        label: 'What people read',
        element: shortText(STATEMENT_CHARACTERS, now?.statement),
        required: true,
      }),
      ...(rule.length > RULE_CHARACTERS
        ? [
            section(
              'This rule is too long for a form, and stays as it is. Change it in the file: `/charter export`.',
            ),
          ]
        : [
            field({
              id: ids.rule,
              label: 'Rule, as YAML',
              element: longText(RULE_CHARACTERS, rule),
              hint: EXAMPLE,
            }),
          ]),
      actions([check, ...(now === undefined ? [] : [remove])]),
    ],
  });
}

/** What was entered. Throws when the shape is not that of this form. */
export function readCriterion(values: StateValues, charter: Charter, id: string | null): Entered {
  const read = readRule(values, criterionAt(charter, id));
  if ('problems' in read)
    return { errors: { [ids.rule]: problemLines(read.problems, PROBLEMS_SHOWN).join(' · ') } };
  const criterion: Omit<Criterion, 'id'> = {
    name: lineIn(values, ids.name),
    dimension: dimensions.find((each) => each === chosenIn(values, ids.dimension)) ?? 'fit',
    gate: chosenIn(values, ids.gate) === 'SQL' ? 'SQL' : 'MQL',
    mandatory: chosenIn(values, ids.mandatory) === 'yes',
    statement: lineIn(values, ids.statement),
    rule: read.rule,
  };
  return {
    part:
      id === null
        ? { part: 'criterion', change: 'add', criterion }
        : { part: 'criterion', change: 'replace', id, criterion },
  };
}
