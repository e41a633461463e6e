// Clicking and choosing: block actions as a person sends them.
import { z } from 'zod';
import type { Desk } from '../desk.js';
import { stateRule, withEntry } from '../element-state.js';
import { entryFor } from '../enter.js';
import { HttpError } from '../http.js';
import { blockActions, messageStateKey, type Place, valuesIn } from '../interactions.js';
import type { Json } from '../model.js';
import { readAck } from './acks.js';
import { personBy, placesBy, placesMeant, type Target, targetBy } from './find.js';
import { withOffers } from './options.js';

const where = {
  as: z.string(),
  ts: z.string().optional(),
  action: z.string(),
  /** Decides when several blocks hold the same action. */
  block_id: z.string().optional(),
};

const clickBody = z.strictObject({
  ...where,
  channel: z.string(),
  /** Decides between buttons of the same name; for an overflow menu, the option's value or label. */
  value: z.string().optional(),
  deny: z.boolean().optional(),
});

/** POST /hands/click. */
export async function click(desk: Desk, body: unknown): Promise<Json> {
  const asked = clickBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const target = targetBy(placesBy(desk, as, asked), asked);
  if (stateRule(target.element.type)) {
    throw new HttpError(
      400,
      'not_clickable',
      `"${asked.action}" is chosen from, not clicked. Use POST /hands/choose.`,
    );
  }
  if (target.element.confirm && asked.deny) return {};
  if (target.element.type === 'overflow' && !target.option) {
    const message = `"${asked.action}" is a menu. Name one of its options as the action or the value.`;
    throw new HttpError(400, 'no_such_option', message);
  }
  await send(desk, as, target, target.option ? { selected_option: target.option } : {});
  return {};
}

const chooseBody = z.strictObject({
  ...where,
  channel: z.string().optional(),
  view: z.union([z.boolean(), z.string()]).optional(),
  values: z.union([z.string(), z.array(z.string()), z.null()]),
});

/** POST /hands/choose: keeps what was chosen, and tells the bot where Slack would. */
export async function choose(desk: Desk, body: unknown): Promise<Json> {
  const asked = chooseBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const target = targetBy(placesMeant(desk, as, asked), asked);
  const element = await withOffers(desk, as, target, asked.values);
  const entry = entryFor(desk.workspace, element, asked.values);
  keep(desk, as, target, entry);
  const { type: _type, ...chosen } = entry;
  const tells = target.block.type !== 'input' || target.block.dispatch_action === true;
  if (tells) await send(desk, as, target, chosen);
  return {};
}

function keep(desk: Desk, as: string, { place, block, element }: Target, entry: Json): void {
  const values = withEntry(valuesIn(desk, as, place), { block, element }, entry);
  if (place.in === 'view') {
    place.view.values = values;
    delete place.view.errors[block.block_id];
    desk.workspace.changed(as);
  } else desk.messageState.set(messageStateKey(as, place), values);
}

async function send(desk: Desk, as: string, { place, block, element }: Target, chosen: Json): Promise<void> {
  const changes = desk.live.changesFor(as);
  const ack = await desk.delivery.interaction(blockActions(desk, as, place, { block, element }, chosen));
  const label = element.text?.text ?? element.action_id;
  // A link opens whatever the bot says about it: Slack shows no error then, and nobody waits for an answer.
  if (element.url) return;
  readAck(ack, whatFailed(place, label));
  await desk.live.answered(as, changes);
}

const whatFailed = (place: Place, label: string): string =>
  place.in === 'view' ? `"${label}" in the view` : `"${label}"`;
