// A form that changes a part of the charter comes back: the change goes into the draft, and the modals below show it.
import { z } from 'zod';
import { changeWords, differencesBetween } from '../../charter/difference.js';
import { type Part, type Problem, withPart } from '../../charter/edits.js';
import { importDraft, type Seen } from '../../journey/amend.js';
import type { AmendRefusal } from '../../journey/amending.js';
import { type CharterStanding, charterStanding } from '../../journey/charter-standing.js';
import { refused, type Submission } from '../boundary.js';
import { actorOf, type Desk } from '../desk.js';
import { changedModal, readRemoval, removalErrors } from '../views/amend-modals.js';
import { amendRefusalText } from '../views/amend-refusals.js';
import { errorsFrom, readAbout, WHY, whyIn } from '../views/forms/form.js';
import { fieldFor, readForm } from '../views/forms/forms.js';
import { listModal, type PartList, partsModal, workingText } from '../views/propose-modals.js';

/** Somebody's change of one part, made from the text that they had before them. */
interface Wish {
  seen: Seen;
  part: Part;
  why: string;
}

const listOf: Partial<Record<Part['part'], PartList>> = {
  criterion: 'criteria',
  scoring: 'scoring',
  segment: 'segments',
  signal: 'signals',
};

/** Draws the modals below a form anew. They are only to be looked at: what is kept does not depend on it. */
export async function refreshBelow(
  { view }: Submission,
  { client, workplace, log }: Desk,
  list: PartList | null,
): Promise<void> {
  try {
    const standing = await charterStanding(workplace);
    const { root_view_id: root, previous_view_id: below } = view;
    if (root !== null && root !== view.id)
      await client.views.update({ view_id: root, view: partsModal(standing) });
    if (list !== null && below !== null && below !== root)
      await client.views.update({ view_id: below, view: listModal(standing, list) });
  } catch (error) {
    log.warn({ err: error }, 'the modals below a form could not be drawn again');
  }
}

/** What became different from the text that somebody had, when somebody else was faster; null for other refusals. */
export function changesSince(why: AmendRefusal, { draft, inForce }: CharterStanding): string[] | null {
  if (why.kind === 'changed since') return why.changes;
  if (why.kind !== 'open already' || draft === null) return null;
  return differencesBetween(inForce.charter, draft.open.content).map(changeWords);
}

/**
 * Puts a change into the draft, or begins one with it. What is wrong with it goes through `errorsOf` to the form; when
 * somebody else was faster, the person sees what is different now, and may add theirs to it.
 */
async function carryOut(
  submission: Submission,
  desk: Desk,
  of: { wish: Wish; errorsOf: (problems: readonly Problem[]) => Record<string, string> },
): Promise<void> {
  const { wish, errorsOf } = of;
  const { workplace } = desk;
  const { charter } = workingText(await charterStanding(workplace));
  const edited = withPart(charter, wish.part);
  if ('problems' in edited)
    return submission.ack({ response_action: 'errors', errors: errorsOf(edited.problems) });
  const by = await actorOf(desk, submission.person);
  const { refused: why } = await importDraft(workplace, {
    by,
    seen: wish.seen,
    charter: edited.charter,
    why: wish.why,
  });
  if (why === null) {
    await submission.ack();
    return refreshBelow(submission, desk, listOf[wish.part.part] ?? null);
  }
  const standing = await charterStanding(workplace);
  const changes = changesSince(why, standing);
  if (changes !== null) {
    const again = JSON.stringify({ ...wish, seen: workingText(standing).seen });
    return submission.ack({ response_action: 'update', view: changedModal({ changes, again }) });
  }
  if (why.kind === 'nothing changes' || why.kind === 'words needed' || why.kind === 'not yours to name')
    return submission.ack({
      response_action: 'errors',
      errors: errorsOf([{ path: '', message: amendRefusalText(why) }]),
    });
  return refused(submission, amendRefusalText(why));
}

/** Any of the forms for one part. */
export async function submitPart(submission: Submission, desk: Desk): Promise<void> {
  const { view } = submission;
  const about = readAbout(view);
  const { charter } = workingText(await charterStanding(desk.workplace));
  const entered = readForm(charter, about, view.state.values);
  if ('errors' in entered) return submission.ack({ response_action: 'errors', errors: entered.errors });
  const wish: Wish = { seen: about.seen, part: entered.part, why: whyIn(view.state.values) };
  const errorsOf = (problems: readonly Problem[]) =>
    errorsFrom(problems, view, (path) => fieldFor(about.part, path));
  return carryOut(submission, desk, { wish, errorsOf });
}

const Kept = z.strictObject({
  seen: z.strictObject({ version: z.int(), revision: z.int() }),
  // It was read from one of our forms; the charter with it in it is checked as a whole.
  part: z.custom<Part>((given) => typeof given === 'object' && given !== null && 'part' in given),
  why: z.string(),
});

const problemWords = (problems: readonly Problem[]): string =>
  problems.map(({ message }) => message).join(' ');

/** The same change once more, on what stands now; the modal that asks has no fields to set errors beside. */
export async function submitPartAgain(submission: Submission, desk: Desk): Promise<void> {
  const wish = Kept.parse(JSON.parse(submission.view.private_metadata));
  const { charter } = workingText(await charterStanding(desk.workplace));
  const edited = withPart(charter, wish.part);
  if ('problems' in edited) return refused(submission, problemWords(edited.problems));
  return carryOut(submission, desk, { wish, errorsOf: (problems) => ({ [WHY]: problemWords(problems) }) });
}

export async function submitRemoval(submission: Submission, desk: Desk): Promise<void> {
  const { view } = submission;
  const { seen, part, id } = readRemoval(view);
  const removed: Part =
    part === 'signal' ? { part, change: 'remove', type: id } : { part, change: 'remove', id };
  return carryOut(submission, desk, {
    wish: { seen, part: removed, why: whyIn(view.state.values) },
    errorsOf: (problems) => removalErrors(problemWords(problems)),
  });
}
