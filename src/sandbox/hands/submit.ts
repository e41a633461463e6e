// Filling in and sending the open modal, and what the bot's answer does to it.
import { z } from 'zod';
import { everyElement } from '../block-kit/walk.js';
import { formErrors } from '../client-checks.js';
import type { Desk } from '../desk.js';
import { findOption, stateRule, withEntry } from '../element-state.js';
import { entryFor, type Words, wordList } from '../enter.js';
import { HttpError } from '../http.js';
import { viewSubmission } from '../interactions.js';
import type { Block, Element, Json, View } from '../model.js';
import { closeModals, modalsOf, openModal, redrawView, STACK_MAX } from '../views.js';
import { SlackError } from '../web-api/call.js';
import { acceptableView } from '../web-api/views.js';
import { ackObject, readAck } from './acks.js';
import { modalOf, personBy } from './find.js';
import { fileEntry, type GivenFile, givenFile } from './hand-in.js';
import { withOffers } from './options.js';

const submitBody = z.strictObject({
  as: z.string(),
  values: z
    .record(
      z.string(),
      z.union([z.string(), z.array(z.string()), z.null(), givenFile, z.array(givenFile).nonempty()]),
    )
    .default({}),
});

/** POST /hands/submit. Errors of the form come back under `errors`, block_id → sentence. */
export async function submit(desk: Desk, body: unknown): Promise<Json> {
  const asked = submitBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const view = modalOf(desk, as);
  await fillIn(desk, view, asked.values);
  if (!view.submit)
    throw new HttpError(
      400,
      'no_submit',
      'This modal has no submit button. Close it or click a button in it.',
    );
  if (view.submitDisabled)
    throw new HttpError(
      409,
      'submit_disabled',
      'The submit button is disabled. Wait for the bot to update the view.',
    );
  view.errors = formErrors(view.blocks, view.values);
  desk.workspace.changed(as);
  if (Object.keys(view.errors).length > 0) return { errors: view.errors };
  const title = view.title?.text ?? view.callbackId;
  const ack = await desk.delivery.interaction(viewSubmission(desk, as, view), true);
  return obey(desk, as, view, ackObject(readAck(ack, `"${title}"`)));
}

interface Field {
  block: Block;
  element: Element;
}

/** Enters every value where it belongs. Throws a 400 HttpError for names and options that do not exist. */
async function fillIn(desk: Desk, view: View, values: Record<string, Words | Files>): Promise<void> {
  for (const [name, given] of Object.entries(values)) {
    const fields = fieldsNamed(view, name);
    if (isFiles(given)) {
      handIn(desk, view, fields, given);
      continue;
    }
    for (const { block, element, share } of shares(name, fields, given)) {
      const place = { in: 'view', view } as const;
      const offering = await withOffers(desk, view.viewer, { place, block, element }, share);
      const entry = entryFor(desk.workspace, offering, share);
      view.values = withEntry(view.values, { block, element }, entry);
    }
  }
}

type Files = GivenFile | GivenFile[];

const isFiles = (given: Words | Files): given is Files =>
  typeof given === 'object' && given !== null && ('name' in given || typeof given[0] === 'object');

function handIn(desk: Desk, view: View, fields: Field[], given: Files): void {
  const [field] = fields;
  if (field?.element.type !== 'file_input')
    throw new HttpError(400, 'no_file_input', 'Only a file input takes files. Give words here.');
  const entry = fileEntry(desk, view.viewer, field.element, [given].flat());
  view.values = withEntry(view.values, field, entry);
}

/** The inputs with this action_id, else with this block_id, else under this label. */
function fieldsNamed(view: View, name: string): Field[] {
  const all = everyElement(view.blocks)
    .filter(({ item }) => stateRule(item.type))
    .map(({ block, item }) => ({ block, element: item }));
  for (const fits of [
    (f: Field) => f.element.action_id === name,
    (f: Field) => f.block.block_id === name,
    (f: Field) => labelOf(f.block) === name,
  ]) {
    const found = all.filter(fits);
    if (found.length > 0) return found;
  }
  const known = all.map((f) => `${f.element.action_id} (${labelOf(f.block) ?? f.block.block_id})`);
  throw new HttpError(
    400,
    'no_such_input',
    `This modal has no input "${name}". It has: ${known.join(', ') || 'none'}.`,
  );
}

const labelOf = (block: Block): string | undefined =>
  block.label?.text ?? (typeof block.text === 'object' ? block.text.text : undefined);

/** Divides words among inputs of one name: options go to the input that offers them, as with checkboxes in groups. */
function shares(name: string, fields: Field[], words: Words): (Field & { share: Words })[] {
  const [only, ...others] = fields;
  if (only && others.length === 0) return [{ ...only, share: words }];
  if (words === null) return fields.map((f) => ({ ...f, share: null }));
  if (fields.some((f) => stateRule(f.element.type)?.source !== 'options')) {
    const ids = fields.map((f) => f.block.block_id).join(', ');
    throw new HttpError(
      400,
      'ambiguous_input',
      `Several inputs are called "${name}". Name one by its block_id: ${ids}.`,
    );
  }
  const given = new Map(fields.map((f): [Field, string[]] => [f, []]));
  for (const word of wordList(words)) {
    const home = fields.find((f) => findOption(f.element, word)) ?? fields[0];
    if (home) given.get(home)?.push(word);
  }
  return fields.map((f) => ({ ...f, share: given.get(f) ?? [] }));
}

const ackShape = z.looseObject({
  response_action: z.enum(['clear', 'errors', 'update', 'push']).optional(),
  errors: z.unknown().optional(),
  view: z.unknown().optional(),
});

/** Does to the modal what the bot's answer says: nothing means close. */
function obey(desk: Desk, as: string, view: View, answer: Json | null): Json {
  const { workspace } = desk;
  const parsed = ackShape.safeParse(answer ?? {});
  if (!parsed.success) throw badAnswer('its response_action is none of clear, errors, update, push');
  switch (parsed.data.response_action) {
    case undefined:
      if (modalsOf(workspace, as).includes(view)) closeModals(workspace, as, 'top');
      return {};
    case 'clear':
      closeModals(workspace, as, 'all');
      return {};
    case 'errors':
      view.errors = readErrors(view, parsed.data.errors);
      workspace.changed(as);
      return { errors: view.errors };
    case 'update':
      redrawView(workspace, view, viewInAnswer(desk, parsed.data.view, view));
      return {};
    case 'push':
      if (modalsOf(workspace, as).length >= STACK_MAX) {
        throw badAnswer('three views are open already (push_limit_reached)');
      }
      openModal(workspace, as, viewInAnswer(desk, parsed.data.view), 'stack');
      return {};
  }
}

function readErrors(view: View, given: unknown): Record<string, string> {
  const parsed = z.record(z.string(), z.string()).safeParse(given);
  if (!parsed.success || Object.keys(parsed.data).length === 0)
    throw badAnswer('errors must map a block_id to a sentence');
  const inputs = view.blocks.filter((b) => b.type === 'input').map((b) => b.block_id);
  const stray = Object.keys(parsed.data).find((id) => !inputs.includes(id));
  if (stray !== undefined) throw badAnswer(`errors names "${stray}", which is no input block of this view`);
  return parsed.data;
}

function viewInAnswer(desk: Desk, given: unknown, self?: View): Json {
  try {
    return acceptableView(desk.workspace, given, 'modal', self);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    throw badAnswer(`its view was refused: ${[error.code, ...error.messages].join(' ')}`);
  }
}

const badAnswer = (why: string): HttpError =>
  new HttpError(
    502,
    'invalid_response',
    `We had some trouble connecting. Try again? (The bot answered the submission, but ${why}.)`,
  );
