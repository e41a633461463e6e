// views.*: opening, changing and stacking modals, and publishing a Home.
import { viewComplaints } from '../block-kit/validate.js';
import type { Json, View } from '../model.js';
import { findView, modalsOf, openModal, presentView, publishHome, redrawView, STACK_MAX } from '../views.js';
import type { Workspace } from '../workspace.js';
import { type Call, type Method, SlackError } from './call.js';
import { personOf } from './lookup.js';

/** The size of a view as JSON. */
const VIEW_BYTES_MAX = 250 * 1024;

/** A view that Slack would accept. Throws invalid_arguments with complaints, view_too_large, duplicate_external_id. */
export function acceptableView(workspace: Workspace, given: unknown, type: View['type'], self?: View): Json {
  const complaints = viewComplaints(given);
  if (complaints.length > 0) throw new SlackError('invalid_arguments', complaints);
  const view = given as Json;
  if (view.type !== type)
    throw new SlackError('invalid_arguments', [`[ERROR] must be a ${type} view [json-pointer:/view/type]`]);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES_MAX) throw new SlackError('view_too_large');
  const externalId = typeof view.external_id === 'string' ? view.external_id : '';
  const same = externalId ? findView(workspace, { externalId }) : undefined;
  if (same && same !== self) throw new SlackError('duplicate_external_id');
  return view;
}

function personOfTrigger(call: Call): string {
  const taken = call.desk.triggers.take(call.text('trigger_id') ?? call.needed('interactivity_pointer'));
  if ('error' in taken) throw new SlackError(taken.error);
  return taken.person;
}

const answer = (call: Call, view: View): Json => ({ view: presentView(call.desk.workspace, view) });

export const open: Method = (call) => {
  const given = acceptableView(call.desk.workspace, call.structure('view'), 'modal');
  return answer(call, openModal(call.desk.workspace, personOfTrigger(call), given, 'nothing'));
};

export const push: Method = (call) => {
  const { workspace } = call.desk;
  const given = acceptableView(workspace, call.structure('view'), 'modal');
  const person = personOfTrigger(call);
  const depth = modalsOf(workspace, person).length;
  if (depth === 0) throw new SlackError('not_found');
  if (depth >= STACK_MAX) throw new SlackError('push_limit_reached');
  return answer(call, openModal(workspace, person, given, 'stack'));
};

export const update: Method = (call) => {
  const { workspace } = call.desk;
  const externalId = call.text('external_id');
  const view = findView(workspace, externalId ? { externalId } : { id: call.needed('view_id') });
  if (!view) throw new SlackError('not_found');
  refuseStale(call, view);
  return answer(
    call,
    redrawView(workspace, view, acceptableView(workspace, call.structure('view'), view.type, view)),
  );
};

export const publish: Method = (call) => {
  const { workspace } = call.desk;
  const person = personOf(call, 'user_id').id;
  const before = workspace.state.homes[person];
  const given = acceptableView(workspace, call.structure('view'), 'home', before);
  if (before) refuseStale(call, before);
  return answer(call, publishHome(workspace, person, given));
};

function refuseStale(call: Call, view: View): void {
  const hash = call.text('hash');
  if (hash && hash !== view.hash) throw new SlackError('hash_conflict');
}
