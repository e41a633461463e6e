// Conversations on the page: channels, threads, direct messages, and what is between one person and the app.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isSkipped } from './chromium.js';
import { aStage, type Stage } from './stage.js';

describe.skipIf(isSkipped)('conversations on the page', () => {
  let stage: Stage;
  const say = (as: string, text: string, more: object = {}) =>
    stage.bench.hands('say', { as, channel: 'general', text, ...more });
  const place = (name: string) => stage.page.locator('.places').getByRole('button', { name });
  beforeAll(async () => {
    stage = await aStage();
  });
  afterEach(() => expect(stage.troubles).toEqual([]));
  afterAll(() => stage?.leave());

  test('says what to do in an empty channel', async () => {
    await stage.page.getByText('Nothing has been said in #general yet.').waitFor();
  });

  test('shows what others say without a reload, and stands messages of one person under one name', async () => {
    await say('sam', 'Morning');
    await say('sam', 'Anybody in?');
    await stage.message('Anybody in?').waitFor();
    expect(await stage.page.locator('#main article header').count()).toBe(1);
    await stage.page.getByRole('heading', { name: 'Today' }).waitFor();
  });

  test('sends with Enter, and breaks a line with Shift and Enter', async () => {
    await stage.composer.click();
    await stage.page.keyboard.type('First line');
    await stage.page.keyboard.press('Shift+Enter');
    await stage.page.keyboard.type('second line');
    await stage.page.keyboard.press('Enter');
    await stage.message('second line').waitFor();
    expect(await stage.message('First line').locator('.said br').count()).toBe(1);
    expect(await stage.composer.inputValue()).toBe('');
  });

  test('completes a mention by arrows and Enter, and the mention reaches the channel as one', async () => {
    await stage.composer.pressSequentially('Ask @m');
    await stage.page.getByRole('option', { name: 'Mia Castellano' }).waitFor();
    await stage.page.keyboard.press('ArrowDown');
    const lit = await stage.composer.getAttribute('aria-activedescendant');
    expect(await stage.page.locator(`[id="${lit}"]`).textContent()).toContain('Marcus Hale');
    await stage.page.keyboard.press('Enter');
    expect(await stage.composer.inputValue()).toBe('Ask @marcus ');
    await stage.page.keyboard.type('about it');
    await stage.page.keyboard.press('Enter');
    await stage.message('about it').locator('.mention', { hasText: '@Marcus Hale' }).waitFor();
  });

  test('offers commands with their usage while a slash is typed, and puts them away with Escape', async () => {
    await stage.composer.pressSequentially('/w');
    const offers = stage.page.getByRole('listbox', { name: 'Suggestions' });
    expect(await offers.textContent()).toContain('Say something to you alone');
    await stage.page.keyboard.press('Escape');
    await offers.waitFor({ state: 'detached' });
    await stage.composer.fill('');
    await stage.composer.pressSequentially('/fo');
    await stage.page.keyboard.press('Tab');
    expect(await stage.composer.inputValue()).toBe('/form ');
    expect(await stage.page.locator('.usage').textContent()).toContain('[name]');
    await stage.composer.fill('');
  });

  test('replies in a thread, counts the replies, and gives the keyboard back on closing', async () => {
    const message = stage.message('Morning');
    await message.hover();
    await message.getByRole('button', { name: 'Reply in thread' }).click();
    await stage.thread.getByRole('textbox', { name: 'Reply in thread' }).waitFor();
    await stage.page.keyboard.type('Good morning');
    await stage.page.keyboard.press('Enter');
    await stage.thread.getByText('Good morning').waitFor();
    await message.getByRole('button', { name: '1 reply' }).waitFor();
    await stage.page.keyboard.press('Escape');
    await stage.thread.waitFor({ state: 'detached' });
    expect(await stage.page.locator(':focus').textContent()).toContain('1 reply');
  });

  test('bears marks of one’s own: unread in bold, calls as a number, and a line where the new begins', async () => {
    await stage.goTo('mql-handshake');
    await say('sam', 'Old news');
    await say('sam', 'For you, @dana, and @sales');
    await place('general').filter({ hasText: '1 for you' }).waitFor();
    await stage.become('Priya Raman');
    expect(await place('general').textContent()).toContain('1 for you');
    await stage.become('Mia Castellano');
    expect(await place('general').textContent()).not.toContain('for you');
    expect(await place('general').textContent()).toContain('unread');
    await stage.become('Dana Whitlock');
    await place('general').click();
    await stage.page.getByRole('separator', { name: 'New messages' }).waitFor();
    const below = stage.page.locator('.new-line ~ article').first();
    expect(await below.textContent()).toContain('Old news');
    await stage.page.reload();
    await stage.message('Old news').waitFor();
    expect(await place('general').textContent()).not.toContain('unread');
  });

  test('shows the end of a long thread, and earlier replies when asked', async () => {
    const { body } = await say('sam', 'A long story');
    for (let i = 1; i <= 101; i += 1)
      await stage.bench.client.chat.postMessage({
        channel: 'CGENERAL',
        thread_ts: body.ts,
        text: `part ${i}`,
      });
    await stage.message('A long story').locator('.thread-line').click();
    await stage.thread.getByText('part 101', { exact: true }).waitFor();
    expect(await stage.thread.getByText('part 1', { exact: true }).count()).toBe(0);
    await stage.thread.getByRole('button', { name: 'Show earlier replies (1)' }).click();
    await stage.thread.getByText('part 1', { exact: true }).waitFor();
    await stage.page.getByRole('button', { name: 'Close thread' }).click();
  });

  test('brings answers in my threads together, with a number until they are read', async () => {
    const message = stage.message('about it');
    const ts = (await message.getAttribute('data-ts')) ?? '';
    await say('marcus', 'Ask me then', { thread_ts: ts });
    await place('Threads').filter({ hasText: '1 for you' }).click();
    await stage.page
      .getByRole('region', { name: 'Thread in general' })
      .filter({ hasText: 'about it' })
      .getByRole('button', { name: '1 reply' })
      .click();
    await stage.thread.getByText('Ask me then').waitFor();
    expect(await place('Threads').textContent()).not.toContain('for you');
    await stage.goTo('general');
  });

  test('copies a link that opens the page at the message', async () => {
    const message = stage.message('Morning');
    await message.hover();
    await message.getByRole('button', { name: 'Copy link to message' }).click();
    await stage.page.getByText('The link to this message is copied.').waitFor();
    const link = String(await stage.page.evaluate('navigator.clipboard.readText()'));
    await stage.page.goto(link);
    await stage.page.locator('article.linked', { hasText: 'Morning' }).waitFor();
    await say('sam', `See ${link}`);
    await stage.message('See').locator('.link').click();
    await stage.page.locator('article.linked:focus', { hasText: 'Morning' }).waitFor();
  });

  test('talks with the app alone, and shows its Home beside that', async () => {
    await stage.goTo('App home');
    await stage.page.getByText('Two leads wait for you.').waitFor();
    await stage.page.getByRole('button', { name: 'Messages', exact: true }).click();
    await stage.page.getByText('Nothing has been said between you and Handshake yet.').waitFor();
    await stage.composer.fill('Hello app');
    await stage.page.keyboard.press('Enter');
    await stage.message('Hello app').waitFor();
    await stage.bench.client.chat.postMessage({ channel: 'UDANA', text: 'Hello Dana' });
    await stage.message('Hello Dana').waitFor();
    await stage.goTo('general');
  });

  test('uses the shortcuts of the app, from anywhere and on one message', async () => {
    await stage.page.locator('.composer summary[aria-label="Shortcuts"]').click();
    await stage.page.getByRole('button', { name: /^Fill in every input/ }).click();
    await stage.modal.getByRole('button', { name: 'Close', exact: true }).click();
    await stage.modal.waitFor({ state: 'hidden' });
    await say('sam', 'Worth a note');
    const worth = stage.message('Worth a note');
    await worth.hover();
    await worth.locator('summary[aria-label="Message shortcuts"]').click();
    await stage.page.getByRole('button', { name: 'Make a note' }).click();
    await expect.poll(() => stage.heard.at(-1)?.what).toBe('note');
    expect(stage.heard.at(-1)?.payload).toMatchObject({
      type: 'message_action',
      user: { id: 'UDANA' },
      message: { text: 'Worth a note' },
    });
  });

  test('goes away and comes back, and sees at once who else does', async () => {
    const menu = () => stage.page.getByRole('list', { name: 'Act as somebody else' });
    const person = (name: string) => menu().getByRole('button', { name });
    await stage.page.locator('.people-switch summary').click();
    expect(await person('Priya Raman').textContent()).toContain(', away');
    expect(await person('Sam Okafor').textContent()).not.toContain(', away');
    await stage.bench.hands('presence', { as: 'sam', presence: 'away' });
    await person('Sam Okafor').filter({ hasText: ', away' }).waitFor();
    await person('Set yourself as away').click();
    await person('Dana Whitlock').filter({ hasText: ', away' }).waitFor();
    const { presence } = await stage.bench.client.users.getPresence({ user: 'UDANA' });
    expect(presence).toBe('away');
    await person('Set yourself as active').click();
    await person('Set yourself as away').waitFor();
    await stage.page.keyboard.press('Escape');
  });

  test('joins a public channel, and shows private ones to their members alone', async () => {
    await stage.page.getByText(/^More channels/).click();
    await stage.page.getByRole('button', { name: 'Join marketing' }).click();
    await stage.page.getByRole('heading', { name: '#marketing' }).waitFor();
    expect(await place('leaders').count()).toBe(0);
    await stage.become('Sasha Petrov');
    expect(await place('leaders').textContent()).toContain('(private)');
    await stage.become('Dana Whitlock');
    await stage.goTo('general');
  });
});
