// The controls over the sandbox's world, and what the page does when something does not answer.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Seen } from '../sandbox/a-bot.js';
import { isSkipped } from './chromium.js';
import { aStage, type Stage } from './stage.js';

describe.skipIf(isSkipped)('the controls of the sandbox', () => {
  let stage: Stage;
  const ran: string[] = [];
  const taken: Seen[] = [];
  const controls = () => stage.page.getByRole('complementary', { name: 'More controls' });
  const told = (words: string | RegExp) => stage.page.locator('#toasts').getByText(words).waitFor();
  beforeAll(async () => {
    stage = await aStage({
      bench: {
        jobs: ['tidy', 'break'],
        runJob: async (name) => {
          if (name === 'break') throw new Error('The broom is broken. Buy another.');
          ran.push(name);
          return { swept: 3 };
        },
        intake: async (kind, rows) => {
          taken.push({ kind, rows });
          const isBad = kind === 'signals';
          return isBad
            ? { rejected: [{ index: 0, errors: [{ path: 'type', message: 'Nobody knows this kind.' }] }] }
            : { accepted: 1, rejected: [] };
        },
      },
    });
    await stage.page.getByRole('button', { name: 'More controls' }).click();
  });
  afterEach(() => expect(stage.troubles).toEqual([]));
  afterAll(() => stage?.leave());

  test('move the clock by a step or to a moment, and never back', async () => {
    const clock = stage.page.locator('.clock time');
    const before = Date.parse((await clock.getAttribute('datetime')) ?? '');
    await stage.page.getByRole('button', { name: '+1 week' }).click();
    await told(/^It is .* now\./);
    const after = Date.parse((await clock.getAttribute('datetime')) ?? '');
    expect(after - before).toBeGreaterThanOrEqual(7 * 24 * 3_600_000);
    await controls().getByLabel('Move to').fill('2027-03-01T08:30');
    await controls().getByRole('button', { name: 'Move the clock' }).click();
    await told(/Mon 1 Mar, 8:30\sam now/);
    await controls().getByLabel('Move to').fill('2027-02-01T08:30');
    await controls().getByRole('button', { name: 'Move the clock' }).click();
    await told('Time only goes forward here. Choose a later moment.');
  });

  test('run a job and tell its result, or its error as it is', async () => {
    await controls().getByRole('button', { name: 'Run job' }).click();
    await told('The job tidy has run. Result: {"swept":3}');
    expect(ran).toEqual(['tidy']);
    await controls().getByLabel('Job', { exact: true }).selectOption('break');
    await controls().getByRole('button', { name: 'Run job' }).click();
    await told('The broom is broken. Buy another.');
    expect(stage.troubles.splice(0).join()).toContain('502');
  });

  test('hand in a lead of one’s own, and tell why a signal was not taken', async () => {
    await controls().getByLabel('Name', { exact: true }).fill('Ngaio Quigley');
    await controls().getByRole('button', { name: 'Send this lead' }).click();
    await told('Ngaio Quigley of Harbour Legal was sent.');
    expect(taken.at(-1)).toMatchObject({ kind: 'leads', rows: [{ lastName: 'Quigley' }] });
    await controls().getByLabel('Id of the lead').fill('lead-1');
    await controls().getByRole('button', { name: 'Send this signal' }).click();
    await told('It was not taken. type: Nobody knows this kind.');
  });

  test('plan trouble, say what is still planned, and clear it', async () => {
    await controls().getByLabel('Method').selectOption('chat.postMessage');
    await controls().getByLabel('What happens').selectOption('Refused with an error of Slack');
    await controls().getByRole('textbox', { name: 'Error of Slack' }).fill('is_archived');
    await controls().getByLabel('How many times').fill('2');
    await controls().getByRole('button', { name: 'Plan trouble' }).click();
    await controls().getByText('chat.postMessage: Refused with an error of Slack, 2 more times').waitFor();
    await expect(stage.post('never')).rejects.toThrow('is_archived');
    await controls().getByRole('button', { name: 'Clear all trouble' }).click();
    await controls().getByText('Still planned').waitFor({ state: 'detached' });
    await stage.post('Posted after all');
    await stage.message('Posted after all').waitFor();
  });

  test('wear the theme that was chosen, also after a reload', async () => {
    const paper = () => stage.page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await controls().getByLabel('Theme').selectOption('Dark');
    expect(await paper()).not.toBe(light);
    await stage.page.reload();
    await stage.message('Posted after all').waitFor();
    expect(await paper()).not.toBe(light);
    await stage.page.getByRole('button', { name: 'More controls' }).click();
    await controls().getByLabel('Theme').selectOption('As the system');
    expect(await paper()).toBe(light);
  });

  test('put the workspace back to its first day once a person confirms it', async () => {
    await controls().getByRole('button', { name: 'Reset the workspace' }).click();
    const question = stage.page.locator('#question');
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await stage.message('Posted after all').count()).toBe(1);
    await controls().getByRole('button', { name: 'Reset the workspace' }).click();
    await question.getByRole('button', { name: 'Start afresh' }).click();
    await stage.page.getByText('Nothing has been said in #general yet.').waitFor();
    await stage.bench.hands('say', { as: 'sam', channel: 'general', text: 'A new beginning' });
    await stage.message('A new beginning').waitFor();
    await stage.goTo('mql-handshake');
    await stage.post('Unread after the reset, <@UDANA>');
    await stage.page
      .locator('.places')
      .getByRole('button', { name: 'general' })
      .filter({ hasText: '1 for you' })
      .waitFor();
    await stage.goTo('general');
  });

  test('tell when the connection is lost, and catch up by themselves when it is back', async () => {
    await stage.page.context().setOffline(true);
    await stage.bench.hands('say', { as: 'sam', channel: 'general', text: 'Said meanwhile' });
    await stage.page.evaluate('dispatchEvent(new Event("offline"))');
    await stage.page.getByText('Connection lost. Trying again …').waitFor();
    await stage.page.context().setOffline(false);
    await stage.message('Said meanwhile').waitFor();
    await stage.page.getByText('Connection lost').waitFor({ state: 'detached' });
    stage.troubles.splice(0);
  });

  test('say what to do about Home when no bot draws one', async () => {
    await stage.bench.hands('faults', { delivery: 'events_api', kind: 'drop', times: 20 });
    await stage.become('Leo Brandt');
    await stage.goTo('App home');
    await stage.page.getByText('Check that the bot is running').waitFor();
    await stage.bench.hands('faults', { clear: true });
    await stage.page.getByRole('button', { name: 'Ask again' }).click();
    await stage.page.getByText('Two leads wait for you.').waitFor();
  });
});
