// Shorthands for the stories: a lead that qualifies, people's clicks on its card, and what a message says.
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Bot, people, type Seen, type SeenMessage } from '../bot.js';

type Person = keyof typeof people;

/** A lead named `Robin <lastName>` that is an MQL on arrival; `changes` replace fields of the row. */
export function aRow(
  bot: Bot,
  lastName: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const id = lastName.toLowerCase();
  const occurredAt = bot.now().toISOString();
  return {
    id,
    source: 'web',
    firstName: 'Robin',
    lastName,
    email: `${id}@example.com`,
    company: { name: `${lastName} Legal`, employees: 120, industry: 'Legal services', country: 'AU' },
    occurredAt,
    signals: [{ id: `${id}-guide`, type: 'pricing_guide_downloaded', occurredAt }],
    ...changes,
  };
}

/** A signal of the lead with this last name, as of now. */
export const aSignalRow = (
  bot: Bot,
  lastName: string,
  type: string,
  changes: Record<string, unknown> = {},
) => ({
  id: `${lastName.toLowerCase()}-${type}`,
  source: 'web',
  leadId: lastName.toLowerCase(),
  type,
  occurredAt: bot.now().toISOString(),
  ...changes,
});

/** Sends a lead and waits for its card. */
export async function offered(
  bot: Bot,
  lastName: string,
  changes: Record<string, unknown> = {},
): Promise<SeenMessage> {
  await bot.send('leads', [aRow(bot, lastName, changes)]);
  // The clock of the offer starts once the card is noted as posted; a click before that is as good, but draws it again.
  return bot.card(lastName);
}

/** Clicks on a message of the shared channel, and returns what the person sees then. */
export const click = (bot: Bot, who: Person, { ts }: { ts: string }, action: string): Promise<Seen> =>
  bot.hand('click', { as: people[who], channel: bot.sandbox.channel.id, ts, action });

/** Lets several people click in the same moment: cards that are edited now show the change only after a second. */
export const holdCards = (bot: Bot): Promise<Seen> =>
  bot.hand('faults', { method: 'chat.update', kind: '429', retryAfter: 1 });

/** Fills in and submits the open modal. */
export const submit = (
  bot: Bot,
  who: Person,
  values: Record<string, string | string[]> = {},
): Promise<Seen> => bot.hand('submit', { as: people[who], values });

/** Accepts the lead and waits until its card is the record of that. */
export async function accepted(bot: Bot, who: Person, lastName: string): Promise<SeenMessage> {
  await click(bot, who, await bot.card(lastName), 'Accept lead');
  return cardThat(bot, lastName, 'accepted by');
}

/** Reasons that are complete: the industry failed, and the lead is archived. */
export const aReason = { cited_fit_1: ['industry'], next_step: 'archive' };

/** Rejects a lead with reasons, and returns the reason in its thread. */
export async function rejected(
  bot: Bot,
  who: Person,
  lastName: string,
  values: Record<string, string | string[]> = aReason,
): Promise<SeenMessage> {
  const card = await bot.card(lastName);
  await click(bot, who, card, 'Reject lead');
  const { errors, error } = await submit(bot, who, values);
  if (errors !== undefined || error !== undefined)
    throw new Error(`refused: ${JSON.stringify({ errors, error })}`);
  return inThread(bot, lastName, 'Rejected');
}

/** The card of a lead once its text says so. */
export const cardThat = (bot: Bot, lastName: string, says: string): Promise<SeenMessage> =>
  bot.until(async () => (await cardsOf(bot, lastName)).find(({ text }) => text.includes(says)));

/** All cards of a lead, the oldest first. */
export const cardsOf = async (bot: Bot, lastName: string): Promise<SeenMessage[]> =>
  (await bot.channel()).filter(({ text }) => text.includes(lastName));

/** The first reply in the threads of a lead's cards that says so. */
export const inThread = (bot: Bot, lastName: string, says: string): Promise<SeenMessage> =>
  bot.until(async () =>
    (await cardsOf(bot, lastName))
      .flatMap(({ thread }) => thread)
      .find((reply) => shown(reply).includes(says)),
  );

/** Everything a message or a view shows, as one text. */
export const shown = (of: { text?: string; blocks: unknown }): string =>
  `${of.text ?? ''}\n${JSON.stringify(of.blocks).replaceAll('\\n', '\n').replaceAll('\\"', '"')}`;

/** All texts of a message in which Slack would see mentions, links and marks: its `text`, and every mrkdwn object. */
export function marked({ text, blocks }: { text: string; blocks: unknown }): string {
  const found = [text];
  JSON.stringify(blocks, (_key, value: unknown) => {
    const { type, text: words } = (value ?? {}) as { type?: unknown; text?: unknown };
    if (type === 'mrkdwn' && typeof words === 'string') found.push(words);
    return value;
  });
  return found.join('\n');
}

/** What was told to this person alone since `before`, oldest first. */
export const toldSince = (before: Seen, after: Seen): string[] =>
  after.ephemerals.slice(before.ephemerals.length).map(({ text }) => text);

/** Waits until nothing is owed to Slack any more. */
export const quiet = (bot: Bot): Promise<true> =>
  bot.until(async () => (await bot.app.workplace.store.messages.owed()).owed === 0 && (true as const));

/** The calendar day so many days after the bot's today, YYYY-MM-DD in Sydney. */
export const dayAfter = (bot: Bot, days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Australia/Sydney' }).format(
    bot.now().getTime() + days * 86_400_000,
  );

/** Calls Slack's Web API as the bot would. */
export async function slackCall(
  bot: Bot,
  method: string,
  args: Record<string, string>,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${bot.sandbox.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sandboxCredentials.botToken}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(args),
  });
  return (await response.json()) as Record<string, unknown>;
}
