// `/charter` and the buttons under it: the charter in force, what is proposed, its history, and its file.
import { type CharterStanding, charterHistory, charterStanding } from '../../journey/charter-standing.js';
import { type CommandCall, openModal, type Press, show } from '../boundary.js';
import type { Desk } from '../desk.js';
import { draftScene } from '../draw-notice.js';
import { type Drawing, ephemeral } from '../drawing.js';
import { admit } from '../gate.js';
import { linkTo } from '../links.js';
import { charterMessage } from '../views/charter-view.js';
import { draftCard } from '../views/draft-card.js';
import { historyMessage } from '../views/history-view.js';
import { partsModal } from '../views/propose-modals.js';
import { charterUsage } from '../views/usage.js';
import { FILE_IS_COMING, sendCharterFile } from './charter-file.js';
import { reviewFor } from './reviewing.js';

/** A link to the open draft's message; null while there is none, or when Slack would not say. */
const threadOf = async (desk: Desk, { draft }: CharterStanding): Promise<string | null> =>
  draft === null ? null : linkTo(desk, `charter:${draft.open.version}`);

async function history({ workplace }: Desk, from: number): Promise<Drawing> {
  const { charter } = await workplace.store.charters.inForce();
  return historyMessage({ versions: await charterHistory(workplace), from, zone: charter.working.zone });
}

async function draftMessage({ workplace }: Desk): Promise<Drawing> {
  const open = await workplace.store.drafts.open();
  if (open !== null) return draftCard(await draftScene(workplace, open.version));
  const text = 'Nothing is proposed at the moment. `/charter propose` starts a draft.';
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
}

/** Opens the modal that lists the parts of the charter, for those who may change it. */
async function openParts(call: { person: string; trigger: string }, desk: Desk): Promise<void> {
  await admit(desk, 'propose a charter', call);
  await openModal(desk.client, call, partsModal(await charterStanding(desk.workplace)));
}

export async function charterCommand(call: CommandCall, desk: Desk): Promise<void> {
  const { workplace, client } = desk;
  switch (call.text.trim().toLowerCase()) {
    case '': {
      const standing = await charterStanding(workplace);
      const thread = await threadOf(desk, standing);
      return call.ack(ephemeral(charterMessage({ standing, viewer: call.person, thread })));
    }
    case 'help':
      return call.ack(ephemeral(charterUsage()));
    case 'propose':
      await openParts(call, desk);
      return call.ack();
    case 'draft':
      return call.ack(ephemeral(await draftMessage(desk)));
    case 'history':
      return call.ack(ephemeral(await history(desk, 0)));
    case 'export':
      await call.ack(ephemeral(FILE_IS_COMING));
      return sendCharterFile(desk, call.person, (drawing) => call.respond(ephemeral(drawing)));
    case 'review':
      await openModal(client, call, await reviewFor(desk, call.person));
      return call.ack();
  }
  return call.ack(ephemeral(charterUsage(call.text)));
}

/** Under the charter, and "Change it" on a draft. */
export async function proposeChange(press: Press, desk: Desk): Promise<void> {
  await openParts(press, desk);
  await press.ack();
}

export async function showHistory(press: Press, desk: Desk): Promise<void> {
  await press.ack();
  await show(press, await history(desk, 0));
}

/** Turns the page of a history that somebody reads: nobody else sees it. */
const turns =
  () =>
  async (press: Press, desk: Desk): Promise<void> => {
    await press.ack();
    await press.respond({ replace_original: true, ...(await history(desk, Number(press.value))) });
  };

export const showNewerVersions = turns();
export const showOlderVersions = turns();

export async function getFile(press: Press, desk: Desk): Promise<void> {
  await press.ack();
  await show(press, FILE_IS_COMING);
  await sendCharterFile(desk, press.person, (drawing) => show(press, drawing));
}
