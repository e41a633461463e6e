// What a newcomer does in the first quarter of an hour, in a real browser against what npm start starts.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isSkipped } from './chromium.js';
import { aNewcomer, type Newcomer } from './newcomer.js';

const COMPOSER = 'Message #mql-handshake';

describe.skipIf(isSkipped)('a newcomer on the page of the sandbox', () => {
  let newcomer: Newcomer;
  beforeAll(async () => {
    newcomer = await aNewcomer();
  });
  afterEach(() => expect(newcomer.troubles).toEqual([]));
  afterAll(() => newcomer?.leave());

  test('is Dana from sales, and finds a card for every lead of the sample that meets the charter', async () => {
    const { page, card } = newcomer;
    for (const name of ['Harriet Okafor', 'Tane Walker', 'Grace Lim', 'Noor Haddad'])
      await page.getByRole('button', { name: `Accept lead ${name}` }).waitFor();
    expect(await page.locator('.people-switch summary').textContent()).toContain('Dana Whitlock');
    expect(await card('Pietro Marchetti').count()).toBe(0);
    const text = await card('Harriet Okafor').textContent();
    for (const words of [
      'Answer due:',
      '50 needed',
      'Banksia Legal',
      'Marketing:',
      '✓ Met · Company size: 120',
    ])
      expect(text).toContain(words);
  });

  test('accepts a lead with one click, sees the card say who has it, and can take it back', async () => {
    const { page, card } = newcomer;
    const accept = page.getByRole('button', { name: 'Accept lead Harriet Okafor' });
    await accept.click();
    await card('Harriet Okafor').getByText('Accepted by @Dana Whitlock').waitFor();
    expect(await accept.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo accept of lead Harriet Okafor' }).click();
    await accept.waitFor();
  });

  test('accepts a lead by keyboard alone, and the keyboard keeps its place', async () => {
    const { page, card, tabTo } = newcomer;
    await page.reload();
    await page.getByRole('button', { name: 'Accept lead Harriet Okafor' }).waitFor();
    await tabTo('Accept lead Harriet Okafor');
    await page.keyboard.press('Enter');
    await card('Harriet Okafor').getByText('Accepted by @Dana Whitlock').waitFor();
    expect(await page.locator('article:focus').textContent()).toContain('Accepted by @Dana Whitlock');
  });

  test('rejects a lead only with a reason, and says what is wrong with the data that speaks against it', async () => {
    const { page, card, modal } = newcomer;
    await page.getByRole('button', { name: 'Reject lead Tane Walker' }).click();
    const submit = modal.getByRole('button', { name: 'Reject lead' });
    await modal.getByLabel('What should happen next?').selectOption({ label: 'Archive' });
    await submit.click();
    await modal.getByText('Choose at least one criterion').waitFor();
    await modal.getByRole('checkbox', { name: /^Company size/ }).check();
    await submit.click();
    await modal.getByText('the data says that Company size is met').waitFor();
    expect(await modal.getByRole('checkbox', { name: /^Company size/ }).isChecked()).toBe(true);
    await modal
      .getByLabel(/What is wrong with the data\?$/)
      .fill('The 340 are the group; the branch has <12>.');
    await submit.click();
    await modal.waitFor({ state: 'hidden' });
    await card('Tane Walker').getByText('rejected by @Dana Whitlock').waitFor();
  });

  test('reads the reason in the thread of the card', async () => {
    const { card, thread } = newcomer;
    await card('Tane Walker').getByRole('button', { name: '1 reply' }).click();
    await thread.getByText('What failed').waitFor();
    const text = await thread.textContent();
    for (const words of ['Company size: 340', '@marketing', 'The 340 are the group; the branch has <12>.'])
      expect(text).toContain(words);
  });

  test('becomes Mia from marketing, who acknowledges the reason: thread and card say so', async () => {
    const { card, thread, become } = newcomer;
    await become('Mia Castellano');
    await card('Tane Walker').getByRole('button', { name: '1 reply' }).click();
    await thread.getByRole('button', { name: 'Acknowledge reason: Tane Walker' }).click();
    await thread.getByText('Acknowledged by @Mia Castellano').waitFor();
    await card('Tane Walker').getByText('Marketing has acknowledged it').waitFor();
    await thread.getByRole('button', { name: 'Close thread' }).click();
    await become('Dana Whitlock');
  });

  test('sends a lead of their own from the control strip, and its card comes', async () => {
    const { page, card } = newcomer;
    await page.getByRole('button', { name: 'More controls' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Ngaio Quigley');
    await page.getByRole('button', { name: 'Send this lead' }).click();
    await page.locator('#toasts').getByText('Ngaio Quigley of Harbour Legal was sent.').waitFor();
    await card('Ngaio Quigley').getByRole('button', { name: 'Accept lead Ngaio Quigley' }).waitFor();
  });

  test('sees hostile names as text: no element, no mention, no script comes of them', async () => {
    const { page, card, modal } = newcomer;
    const image = '<img src=x onerror=alert(1)>';
    await page.getByLabel('Name', { exact: true }).fill(image);
    await page.getByLabel('Company', { exact: true }).fill('<!channel> <@UMIA> Pty & Co');
    await page.getByRole('button', { name: 'Send this lead' }).click();
    const hostile = card(image);
    await hostile.getByText('<!channel> <@UMIA> Pty & Co').first().waitFor();
    expect(await page.locator('#main img, #main script').count()).toBe(0);
    // The card may mention the rep it is meant for; what the sender wrote mentions nobody.
    const theirs = { hasText: /Mia|channel/ };
    expect(await hostile.locator('.mention', theirs).count()).toBe(0);
    await hostile.getByRole('button', { name: 'Reject lead' }).click();
    await modal.getByText(image).waitFor();
    expect(await modal.locator('img').count()).toBe(0);
    expect(await modal.locator('.mention', theirs).count()).toBe(0);
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
    await page.getByRole('textbox', { name: COMPOSER }).fill(`${image} <b>bold</b>`);
    await page.keyboard.press('Enter');
    await card('<b>bold</b>').waitFor();
    expect(await page.locator('#main img, #main b').count()).toBe(0);
  });

  test('types /charter, and reads alone what both teams agreed', async () => {
    const { page, card } = newcomer;
    await page.getByRole('textbox', { name: COMPOSER }).fill('/charter');
    await page.keyboard.press('Enter');
    const charter = card('Charter version 2: Southern Cross charter');
    await charter.waitFor();
    const text = await charter.textContent();
    for (const words of ['Only visible to you', 'An MQL has', 'Monday to Friday 09:00–17:00', '50 points'])
      expect(text).toContain(words);
  });

  test('opens Home, which lists the lead they accepted', async () => {
    const { page } = newcomer;
    await page.getByRole('button', { name: 'App home' }).click();
    await page.getByRole('heading', { name: 'How Handshake works' }).waitFor();
    // The oldest come first, and Dana has some of the season to finish.
    const [main, next] = [
      page.locator('#main'),
      page.getByRole('button', { name: 'Next of your open leads' }),
    ];
    while (!(await main.textContent())?.includes('Harriet Okafor') && (await next.count()) > 0) {
      const shown = await main.textContent();
      await next.click();
      await expect.poll(() => main.textContent(), { timeout: 10_000 }).not.toBe(shown);
    }
    expect(await page.locator('#main').textContent()).toMatch(
      /Harriet Okafor · Banksia Legal\s*Accepted, in work/,
    );
    await page.locator('.place .name').getByText('mql-handshake', { exact: true }).click();
  });

  test('moves the clock: an hour later the time to undo is over, and the next press is a working morning', async () => {
    const { page, card } = newcomer;
    const undo = page.getByRole('button', { name: 'Undo accept of lead Harriet Okafor' });
    expect(await undo.count()).toBe(1);
    await page.getByRole('button', { name: '+1 hour' }).click();
    await undo.waitFor({ state: 'detached' });
    expect(await card('Harriet Okafor').textContent()).toContain('Hand back lead');
    await page.getByRole('button', { name: 'Next 9 am' }).click();
    await page.locator('.clock time').filter({ hasText: '9:00 am' }).waitFor();
  });

  test('is answered while the clock moves through a day of jobs, not only when it has arrived', async () => {
    const { url } = newcomer;
    const arrived: string[] = [];
    const moving = fetch(`${url}/hands/clock`, { method: 'POST', body: '{"advance":"P1D"}' }).then(() =>
      arrived.push('the clock'),
    );
    for (let i = 0; i < 3; i += 1)
      await fetch(`${url}/hands/see?as=UDANA`).then(() => arrived.push('a look'));
    await moving;
    expect(arrived).toEqual(['a look', 'a look', 'a look', 'the clock']);
  });

  test('finds the same on a telephone, one pane at a time, with nothing to scroll sideways', async () => {
    const { page, card, thread } = newcomer;
    await page.setViewportSize({ width: 390, height: 844 });
    const widths =
      '[document.documentElement.scrollWidth, document.querySelector("#main .scroll").scrollWidth]';
    expect(await page.evaluate(widths)).toEqual([390, 390]);
    await card('Tane Walker').getByRole('button', { name: '1 reply' }).click();
    await thread.getByText('Acknowledged by').waitFor();
    expect(await page.locator('#main').isVisible()).toBe(false);
    await thread.getByRole('button', { name: 'Close thread' }).click();
    await page.getByRole('button', { name: 'Back to channels' }).click();
    await page.getByRole('heading', { name: 'Southern Cross Advisory' }).waitFor();
    expect(await page.locator('#main').isVisible()).toBe(false);
  });

  test('comes back another day and finds everything as it was', async () => {
    const { page, card } = newcomer;
    await page.setViewportSize({ width: 1280, height: 800 });
    const ms = await newcomer.comeBack();
    await card('Tane Walker').getByText('rejected by @Dana Whitlock').waitFor();
    console.info(`The page could be used ${Math.round(ms)} ms after the start on an existing folder.`);
    newcomer.troubles.splice(0);
  });
});
