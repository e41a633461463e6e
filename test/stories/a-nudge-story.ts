// Shorthands for the stories of nudges: the machine's clock, leads that are meant for somebody, and what people read in private.
import { vi } from 'vitest';
import { type Bot, people, type Seen, type SeenMessage } from '../bot.js';
import { click, offered, quiet, shown, submit } from './a-story.js';

type Person = keyof typeof people;

/**
 * Sets the clock of the machine to an instant, from where it goes on. Nobody runs jobs on the way, so setting it forward
 * while a bot runs is as if the bot had been down. Timers keep to real time.
 */
export const setMachineClock = (at: string): void =>
  void vi.useFakeTimers({ toFake: ['Date'], now: new Date(at), shouldAdvanceTime: true });

export const realClock = (): void => void vi.useRealTimers();

/** In a step of the clock the bot runs some dozens of jobs; between two steps it answers Slack, as in days that pass. */
const STEP_MS = 3 * 3_600_000;

/** Moves business time to an instant, through the jobs on the way, and waits until Slack shows what came of it. */
export async function goTo(bot: Bot, at: string): Promise<void> {
  const end = Date.parse(at);
  for (let now = bot.now().getTime(); now < end; now = bot.now().getTime()) {
    const to = new Date(Math.min(end, now + STEP_MS)).toISOString();
    const { error, message } = await bot.hand('clock', { to });
    if (error !== undefined) throw new Error(message);
  }
  await quiet(bot);
}

/** Sends a lead; once its card is there, Sam means it for somebody. */
export async function meantFor(bot: Bot, who: Person, lastName: string): Promise<SeenMessage> {
  const card = await offered(bot, lastName);
  await click(bot, 'sam', card, 'Reassign lead');
  await bot.until(async () => (await bot.see(people.sam)).modal !== null);
  const { errors, error, message } = await submit(bot, 'sam', { to: people[who] });
  if (errors !== undefined || error !== undefined)
    throw new Error(`refused: ${JSON.stringify({ errors, error, message })}`);
  return bot.until(async () => {
    const now = await bot.card(lastName);
    return shown(now).includes('*Meant for:*') && now;
  });
}

/** What the bot wrote to this person alone, the oldest first. */
export async function privately(bot: Bot, person: string): Promise<SeenMessage[]> {
  const { channels } = await bot.see(person);
  const own = channels as (Seen['channels'][number] & { isDm?: boolean })[];
  return own.find(({ isDm }) => isDm)?.messages ?? [];
}

/** What was written to this person alone about a lead. */
export const aboutIn = async (bot: Bot, person: string, lastName: string): Promise<SeenMessage[]> =>
  (await privately(bot, person)).filter((message) => shown(message).includes(lastName));

/** Clicks on a message in the direct messages with the bot. */
export const clickInPrivate = (
  bot: Bot,
  person: string,
  { ts }: { ts: string },
  action: string,
): Promise<Seen> => bot.hand('click', { as: person, channel: 'dm', ts, action });

/** What the buttons under a message say. */
export const buttonsOf = ({ blocks }: { blocks: SeenMessage['blocks'] }): string[] =>
  blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements as { type: string; text?: { text: string } }[])
    .map(({ type, text }) => text?.text ?? type);
