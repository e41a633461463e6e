// The form of each part of the charter: how it is drawn, how it is read, and which field a problem is about.
import type { ModalView } from '@slack/types';
import type { Charter } from '../../../charter/charter.js';
import type { StateValues } from '../modal-parts.js';
import { criterionForm, type ReadBack, readCriterion } from './criterion-form.js';
import { digestForm, readDigest } from './digest-form.js';
import type { About, Entered, FormPart } from './form.js';
import {
  clocksForm,
  ladderForm,
  mqlForm,
  peopleForm,
  readClocks,
  readLadder,
  readMql,
  readPeople,
} from './plain-forms.js';
import { readScoring, scoringForm } from './scoring-form.js';
import { readSegment, segmentForm } from './segment-form.js';
import { readSignal, signalForm } from './signal-form.js';
import { readWorking, workingForm } from './working-form.js';

/** The form for one part of this charter; `said` is what a criterion's rule was read as, if somebody asked. */
export function formFor(charter: Charter, about: About, said: ReadBack | null = null): ModalView {
  switch (about.part) {
    case 'criterion':
      return criterionForm(charter, about, said);
    case 'scoring':
      return scoringForm(charter, about);
    case 'signal':
      return signalForm(charter, about);
    case 'segment':
      return segmentForm(charter, about);
    case 'mql':
      return mqlForm(charter, about);
    case 'clocks':
      return clocksForm(charter, about);
    case 'ladder':
      return ladderForm(charter, about);
    case 'working':
      return workingForm(charter, about);
    case 'digest':
      return digestForm(charter, about);
    case 'people':
      return peopleForm(charter, about);
  }
}

/** What was entered into a form (`view.state.values`). Throws when the shape is not that of the form. */
export function readForm(charter: Charter, { part, id }: About, values: StateValues): Entered {
  switch (part) {
    case 'criterion':
      return readCriterion(values, charter, id);
    case 'scoring':
      return readScoring(values, id);
    case 'signal':
      return readSignal(values, id);
    case 'segment':
      return readSegment(values, charter, id);
    case 'mql':
      return readMql(values);
    case 'clocks':
      return readClocks(values);
    case 'ladder':
      return readLadder(values);
    case 'working':
      return readWorking(values);
    case 'digest':
      return readDigest(values);
    case 'people':
      return readPeople(values);
  }
}

const whenField = (deeper: string | undefined): string =>
  deeper === 'valueAtMost' ? 'value_at_most' : 'when';

/** The field that a problem is about, by its path from the whole charter; null when the part has no such field. */
export function fieldFor(part: FormPart, path: readonly string[]): string | null {
  const [section, second, third, fourth] = path;
  switch (part) {
    case 'criterion':
      return section === 'criteria' ? (third ?? 'name') : null;
    case 'scoring':
      if (section !== 'scoring') return null;
      if (third === 'halfLifeDays') return 'half_life';
      return third === 'when' ? whenField(fourth) : (third ?? 'label');
    case 'signal':
      return section === 'signals' ? 'type' : null;
    case 'segment':
      return section === 'segments' ? (third ?? 'name') : null;
    case 'mql':
      if (section !== 'mql') return null;
      return second === 'threshold' ? second : `group_${third ?? 0}`;
    case 'clocks':
      return section === 'clocks' ? (second ?? null) : section === 'commitment' ? section : null;
    case 'ladder':
      return section === 'ladder' ? 'rep' : null;
    case 'working':
      return section === 'working' ? (second ?? null) : null;
    case 'digest':
      return section === 'digest' ? (second ?? 'time') : null;
    case 'people':
      return section === 'people' ? (second ?? null) : section === 'reviewEveryMonths' ? section : null;
  }
}
