// Opening what changes the charter: a list of its parts, the form of one part, the question before something is removed.
import type { ModalView } from '@slack/types';
import { UserError } from '../../errors.js';
import { type CharterStanding, charterStanding } from '../../journey/charter-standing.js';
import type { Press } from '../boundary.js';
import type { Desk } from '../desk.js';
import { admit } from '../gate.js';
import { removable, removalModal } from '../views/amend-modals.js';
import { readBack } from '../views/forms/criterion-form.js';
import { formParts, readAbout } from '../views/forms/form.js';
import { formFor } from '../views/forms/forms.js';
import { wholeForm, wholeWays } from '../views/forms/whole-forms.js';
import { listModal, lists, workingText } from '../views/propose-modals.js';

/** What a button of these modals is about: "criterion:company_size", or "clocks". */
function wanted(value: string): { part: string; id: string | null } {
  const at = value.indexOf(':');
  return at < 0 ? { part: value, id: null } : { part: value.slice(0, at), id: value.slice(at + 1) };
}

const older = (): UserError =>
  new UserError('This modal is from an older version. Close it and type `/charter propose`.');

async function standingFor(press: Press, desk: Desk): Promise<CharterStanding> {
  await admit(desk, 'propose a charter', press);
  return charterStanding(desk.workplace);
}

export async function listParts(press: Press, desk: Desk): Promise<void> {
  const list = lists.find((each) => each === press.value);
  if (list === undefined) throw older();
  await press.push(listModal(await standingFor(press, desk), list));
  await press.ack();
}

/** The form that a button asks for, drawn from the text as it stands now, which it remembers. */
export function partAsked(standing: CharterStanding, value: string): ModalView {
  const { part: name, id } = wanted(value);
  const { charter, seen } = workingText(standing);
  const part = formParts.find((each) => each === name);
  if (part !== undefined) return formFor(charter, { seen, part, id });
  const way = wholeWays.find((each) => each === name);
  if (way !== undefined) return wholeForm({ seen, way }, standing.draft !== null);
  throw older();
}

export async function editPart(press: Press, desk: Desk): Promise<void> {
  await press.push(partAsked(await standingFor(press, desk), press.value));
  await press.ack();
}

/** The modal that the button stands in. Throws a UserError when it stands in none. */
function viewOf({ view }: Press): NonNullable<Press['view']> {
  if (view === null) throw older();
  return view;
}

/** In place of the form, so that at most three modals lie upon one another. */
export async function removePart(press: Press, desk: Desk): Promise<void> {
  const { part: name, id } = wanted(press.value);
  const part = removable.find((each) => each === name);
  if (part === undefined || id === null) throw older();
  const { charter, seen } = workingText(await standingFor(press, desk));
  const view = removalModal(charter, { seen, part, id });
  await desk.client.views.update({ view_id: viewOf(press).id, view });
  await press.ack();
}

/** Shows the rule that stands in the form in words, or what is wrong with it; what was typed stays. */
export async function showRule(press: Press, desk: Desk): Promise<void> {
  const form = viewOf(press);
  const about = readAbout(form);
  const { charter } = workingText(await charterStanding(desk.workplace));
  const said = readBack(form.state.values, charter, about.id);
  await desk.client.views.update({ view_id: form.id, view: formFor(charter, about, said) });
  await press.ack();
}
