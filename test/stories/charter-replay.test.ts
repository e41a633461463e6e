// Promises of trying a draft on the past: figures that add up, honesty about too little data, and sharing the result.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  draftThat,
  modalText,
  noteThat,
  press,
  pressIn,
  proposeThreshold,
  setUp,
  staff,
  submitAs,
} from './a-charter-story.js';
import { accepted, offered, quiet, shown } from './a-story.js';

describe.each(engines)('trying a draft on the past on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
    await setUp(bot);
  });
  afterAll(() => bot?.stop());

  /** Chooses a period and waits for the result. */
  async function tried(period: string): Promise<string> {
    const draft = await draftThat(bot, 'Draft of charter version');
    await press(bot, 'rita', draft, 'Try it on the past');
    expect(modalText(await submitAs(bot, 'rita', { period }))).toMatch(
      /of the leads are judged|MQLs|Not enough data/,
    );
    return bot.until(async () => {
      const text = modalText(await bot.see(staff.rita));
      return text.includes('Draft of version') && text;
    });
  }

  test('without leads it says that there is not enough data, instead of figures', async () => {
    await proposeThreshold(bot, 'rita', 60);
    expect(await tried('30')).toContain('*Not enough data:* none of 0 leads became an MQL');
    await bot.hand('close', { as: staff.rita, all: true });
  });

  test('it counts who would be lost by source, what sales had said of them, and names examples', async () => {
    await offered(bot, 'Marlow');
    await accepted(bot, 'dana', 'Marlow');
    await quiet(bot);
    const text = await tried('90');
    for (const words of [
      '*MQLs: 1 by the charter in force, 0 by the draft*, of',
      '0 stay, 0 would be new, 1 would be lost.',
      'sales had accepted 1, and 0 became SQL',
      '*Not enough data* to expect anything under the draft',
      'n = 1, 95 % interval',
      'Lost, for example: marlow (web)',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/web +0 +1 +1 +0/);
  });

  test('the result goes into the draft’s thread as it was seen, in the name of whoever shares it', async () => {
    expect(modalText(await pressIn(bot, 'rita', 'Share in the thread'))).toContain(
      "Shared in the draft's thread.",
    );
    const note = shown(await noteThat(bot, '<@URITA> tried version 2 on past leads.'));
    expect(note).toContain('1 would be lost.');
    expect(note).not.toContain('Share in the thread');
  });
});
