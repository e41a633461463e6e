// What the composer offers while somebody types: commands, people, channels and emoji; pure, from the words and the cursor.

const OFFERED_MAX = 8;
/** Fewer letters after a colon are a smile or a time, not the name of an emoji. */
const EMOJI_LETTERS_MIN = 2;

/**
 * @typedef {{ insert: string, label: string, detail: string, hint: string }} Offer
 * @typedef {{ commands: { command: string, description?: string, usage_hint?: string }[],
 *   people: { name: string, realName: string, title: string }[], groups: { handle: string, name: string }[],
 *   channels: { name: string, topic: string }[], emoji: { name: string, character: string }[] }} Known
 */

/**
 * The offers for what stands before the cursor.
 * @param {string} text
 * @param {number} caret
 * @param {Known} known
 * @returns {{ from: number, to: number, items: Offer[] } | null} what would be replaced, and by what
 */
export function completionAt(text, caret, known) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return offer(0, caret, commands(before, known));
  const [, sign, word] = /(?:^|[\s(])([@#:])([\p{L}\p{N}._+'-]*)$/u.exec(before) ?? [];
  if (sign === undefined) return null;
  return offer(caret - word.length - 1, caret, WORDS[sign](word.toLowerCase(), known));
}

const offer = (from, to, items) =>
  items.length > 0 ? { from, to, items: items.slice(0, OFFERED_MAX) } : null;

/** A command that is typed in full needs no offer: then Enter sends it. */
function commands(typed, known) {
  const all = known.commands ?? [];
  if (all.some((each) => each.command === typed)) return [];
  return all
    .filter((each) => each.command.startsWith(typed))
    .map((each) => ({
      insert: each.command,
      label: each.command,
      hint: each.usage_hint ?? '',
      detail: each.description ?? '',
    }));
}

const WORDS = { '@': mentions, '#': channels, ':': emoji };

const begins = (words, typed) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word.startsWith(typed));

function mentions(typed, { people = [], groups = [] }) {
  const persons = people
    .filter((each) => begins(each.name, typed) || begins(each.realName, typed))
    .map((each) => ({
      insert: `@${each.name}`,
      label: each.realName,
      hint: `@${each.name}`,
      detail: each.title,
    }));
  const teams = groups
    .filter((each) => begins(each.handle, typed))
    .map((each) => ({
      insert: `@${each.handle}`,
      label: `@${each.handle}`,
      hint: '',
      detail: `Everyone in ${each.name}`,
    }));
  return [...persons, ...teams];
}

function channels(typed, known) {
  return (known.channels ?? [])
    .filter((each) => each.name.startsWith(typed))
    .map((each) => ({ insert: `#${each.name}`, label: `#${each.name}`, hint: '', detail: each.topic }));
}

function emoji(typed, known) {
  if (typed.length < EMOJI_LETTERS_MIN) return [];
  return (known.emoji ?? [])
    .filter((each) => each.name.startsWith(typed))
    .map((each) => ({
      insert: `:${each.name}:`,
      label: `${each.character} :${each.name}:`,
      hint: '',
      detail: '',
    }));
}

/** The text with an offer taken, and where the cursor then stands. */
export function filledIn(text, { from, to }, { insert }) {
  const rest = text.slice(to).replace(/^ /, '');
  return { text: `${text.slice(0, from)}${insert} ${rest}`, caret: from + insert.length + 1 };
}

/** How the command is used whose arguments are being typed, or null. */
export function usageOf(text, commandList) {
  const name = /^(\/\S+)\s/.exec(text)?.[1];
  return commandList?.find((each) => each.command === name) ?? null;
}
