// `/funnel leads`, `lead` and `export`, and the buttons under them: looking leads up, for those who work with them.
import { messageOf, UserError } from '../../errors.js';
import type { LeadKey } from '../../handshake/lead.js';
import { standings } from '../../handshake/standings.js';
import { exportLeads } from '../../journey/export.js';
import { findLeads, listLeads, wholeStory } from '../../journey/leads.js';
import type { LeadFilter } from '../../store/lead-book.js';
import { type CommandCall, openModal, type Press, show } from '../boundary.js';
import { type Desk, sceneOf } from '../desk.js';
import { type Drawing, ephemeral } from '../drawing.js';
import { sendFiles } from '../files.js';
import { admit } from '../gate.js';
import { foundMessage, leadListMessage, readKey, readTurn } from '../views/lead-list.js';
import { leadStoryMessage } from '../views/lead-story.js';
import { funnelUsage } from '../views/usage.js';
import { whyScore } from '../views/why-score.js';
import { counted } from '../views/wording.js';

const older = (): UserError =>
  new UserError('This button is from an older version. Type `/funnel leads` for a new list.');

const narrowings = ['source', 'campaign', 'segment'] as const;

/**
 * The leads that somebody asks for: how they stand, or `mine`, then a source, a campaign or a segment by its name. Null
 * when the words are not understood.
 */
export function readLeadWords(words: string, person: string): LeadFilter | null {
  const [first = '', ...rest] = words.split(/\s+/).filter((word) => word !== '');
  const stands = standings.find((each) => each === first.toLowerCase());
  const mine = first.toLowerCase() === 'mine';
  const filter: LeadFilter = { stands: stands ?? 'open', ...(mine ? { rep: person } : {}) };
  const left = stands === undefined && !mine ? [first, ...rest].filter((word) => word !== '') : rest;
  if (left.length === 0) return filter;
  const [by = '', ...name] = left;
  const narrowing = narrowings.find((each) => each === by.toLowerCase());
  if (narrowing === undefined || name.length === 0) return null;
  return { ...filter, [narrowing]: name.join(' ') };
}

async function pageOf({ workplace }: Desk, filter: LeadFilter, after: string | null): Promise<Drawing> {
  const { charter } = await workplace.store.charters.inForce();
  const page = await listLeads(workplace, filter, after);
  return leadListMessage(page, { first: after === null, zone: charter.working.zone, now: workplace.now() });
}

/** `/funnel leads`. */
export async function leadsWord(call: CommandCall, desk: Desk, words: string): Promise<void> {
  await admit(desk, 'read leads', call);
  const filter = readLeadWords(words, call.person);
  if (filter === null) return call.ack(ephemeral(funnelUsage(call.text)));
  return call.ack(ephemeral(await pageOf(desk, filter, null)));
}

async function storyOf({ workplace }: Desk, key: LeadKey): Promise<Drawing> {
  const { charter } = await workplace.store.charters.inForce();
  const story = await wholeStory(workplace, key);
  if (story === null) throw new UserError('This lead is not known here any more.');
  return leadStoryMessage(story, charter, workplace.now());
}

/** `/funnel lead NAME`: the story of the one lead that is meant, or a choice. */
export async function leadWord(call: CommandCall, desk: Desk, words: string): Promise<void> {
  await admit(desk, 'read leads', call);
  if (words === '') return call.ack(ephemeral(await pageOf(desk, { stands: 'open' }, null)));
  const result = await findLeads(desk.workplace, words);
  const [only] = result.found;
  if (only === undefined || result.found.length > 1) return call.ack(ephemeral(foundMessage(words, result)));
  return call.ack(ephemeral(await storyOf(desk, only.key)));
}

/** Turns the page of a list that somebody reads: nobody else sees it. */
const turns =
  () =>
  async (press: Press, desk: Desk): Promise<void> => {
    await admit(desk, 'read leads', press);
    const turn = readTurn(press.value);
    if (turn === null) throw older();
    await press.ack();
    await press.respond({ replace_original: true, ...(await pageOf(desk, turn.filter, turn.after)) });
  };

export const newestLeads = turns();
export const olderLeads = turns();

/** A list, asked for by a button on something else, such as a finding. */
export async function showLeads(press: Press, desk: Desk): Promise<void> {
  await admit(desk, 'read leads', press);
  const turn = readTurn(press.value);
  if (turn === null) throw older();
  await press.ack();
  await show(press, await pageOf(desk, turn.filter, turn.after));
}

export async function showStory(press: Press, desk: Desk): Promise<void> {
  await admit(desk, 'read leads', press);
  const key = readKey(press.value);
  if (key === null) throw older();
  await press.ack();
  await show(press, await storyOf(desk, key));
}

export async function showWhy(press: Press, desk: Desk): Promise<void> {
  await admit(desk, 'read leads', press);
  await openModal(desk.client, press, whyScore(await sceneOf(desk.workplace, press.value)));
  await press.ack();
}

const FILE_IS_COMING = 'The file is being written and comes to your direct messages with Handshake.';

/** `/funnel export`: everything that was offered, or what the same words as for leads ask for. */
export async function exportWord(call: CommandCall, desk: Desk, words: string): Promise<void> {
  await admit(desk, 'export leads', call);
  const filter = readLeadWords(words || 'all', call.person);
  if (filter === null) return call.ack(ephemeral(funnelUsage(call.text)));
  await call.ack({ response_type: 'ephemeral', text: FILE_IS_COMING, blocks: [] });
  try {
    const { text, lines, cut } = await exportLeads(desk.workplace, filter);
    const day = desk.workplace.now().toISOString().slice(0, 10);
    const much = `${counted(lines, 'handshake')}, one a line${cut ? '; there are more, so ask for a part' : ''}`;
    const said = `Handshakes as a file for a spreadsheet: ${much}. It holds people’s contact details: keep it where only those see it who need it.`;
    await sendFiles(desk, { person: call.person, words: said }, [{ name: `handshakes-${day}.csv`, text }]);
  } catch (error) {
    desk.log.warn({ reason: messageOf(error) }, 'an export could not be sent');
    await call.respond({
      response_type: 'ephemeral',
      text: 'Slack did not take the file, so nothing was sent. Please try again in a moment; if it stays so, ask whoever runs Handshake to look at its log.',
    });
  }
}
