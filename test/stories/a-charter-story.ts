// Shorthands for the stories of the charter: setup, commands, the modals that change it, and the draft in the channel.
import type { Bot, Seen, SeenMessage, Shown } from '../bot.js';
import { shown } from './a-story.js';

/** Rita owns the charter and administers Slack, Marcus leads marketing, Sasha sales; Tom has no role. */
export const staff = {
  rita: 'URITA',
  marcus: 'UMARCUS',
  sasha: 'USASHA',
  dana: 'UDANA',
  mia: 'UMIA',
  leo: 'ULEO',
  tom: 'UTOM',
} as const;
export type Staff = keyof typeof staff;

type Values = Record<string, string | string[] | { name: string; content: string } | null>;

export const submitAs = (bot: Bot, who: Staff, values: Values = {}): Promise<Seen> =>
  bot.hand('submit', { as: staff[who], values });

/** Clicks a button in the open modal. `value` decides between several of one name. */
export const pressIn = (bot: Bot, who: Staff, action: string, value?: string): Promise<Seen> =>
  bot.hand('click', {
    as: staff[who],
    channel: 'modal',
    action,
    ...(value === undefined ? {} : { value }),
  });

/** Types a command in the shared channel; returns what the person sees then. */
export const type = (bot: Bot, who: Staff, text: string): Promise<Seen> =>
  bot.hand('command', { as: staff[who], channel: bot.sandbox.channel.id, text });

/** Types a command, and returns everything that its answer shows. */
export async function answerTo(bot: Bot, who: Staff, text: string): Promise<string> {
  const before = (await bot.see(staff[who])).ephemerals.length;
  const after = (await type(bot, who, text)).ephemerals.slice(before) as { text: string; blocks?: Shown[] }[];
  return after.map((each) => shown({ text: each.text, blocks: each.blocks ?? [] })).join('\n');
}

/** What was told to this person alone by an act. */
export async function toldBy(bot: Bot, who: Staff, act: () => Promise<Seen>): Promise<string> {
  const before = (await bot.see(staff[who])).ephemerals.length;
  return (await act()).ephemerals
    .slice(before)
    .map(({ text }) => text)
    .join('\n');
}

/** The open modal as one text; an empty string when none is open. */
export const modalText = ({ modal }: Seen): string =>
  modal === null ? '' : shown({ text: modal.title?.text ?? '', blocks: modal.blocks });

/** Sets up who is who: owner, both leaders, and the teams by their user groups. */
export async function setUp(bot: Bot, changes: Values = {}): Promise<Seen> {
  await type(bot, 'rita', '/funnel setup');
  return submitAs(bot, 'rita', {
    owner: [staff.rita],
    marketing_leader: [staff.marcus],
    sales_leader: [staff.sasha],
    sales_groups: ['SSALES'],
    marketing_groups: ['SMARKETING'],
    ...changes,
  });
}

/** Proposes another threshold through the modals, and returns what the person sees after it. */
export async function proposeThreshold(
  bot: Bot,
  who: Staff,
  threshold: number,
  why = 'Too many small firms.',
) {
  await type(bot, who, '/charter propose');
  await pressIn(bot, who, 'edit_charter_part', 'mql');
  return submitAs(bot, who, { threshold: String(threshold), why });
}

/** The message of a version's draft in the channel, once it says so. */
export const draftThat = (bot: Bot, says: string): Promise<SeenMessage> =>
  bot.until(async () => (await bot.channel()).findLast((message) => shown(message).includes(says)));

/** The reply in the thread of any draft that says so, once it is there. */
export const noteThat = (bot: Bot, says: string): Promise<SeenMessage> =>
  bot.until(async () =>
    (await bot.channel()).flatMap(({ thread }) => thread).find((reply) => shown(reply).includes(says)),
  );

/** Clicks a button on a message of the shared channel. */
export const press = (bot: Bot, who: Staff, { ts }: { ts: string }, action: string): Promise<Seen> =>
  bot.hand('click', { as: staff[who], channel: bot.sandbox.channel.id, ts, action });

/** Opens what is to be signed and signs it; returns what the person sees then. */
export async function sign(bot: Bot, who: Staff, draft: SeenMessage): Promise<Seen> {
  await press(bot, who, draft, 'Sign');
  return submitAs(bot, who);
}

/** The messages of a person's direct messages with the bot. */
export async function directMessages(bot: Bot, who: Staff) {
  const { channels } = await bot.see(staff[who]);
  const own = channels as (Seen['channels'][number] & { isDm?: boolean })[];
  return own.find(({ isDm }) => isDm)?.messages ?? [];
}
