// Modals on the page: every kind of input, what is wrong with them, one upon another, and the keyboard alone.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isSkipped } from './chromium.js';
import { aStage, type Stage } from './stage.js';

describe.skipIf(isSkipped)('a modal on the page', () => {
  let stage: Stage;
  const open = async () => {
    await stage.composer.fill('/form');
    await stage.page.keyboard.press('Enter');
    await stage.modal.getByRole('heading', { name: 'Every input' }).waitFor();
  };
  const field = (name: string) => stage.modal.getByLabel(name, { exact: true });
  const choose = async (menu: string, typed: string, ...wanted: string[]) => {
    const box = stage.modal.getByRole('combobox', { name: menu, exact: true });
    const choices = stage.modal.getByRole('listbox', { name: 'Choices' });
    for (const choice of wanted) {
      await box.click();
      await box.fill(typed);
      await choices.getByRole('option', { name: choice }).click();
    }
    // A menu for one is closed by choosing, and then Escape would be for the modal.
    if (await choices.isVisible()) await box.press('Escape');
  };
  beforeAll(async () => {
    stage = await aStage();
  });
  afterEach(() => expect(stage.troubles).toEqual([]));
  afterAll(() => stage?.leave());

  test('puts the cursor into its first field, and gives the keyboard back when it closes', async () => {
    await open();
    expect(await stage.page.locator(':focus').getAttribute('id')).toContain('name');
    await stage.page.keyboard.press('Escape');
    await stage.modal.waitFor({ state: 'hidden' });
    expect(await stage.page.locator(':focus').getAttribute('aria-label')).toBe('Message #general');
  });

  test('takes every kind of input, and sends each as Slack does', async () => {
    await open();
    await field('Name').fill('Ada <b>');
    await field('Note (optional)').fill('two\nlines');
    const rich = field('Rich note (optional)');
    await rich.fill('plain & bold');
    for (let letters = 0; letters < 4; letters++) await rich.press('Shift+ArrowLeft');
    await stage.modal.getByRole('button', { name: 'Bold' }).click();
    await field('Email (optional)').fill('ada@example.com');
    await field('Website (optional)').fill('https://example.com');
    await field('Employees (optional)').fill('42');
    await field('Day (optional)').fill('2026-12-01');
    await field('Hour (optional)').fill('09:30');
    await field('Moment (optional)').fill('2026-12-02T09:15');
    await field('One flavour (optional)').selectOption('Banana');
    await choose('Several flavours (optional)', '', 'Cherry', 'Apple');
    await choose('Colleague (optional)', 'sam', 'Sam Okafor');
    await choose('Colleagues (optional)', 'le', 'Leo Brandt');
    await choose('Colleagues (optional)', 'mia', 'Mia Castellano');
    await choose('Channel (optional)', 'gen', '#general');
    await choose('Channels (optional)', '', '#general');
    await choose('Conversation (optional)', 'sasha', 'Sasha Petrov');
    await choose('Conversations (optional)', 'sal', '#sales');
    await choose('Account (optional)', 'aco', 'Acorn Group');
    await choose('Accounts (optional)', 'b', 'Banksia Legal');
    await stage.modal.getByRole('group', { name: 'Boxes' }).getByLabel('Apple').check();
    await stage.modal.getByRole('radio', { name: 'Cherry' }).check();
    const file = { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from('id\n1\n') };
    await field('Files (optional)').setInputFiles([file]);
    await stage.modal.getByRole('button', { name: 'Remove leads.csv' }).waitFor();
    await stage.modal.getByRole('button', { name: 'Save' }).click();
    await stage.modal.waitFor({ state: 'hidden' });
    const values = stage.heard.at(-1)?.payload.state.values;
    expect(values.rich.rich.rich_text_value.elements[0].elements).toEqual([
      { type: 'text', text: 'plain & ' },
      { type: 'text', text: 'bold', style: { bold: true } },
    ]);
    expect(values.moment.moment.selected_date_time).toBe(Date.parse('2026-12-01T22:15:00Z') / 1000);
    expect(values.files.files.files).toMatchObject([{ name: 'leads.csv' }]);
    expect(values).toMatchObject({
      name: { name: { value: 'Ada <b>' } },
      note: { note: { value: 'two\nlines' } },
      email: { email: { value: 'ada@example.com' } },
      count: { count: { value: '42' } },
      day: { day: { selected_date: '2026-12-01' } },
      hour: { hour: { selected_time: '09:30' } },
      one: { one: { selected_option: { value: 'banana' } } },
      many: { many: { selected_options: [{ value: 'cherry' }, { value: 'apple' }] } },
      person: { person: { selected_user: 'USAM' } },
      persons: { persons: { selected_users: ['ULEO', 'UMIA'] } },
      channel: { channel: { selected_channel: 'CGENERAL' } },
      channels: { channels: { selected_channels: ['CGENERAL'] } },
      talk: { talk: { selected_conversation: 'USASHA' } },
      talks: { talks: { selected_conversations: ['CSALES'] } },
      lookup: { lookup: { selected_option: { value: 'acorn group' } } },
      lookups: { lookups: { selected_options: [{ value: 'banksia legal' }] } },
      boxes: { boxes: { selected_options: [{ value: 'apple' }] } },
      radio: { radio: { selected_option: { value: 'cherry' } } },
    });
  });

  test('says beneath each field what is wrong, goes to the first, and forgets it once the field is touched', async () => {
    await open();
    await field('Email (optional)').fill('nowhere');
    await field('Employees (optional)').fill('1.5');
    await stage.modal.getByRole('button', { name: 'Save' }).click();
    await stage.modal.getByText('Please complete this required field.').waitFor();
    expect(await stage.page.locator(':focus').getAttribute('id')).toContain('name');
    const describedBy = (await field('Email (optional)').getAttribute('aria-describedby')) ?? '';
    expect(await stage.page.locator(`[id="${describedBy}"]`).textContent()).toContain('valid email address');
    await field('Email (optional)').fill('');
    await stage.modal.getByText('valid email address').waitFor({ state: 'hidden' });
    await field('Employees (optional)').fill('7');
    await field('Name').fill('wrong');
    await stage.modal.getByRole('button', { name: 'Save' }).click();
    await stage.modal.getByText('That name is taken.').waitFor();
    expect(await field('Employees (optional)').inputValue()).toBe('7');
    await stage.page.keyboard.press('Escape');
    await stage.modal.waitFor({ state: 'hidden' });
  });

  test('holds a second modal upon the first, and comes back to it with what was typed', async () => {
    await open();
    await field('Name').fill('further');
    await stage.page.keyboard.press('Enter');
    await stage.modal.getByText('Pushed upon the first.').waitFor();
    await stage.modal.getByRole('button', { name: 'Back' }).first().click();
    await stage.modal.getByRole('heading', { name: 'Every input' }).waitFor();
    expect(await field('Name').inputValue()).toBe('further');
    await stage.modal.getByRole('button', { name: 'Close', exact: true }).click();
    await stage.modal.waitFor({ state: 'hidden' });
  });

  test('takes no more choices than the app allows, and lets one go by Backspace', async () => {
    await open();
    const box = stage.modal.getByRole('combobox', { name: 'Several flavours (optional)' });
    await box.focus();
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('Enter');
    await stage.modal.getByText('No more than 2 can be chosen. Remove one first.').waitFor();
    const chosen = () =>
      stage.modal.getByRole('list', { name: 'Chosen' }).getByRole('listitem').allTextContents();
    expect((await chosen()).map((each) => each.replace('✕', ''))).toEqual(['Apple', 'Banana']);
    await stage.page.keyboard.press('Backspace');
    expect(await chosen()).toHaveLength(1);
    await stage.page.keyboard.press('Escape');
    await stage.modal.getByRole('listbox', { name: 'Choices' }).waitFor({ state: 'detached' });
    expect(await stage.modal.isVisible()).toBe(true);
  });

  test('asks the app for options only when enough is typed, and says when it has none', async () => {
    const box = stage.modal.getByRole('combobox', { name: 'Account (optional)' });
    await box.fill('a');
    await stage.modal.getByText('Type at least 2 letters.').waitFor();
    await box.fill('zz');
    await stage.modal.getByText('The app has nothing for these words.').waitFor();
    await box.press('Escape');
  });

  test('belongs to one person: who they become has none, and they find it again', async () => {
    await field('Name').fill('Half done');
    await stage.bench.hands('command', { as: 'sam', channel: 'general', text: '/form' });
    await stage.page.goto(`${stage.bench.sandbox.url}/#UPRIYA/CGENERAL`);
    await stage.page.reload();
    await stage.page.getByRole('heading', { name: '#general' }).waitFor();
    expect(await stage.modal.isVisible()).toBe(false);
    await stage.page.goto(`${stage.bench.sandbox.url}/#UDANA/CGENERAL`);
    await stage.page.reload();
    await stage.modal.getByRole('heading', { name: 'Every input' }).waitFor();
    await stage.page.keyboard.press('Escape');
    await stage.modal.waitFor({ state: 'hidden' });
  });

  test('is filled in and sent by keyboard alone', async () => {
    await stage.composer.focus();
    await stage.page.keyboard.type('/form');
    await stage.page.keyboard.press('Enter');
    await stage.modal.getByRole('heading', { name: 'Every input' }).waitFor();
    await stage.page.keyboard.type('By keys');
    const save = stage.modal.getByRole('button', { name: 'Save' });
    const isAtSave = () => save.evaluate((button) => button.matches(':focus'));
    for (let presses = 0; presses < 90 && !(await isAtSave()); presses++)
      await stage.page.keyboard.press('Tab');
    await stage.page.keyboard.press('Enter');
    await stage.modal.waitFor({ state: 'hidden' });
    expect(stage.heard.at(-1)?.payload.state.values.name.name.value).toBe('By keys');
  });
});
