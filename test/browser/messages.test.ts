// Messages on the page: what they hold, what can be done with them, and what they cannot become.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isSkipped } from './chromium.js';
import { FEEDBACK, HOSTILE, WORDS } from './showcase.js';
import { aStage, type Stage } from './stage.js';

/** A picture of one pixel. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe.skipIf(isSkipped)('messages on the page', () => {
  let stage: Stage;
  const say = (as: string, text: string, more: object = {}) =>
    stage.bench.hands('say', { as, channel: 'general', text, ...more });
  beforeAll(async () => {
    stage = await aStage();
    await say('sam', 'Morning');
    await say('sam', 'Anybody in?');
  });
  afterEach(() => expect(stage.troubles).toEqual([]));
  afterAll(() => stage?.leave());

  test('keeps what only you see apart, and dismisses it for good', async () => {
    await stage.composer.fill('/whisper psst');
    await stage.page.keyboard.press('Enter');
    const whisper = stage.message('A word in your ear: psst');
    await whisper.getByText('Only visible to you').waitFor();
    await stage.become('Sam Okafor');
    await stage.message('Anybody in?').waitFor();
    expect(await whisper.count()).toBe(0);
    await stage.become('Dana Whitlock');
    await whisper.getByRole('button', { name: 'Dismiss message' }).click();
    await whisper.waitFor({ state: 'detached' });
    await stage.page.reload();
    await stage.message('Anybody in?').waitFor();
    expect(await whisper.count()).toBe(0);
  });

  test('tells a refusal of the app in words, and gives back what was typed', async () => {
    await stage.bench.hands('faults', { delivery: 'slash_commands', kind: 'drop' });
    await stage.composer.fill('/whisper of');
    await stage.page.keyboard.press('Enter');
    await stage.page.getByText('/whisper failed with the error').waitFor();
    expect(await stage.composer.inputValue()).toBe('/whisper of');
    await stage.page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await stage.composer.fill('');
    // The browser notes the refusal, as it should.
    expect(stage.troubles.splice(0).join()).toMatch(/40[0-9]|50[0-9]/);
  });

  test('adds a reaction by keyboard, counts those of others, and takes one’s own away', async () => {
    const message = stage.message('Morning');
    await message.hover();
    await message.getByRole('button', { name: 'Add reaction' }).click();
    await stage.page.getByLabel('Search emoji').fill('ta');
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('Enter');
    await message.getByRole('button', { name: 'tada: Dana Whitlock' }).waitFor();
    const ts = (await message.getAttribute('data-ts')) ?? '';
    await stage.bench.client.reactions.add({ channel: 'CGENERAL', timestamp: ts, name: 'tada' });
    const both = message.getByRole('button', { name: 'tada: Dana Whitlock, Handshake' });
    expect(await both.getAttribute('aria-pressed')).toBe('true');
    await both.click();
    await message.getByRole('button', { name: 'tada: Handshake' }).waitFor();
  });

  test('marks an edited message, and one that was deleted under its thread', async () => {
    const ts = await stage.post('Before');
    await say('dana', 'A reply', { thread_ts: ts });
    await stage.bench.client.chat.update({ channel: 'CGENERAL', ts, text: 'After' });
    await stage.message('After').getByText('(edited)').waitFor();
    await stage.bench.client.chat.delete({ channel: 'CGENERAL', ts });
    await stage.message('This message was deleted.').getByRole('button', { name: '1 reply' }).waitFor();
  });

  test('shows a picture that the app shares, and offers any file to be taken', async () => {
    const share = (filename: string, file: Buffer) =>
      stage.bench.client.filesUploadV2({ channel_id: 'CGENERAL', filename, file });
    await share('dot.png', Buffer.from(DOT, 'base64'));
    const picture = stage.page.getByRole('img', { name: 'dot.png' });
    await expect.poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBe(1);
    await share('leads.csv', Buffer.from('id\n1\n'));
    const download = stage.page.waitForEvent('download');
    await stage.page.getByRole('link', { name: 'leads.csv' }).click();
    expect((await download).suggestedFilename()).toBe('leads.csv');
  });

  test('makes neither elements nor links nor mentions of hostile words', async () => {
    await stage.post(HOSTILE.replaceAll('<', '&lt;').replaceAll('>', '&gt;'), undefined);
    await stage.post('x', [
      { type: 'section', text: { type: 'plain_text', text: `${HOSTILE} <!channel> <@UDANA>` } } as never,
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '<javascript:alert(1)|press me> <data:text/html,x|me>' },
      } as never,
      { type: 'markdown', text: `${HOSTILE} [x](javascript:alert(1))` } as never,
    ]);
    const hostile = stage.message('press me');
    await hostile.waitFor();
    expect(
      await stage.page.locator('#main img[src=x], #main script, #main a[href^="javascript"]').count(),
    ).toBe(0);
    expect(await hostile.locator('a, .mention').count()).toBe(0);
    expect(await hostile.textContent()).toContain(HOSTILE);
  });

  test('opens an overflow menu by keyboard, walks it with arrows, and gives the focus back on Escape', async () => {
    await stage.post('words', WORDS);
    const menu = stage.message('Everything written').getByLabel('More actions');
    await menu.focus();
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('ArrowDown');
    expect(await stage.page.locator(':focus').textContent()).toContain('Hand over');
    await stage.page.keyboard.press('Escape');
    expect(await stage.page.locator(':focus').getAttribute('aria-label')).toBe('More actions');
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('Enter');
    await expect.poll(() => stage.heard.at(-1)).toMatchObject({ what: 'more' });
    expect(stage.heard.at(-1)?.payload.selected_option.value).toBe('snooze');
  });

  test('asks before a button that wants it, and sends nothing on no', async () => {
    const reject = stage.message('Everything written').getByRole('button', { name: 'Reject' });
    const before = stage.heard.length;
    await reject.click();
    const question = stage.page.locator('#question');
    await question.getByRole('heading', { name: 'Are you sure?' }).waitFor();
    await stage.page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    expect(stage.heard.length).toBe(before);
    await reject.click();
    await question.getByRole('button', { name: 'Send back' }).click();
    await expect.poll(() => stage.heard.at(-1)?.what).toBe('reject');
  });

  test('sends which of two feedback buttons was pressed', async () => {
    await stage.post('feedback', FEEDBACK);
    await stage.page.getByRole('button', { name: 'Not useful' }).click();
    await expect.poll(() => stage.heard.at(-1)?.payload).toMatchObject({ action_id: 'rate', value: 'bad' });
  });
});
