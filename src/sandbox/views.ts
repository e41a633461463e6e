// Views in the workspace: each person's stack of modals and their Home.
import { complete } from './block-kit/complete.js';
import { stateOf } from './element-state.js';
import { freshHash, objectId } from './ids.js';
import type { Json, TextObject, View } from './model.js';
import type { Workspace } from './workspace.js';

/** Modals one upon another. */
export const STACK_MAX = 3;

export const modalsOf = (workspace: Workspace, person: string): View[] =>
  workspace.state.modals[person] ?? [];

/** The modal a person sees, if any. */
export const topModal = (workspace: Workspace, person: string): View | undefined =>
  modalsOf(workspace, person).at(-1);

/** Opens a modal: in place of everything that was open, or upon it. The caller has validated it and counted the stack. */
export function openModal(
  workspace: Workspace,
  person: string,
  given: Json,
  upon: 'nothing' | 'stack',
): View {
  const below = upon === 'stack' ? modalsOf(workspace, person) : [];
  const id = objectId('V');
  const view = drawView(workspace, given, {
    id,
    viewer: person,
    rootId: below[0]?.id ?? id,
    previousId: below.at(-1)?.id ?? null,
  });
  workspace.state.modals[person] = [...below, view];
  workspace.changed(person);
  return view;
}

/** Replaces what a view shows; entered values stay where block and action are the same. */
export function redrawView(workspace: Workspace, view: View, given: Json): View {
  const { id, viewer, rootId, previousId } = view;
  Object.assign(view, drawView(workspace, given, { id, viewer, rootId, previousId }, view));
  workspace.changed(viewer);
  return view;
}

export function publishHome(workspace: Workspace, person: string, given: Json): View {
  const before = workspace.state.homes[person];
  const id = before?.id ?? objectId('V');
  const place = { id, viewer: person, rootId: id, previousId: null };
  const view = drawView(workspace, given, place, before);
  workspace.state.homes[person] = view;
  workspace.changed(person);
  return view;
}

/** Takes the top modal away, or all of them. Returns those that went. */
export function closeModals(workspace: Workspace, person: string, which: 'top' | 'all'): View[] {
  const stack = modalsOf(workspace, person);
  const keep = which === 'all' ? [] : stack.slice(0, -1);
  const gone = stack.slice(keep.length);
  if (keep.length > 0) workspace.state.modals[person] = keep;
  else delete workspace.state.modals[person];
  workspace.changed(person);
  return gone;
}

/** An open modal or a Home by its id or external id. */
export function findView(
  workspace: Workspace,
  by: { id: string } | { externalId: string },
): View | undefined {
  const all = [...Object.values(workspace.state.modals).flat(), ...Object.values(workspace.state.homes)];
  return all.find((view) => ('id' in by ? view.id === by.id : view.externalId === by.externalId));
}

type Place = Pick<View, 'id' | 'viewer' | 'rootId' | 'previousId'>;

function drawView(workspace: Workspace, given: Json, place: Place, before?: View): View {
  const blocks = complete(given.blocks as unknown[]);
  return {
    ...place,
    type: given.type === 'home' ? 'home' : 'modal',
    hash: freshHash(workspace.clock.now()),
    externalId: String(given.external_id ?? ''),
    title: (given.title as TextObject | undefined) ?? null,
    submit: (given.submit as TextObject | undefined) ?? null,
    close: (given.close as TextObject | undefined) ?? null,
    blocks,
    privateMetadata: String(given.private_metadata ?? ''),
    callbackId: String(given.callback_id ?? ''),
    clearOnClose: given.clear_on_close === true,
    notifyOnClose: given.notify_on_close === true,
    submitDisabled: given.submit_disabled === true,
    values: stateOf(blocks, before?.values),
    errors: {},
  };
}

/** A view as it appears in answers and payloads. */
export function presentView(workspace: Workspace, view: View): Json {
  const { team, app } = workspace.state;
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.values },
    hash: view.hash,
    title: view.title,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close,
    submit: view.submit,
    submit_disabled: view.submitDisabled,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.id,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}
