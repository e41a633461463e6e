// Promises of agreeing on the charter: it is proposed, read as a difference, and binding once both leaders have signed it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  answerTo,
  draftThat,
  modalText,
  noteThat,
  press,
  pressIn,
  proposeThreshold,
  setUp,
  sign,
  staff,
  submitAs,
  toldBy,
  type,
} from './a-charter-story.js';
import { shown } from './a-story.js';

describe.each(engines)('agreeing on the charter on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  test('until somebody is named nobody can sign, and the refusal says how to name them', async () => {
    expect(await answerTo(bot, 'dana', '/charter')).toContain('It is *provisional*: nobody has signed it.');
    await proposeThreshold(bot, 'dana', 55);
    const draft = await draftThat(bot, 'Draft of charter version 2');
    const told = await toldBy(bot, 'marcus', () => press(bot, 'marcus', draft, 'Sign'));
    expect(told).toContain('Nobody is named yet: ask a Slack admin to run `/funnel setup`.');
    await press(bot, 'dana', draft, 'Withdraw');
    await draftThat(bot, 'was withdrawn by <@UDANA>');
  });

  test('a proposal stands in the channel as people read it: what changes, why, and who is to sign', async () => {
    await setUp(bot);
    await proposeThreshold(bot, 'mia', 60);
    const draft = shown(await draftThat(bot, 'Draft of charter version 3'));
    for (const words of [
      'Threshold: from 50 points to 60 points',
      'Too many small firms.',
      'Proposed by <@UMIA>',
      '*Marketing:* not signed, waiting for <@UMARCUS>',
      '*Sales:* not signed, waiting for <@USASHA>',
    ])
      expect(draft).toContain(words);
    expect(await answerTo(bot, 'dana', '/charter')).toMatch(
      /\*Proposed:\* version 3 by <@UMIA>, 1 change, not signed yet\. <http[^|]+\|Read it in the channel>/,
    );
  });

  test('whoever is no leader cannot sign, and is told who can', async () => {
    const draft = await draftThat(bot, 'Draft of charter version 3');
    const told = await toldBy(bot, 'dana', () => press(bot, 'dana', draft, 'Sign'));
    expect(told).toContain('Only the marketing leader and the sales leader may sign');
    expect(told).toContain('<@UMARCUS> or <@USASHA>');
  });

  test('a leader sees exactly what they sign, with its hash, and the message shows who signed', async () => {
    const draft = await draftThat(bot, 'Draft of charter version 3');
    const modal = modalText(await press(bot, 'marcus', draft, 'Sign'));
    expect(modal).toContain('You sign version 3 *for marketing*');
    expect(modal).toContain('Threshold: from 50 points to 60 points');
    expect(modal).toMatch(/SHA-256 [0-9a-f]{64}/);
    expect(modalText(await submitAs(bot, 'marcus'))).toContain('Sales is still to sign.');
    await draftThat(bot, '*Marketing:* signed by <@UMARCUS>');
    await noteThat(bot, '<@UMARCUS> signed version 3 for marketing');
    expect(await toldBy(bot, 'marcus', () => press(bot, 'marcus', draft, 'Sign'))).toContain(
      'You have signed this for marketing already.',
    );
  });

  test('an edit voids the signature, and the thread says so', async () => {
    await type(bot, 'leo', '/charter propose');
    await pressIn(bot, 'leo', 'edit_charter_part', 'clocks');
    await submitAs(bot, 'leo', {
      answerWorkingMinutes: '120',
      why: 'Half a day is too long for a demo request.',
    });
    // The modal below is drawn again once the form has closed.
    await bot.until(async () => modalText(await bot.see(staff.leo)).includes('2 changes so far'));
    const draft = shown(await draftThat(bot, 'Time to answer: from 4 working hours to 2 working hours'));
    expect(draft).toContain('*Marketing:* not signed, waiting for <@UMARCUS>');
    expect(draft).toContain('<@ULEO>:\n> Half a day is too long');
    expect((await noteThat(bot, 'Half a day is too long')).text).toContain(
      'The signature of marketing is void',
    );
  });

  test('a leader who signs what has changed meanwhile signs nothing, and sees what is different', async () => {
    const draft = await draftThat(bot, 'Draft of charter version 3');
    await press(bot, 'sasha', draft, 'Sign');
    await proposeThreshold(bot, 'mia', 65, 'Let us be stricter still.');
    const modal = modalText(await submitAs(bot, 'sasha'));
    expect(modal).toContain('*It changed since you read it*, so nothing was signed.');
    expect(modal).toContain('Threshold: from 60 points to 65 points');
    expect(shown(await draftThat(bot, 'from 50 points to 65 points'))).toContain('*Sales:* not signed');
    // What stands there now is what the next click signs.
    expect(modalText(await submitAs(bot, 'sasha'))).toContain('You signed version 3 for sales.');
    await draftThat(bot, '*Sales:* signed by <@USASHA>');
  });

  test('the second signature brings it into force, and says so to both teams', async () => {
    const draft = await draftThat(bot, 'Draft of charter version 3');
    expect(modalText(await sign(bot, 'marcus', draft))).toContain('version 3 is in force from now on');
    const record = await draftThat(bot, 'Charter version 3* is in force since');
    expect(record.blocks.some(({ type }) => type === 'actions')).toBe(false);
    await noteThat(bot, 'Both leaders have signed: version 3 is in force');
    const charter = await answerTo(bot, 'dana', '/charter');
    expect(charter).toContain('*Signed* for marketing by <@UMARCUS>');
    expect(charter).toContain('a score of 65 points or more');
    expect(charter).toContain('Time to answer: 2 working hours');
    expect(charter).not.toContain('provisional');
  });

  test('a leader declines with a reason, which both teams read', async () => {
    await proposeThreshold(bot, 'leo', 30, 'More leads.');
    const draft = await draftThat(bot, 'Draft of charter version 4');
    await press(bot, 'sasha', draft, 'Decline');
    expect((await submitAs(bot, 'sasha', {})).errors).toEqual({ reason: expect.any(String) });
    await submitAs(bot, 'sasha', { reason: 'The team could not call that many.' });
    expect(shown(await draftThat(bot, 'Charter version 4* was declined by <@USASHA>'))).toContain(
      '> The team could not call that many.',
    );
    await noteThat(bot, 'declined version 4');
    expect(await answerTo(bot, 'mia', '/charter draft')).toContain('Nothing is proposed at the moment.');
  });

  test('only its proposer or the owner withdraws a draft', async () => {
    await proposeThreshold(bot, 'leo', 40, 'A little more.');
    const draft = await draftThat(bot, 'Draft of charter version 5');
    const told = await toldBy(bot, 'mia', () => press(bot, 'mia', draft, 'Withdraw'));
    expect(told).toContain(
      'Only whoever it belongs to and the owner of the charter may withdraw this draft.',
    );
    await press(bot, 'rita', draft, 'Withdraw');
    const record = await draftThat(bot, 'Charter version 5* was withdrawn by <@URITA>');
    expect(record.blocks.some(({ type }) => type === 'actions')).toBe(false);
  });

  test('one person cannot be made to sign for both sides', async () => {
    await type(bot, 'rita', '/charter propose');
    await pressIn(bot, 'rita', 'edit_charter_part', 'people');
    const both = await submitAs(bot, 'rita', {
      marketingLeader: staff.marcus,
      salesLeader: staff.marcus,
      why: 'Marcus looks after both.',
    });
    expect(both.errors).toEqual({ salesLeader: 'One person cannot sign for both sides. Name two leaders.' });
    await bot.hand('close', { as: staff.rita, all: true });
    // Named by the charter for marketing, and by the setup for sales: the second signature is still refused.
    await type(bot, 'rita', '/charter propose');
    await pressIn(bot, 'rita', 'edit_charter_part', 'people');
    await submitAs(bot, 'rita', { marketingLeader: staff.sasha, why: 'Sasha stands in for Marcus.' });
    const draft = await draftThat(bot, 'Draft of charter version 6');
    expect(modalText(await sign(bot, 'sasha', draft))).toContain('You signed version 6 for marketing.');
    expect(modalText(await sign(bot, 'sasha', draft))).toContain('one person cannot sign for both sides');
    await press(bot, 'rita', draft, 'Withdraw');
  });

  test('who leads is not for everybody to change', async () => {
    await type(bot, 'dana', '/charter propose');
    await pressIn(bot, 'dana', 'edit_charter_part', 'people');
    const refused = await submitAs(bot, 'dana', { salesLeader: staff.dana, why: 'I could do that.' });
    expect(Object.values(refused.errors ?? {}).join()).toContain(
      'is for the owner, the leaders or a Slack admin',
    );
  });

  test('the history tells who changed what and why, the newest first, page by page', async () => {
    const first = await answerTo(bot, 'dana', '/charter history');
    expect(first).toMatch(
      /\*Version 6\*: withdrawn[\s\S]*\*Version 4\*: declined[\s\S]*\*Version 3\*: in force/,
    );
    expect(first).toContain('Let us be stricter still.');
    expect(first).toContain('4 of 6 shown');
    const channel = bot.sandbox.channel.id;
    await bot.hand('click', { as: staff.dana, channel, action: 'Older versions' });
    const page = await bot.until(async () => {
      const turned = shown((await bot.see(staff.dana)).ephemerals.at(-1) as never);
      return turned.includes('Newer versions') && turned;
    });
    expect(page).toMatch(/\*Version 2\*: withdrawn[\s\S]*\*Version 1\*: in force .*provisional and unsigned/);
  });

  test.each([
    ['/charter help', '`/charter propose` changes it'],
    ['/charter whatever <!channel>', '“whatever &lt;!channel&gt;” is not understood here.'],
  ])('"%s" answers with how the command is used', async (text, says) => {
    expect(await answerTo(bot, 'tom', text)).toContain(says);
  });
});
