// The form for one type of signal that sources may send.
import type { ModalView } from '@slack/types';
import type { Charter } from '../../../charter/charter.js';
import { actionIds } from '../../ids.js';
import { actions, button, section } from '../block-parts.js';
import { field, lineIn, shortText } from '../fields.js';
import type { StateValues } from '../modal-parts.js';
import { type About, type Entered, partForm } from './form.js';

const LABEL_CHARACTERS = 60;
const TYPE_CHARACTERS = 64;

/** Its type and the words people read. Its type stays once it is there. */
export function signalForm({ signals }: Charter, about: About): ModalView {
  const { id } = about;
  const label = id !== null && Object.hasOwn(signals, id) ? signals[id] : undefined;
  const remove = button({
    action: actionIds.removePart,
    text: 'Remove signal',
    value: `signal:${id}`,
    label: 'Remove this type of signal',
  });
  const type = field({
    id: 'type',
    label: 'Type, as sources send it',
    element: shortText(TYPE_CHARACTERS),
    hint: 'Snake case, like pricing_page_viewed.',
    required: true,
  });
  return partForm({
    about,
    title: label === undefined ? 'Add a signal' : 'Change a signal',
    blocks: [
      section(id === null ? 'A type of signal that rules can count once it is listed here.' : `Signal ${id}`),
      ...(id === null ? [type] : []),
      field({
        id: 'label',
        label: 'What people read',
        element: shortText(LABEL_CHARACTERS, label),
        required: true,
      }),
      ...(id === null ? [] : [actions([remove])]),
    ],
  });
}

export const readSignal = (values: StateValues, id: string | null): Entered => ({
  part: { part: 'signal', change: 'set', type: id ?? lineIn(values, 'type'), label: lineIn(values, 'label') },
});
