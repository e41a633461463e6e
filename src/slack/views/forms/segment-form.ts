// The form for one segment: its name, and the rule over a lead's facts that tells which leads are in it.
import type { ModalView } from '@slack/types';
import type { Charter, Segment } from '../../../charter/charter.js';
import { ruleFromYaml, ruleToYaml } from '../../../charter/charter-file.js';
import { segmentWords } from '../../../charter/charter-words.js';
import { actionIds } from '../../ids.js';
import { within } from '../../mrkdwn.js';
import { actions, button, section } from '../block-parts.js';
import { field, lineIn, longText, shortText, typedIn } from '../fields.js';
import type { StateValues } from '../modal-parts.js';
import { problemLines } from './criterion-form.js';
import { type About, type Entered, partForm } from './form.js';

const NAME_CHARACTERS = 60;
const RULE_CHARACTERS = 3_000;
const WORDS_CHARACTERS = 2_600;
const PROBLEMS_SHOWN = 5;

const EXAMPLE =
  'Over facts of the lead, like { fact: company.employees, atLeast: 200 }, joined by all, any and not.';

const segmentAt = (charter: Charter, id: string | null): Segment | undefined =>
  charter.segments.find((segment) => segment.id === id);

export function segmentForm(charter: Charter, about: About): ModalView {
  const { id } = about;
  const now = segmentAt(charter, id);
  const rule = now === undefined ? '' : ruleToYaml(now.rule);
  const remove = button({
    action: actionIds.removePart,
    text: 'Remove segment',
    value: `segment:${id}`,
    label: 'Remove this segment',
  });
  return partForm({
    about,
    title: now === undefined ? 'Add a segment' : 'Change a segment',
    blocks: [
      section(
        now === undefined
          ? 'A kind of lead that people of its own sell to. Who they are is set up with `/funnel setup`; until then everybody in sales gets its leads.'
          : `*Now*\n${within(segmentWords(now, charter), WORDS_CHARACTERS)}`,
      ),
      field({ id: 'name', label: 'Name', element: shortText(NAME_CHARACTERS, now?.name), required: true }),
      ...(rule.length > RULE_CHARACTERS
        ? [
            section(
              'This rule is too long for a form, and stays as it is. Change it in the file: `/charter export`.',
            ),
          ]
        : [
            field({
              id: 'rule',
              label: 'Rule, as YAML',
              element: longText(RULE_CHARACTERS, rule),
              hint: EXAMPLE,
              required: true,
            }),
          ]),
      ...(now === undefined ? [] : [actions([remove])]),
    ],
  });
}

/** What was entered; a rule too long for a form stays. Throws when the shape is not that of this form. */
export function readSegment(values: StateValues, charter: Charter, id: string | null): Entered {
  const now = segmentAt(charter, id);
  const read =
    !('rule' in values) && now !== undefined ? { rule: now.rule } : ruleFromYaml(typedIn(values, 'rule'));
  if ('problems' in read)
    return { errors: { rule: problemLines(read.problems, PROBLEMS_SHOWN).join(' · ') } };
  const segment = { name: lineIn(values, 'name'), rule: read.rule };
  return {
    part:
      id === null
        ? { part: 'segment', change: 'add', segment }
        : { part: 'segment', change: 'replace', id, segment },
  };
}
