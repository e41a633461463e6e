// Promises of changing the charter: part by part or as a whole, with the rule read back, and nothing of anybody's lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { charterToYaml } from '../../src/charter/charter-file.js';
import { starterCharter } from '../../src/charter/starter.js';
import { type Bot, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  answerTo,
  directMessages,
  draftThat,
  modalText,
  pressIn,
  proposeThreshold,
  setUp,
  staff,
  submitAs,
  type,
} from './a-charter-story.js';
import { shown } from './a-story.js';

const why = 'It is what both teams said on Monday.';

describe.each(engines)('changing the charter on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
    await setUp(bot);
    for (const who of ['rita', 'dana'] as const) await bot.hand('close', { as: staff[who], all: true });
  });
  afterAll(() => bot?.stop());

  const inDraft = async (says: string): Promise<void> => void (await draftThat(bot, says));

  test('the provisional charter can be put to both leaders as it is', async () => {
    await type(bot, 'rita', '/charter propose');
    await pressIn(bot, 'rita', 'edit_charter_part', 'as_is');
    await submitAs(bot, 'rita', { why: 'It says what we do already.' });
    const draft = await draftThat(bot, 'Draft of charter version 2');
    expect(shown(draft)).toContain('It is version 1 as it stands, to be signed by both leaders.');
    await bot.hand('close', { as: staff.rita, all: true });
  });

  test('a rule is read back in words while it is written, with what is wrong by line', async () => {
    await type(bot, 'dana', '/charter propose');
    await pressIn(bot, 'dana', 'list_charter_parts', 'criteria');
    const form = await pressIn(bot, 'dana', 'edit_charter_part', 'criterion:company_size');
    expect(form.modal.depth).toBe(3);
    expect(modalText(form)).toContain('company employees from 20 to 1,000');
    const rule = (text: string) =>
      bot.hand('choose', { as: staff.dana, view: true, action: 'rule', values: text });
    await rule('fact: company.size\natMost: many');
    expect(modalText(await pressIn(bot, 'dana', 'Show the rule in words'))).toContain(
      'Line 2, atMost: Must be a number',
    );
    await rule(
      'all:\n  - { fact: company.employees, between: [50, 1000] }\n  - { signal: demo_requested, withinDays: 30 }',
    );
    expect(modalText(await pressIn(bot, 'dana', 'Show the rule in words'))).toContain(
      'company employees from 50 to 1,000 and demo requested within 30 days',
    );
  });

  test('what is wrong stands beside its field, and nothing is kept until it is right', async () => {
    const wrong = await submitAs(bot, 'dana', { rule: '{ fact: company.size, atLeast: 50 }', why });
    expect(wrong.errors?.rule).toContain('Did you mean "company.employees"?');
    const right = await submitAs(bot, 'dana', {
      statement: '50 to 1,000 employees',
      rule: '{ fact: company.employees, between: [50, 1000] }',
      why,
    });
    expect(right.modal.depth).toBe(2);
    // The list below is drawn again once the form has closed.
    await bot.until(async () =>
      modalText(await bot.see(staff.dana)).includes('company employees from 50 to 1,000'),
    );
    await inDraft('Company size: from “20 to 1,000 employees” to “50 to 1,000 employees”');
  });

  test('something that points count cannot be removed before them, and each removal asks why', async () => {
    await pressIn(bot, 'dana', 'edit_charter_part', 'criterion:company_size');
    expect(modalText(await pressIn(bot, 'dana', 'Remove criterion'))).toContain(
      '*Company size* goes out of the draft.',
    );
    expect((await submitAs(bot, 'dana', { why })).errors?.why).toContain(
      'is needed by the points for Company size',
    );
    await bot.hand('close', { as: staff.dana });
    await bot.hand('close', { as: staff.dana });
    await pressIn(bot, 'dana', 'list_charter_parts', 'scoring');
    await pressIn(bot, 'dana', 'edit_charter_part', 'scoring:content');
    await pressIn(bot, 'dana', 'Remove points');
    expect((await submitAs(bot, 'dana', {})).errors?.why).toBeDefined();
    await submitAs(bot, 'dana', { why });
    await inDraft('Removed points for Content');
  });

  test('points, a signal, the ladder and working hours are changed as people write them', async () => {
    await pressIn(bot, 'dana', 'edit_charter_part', 'scoring');
    await submitAs(bot, 'dana', {
      label: 'Trade fair',
      owner: 'sales',
      when: 'signal:meeting_booked',
      points: '7.5',
      cap: '15',
      half_life: '60',
      why,
    });
    await inDraft("Added points for Trade fair: sales's, 7.5 points each, up to 15, halving every 60 days");
    await bot.hand('close', { as: staff.dana });
    await pressIn(bot, 'dana', 'list_charter_parts', 'signals');
    await pressIn(bot, 'dana', 'edit_charter_part', 'signal');
    expect((await submitAs(bot, 'dana', { type: 'Trade Fair', label: 'Fair', why })).errors?.type).toContain(
      'snake case',
    );
    await submitAs(bot, 'dana', { type: 'trade_fair', label: 'Trade fair visited', why });
    await inDraft('Trade fair visited');
    await bot.hand('close', { as: staff.dana });
    await pressIn(bot, 'dana', 'edit_charter_part', 'ladder');
    expect((await submitAs(bot, 'dana', { rep: 'soon', why })).errors?.rep).toContain('like 50, 75');
    await submitAs(bot, 'dana', { rep: '25, 75 %', why });
    await inDraft('at 25 % remind the rep, at 75 % remind the rep');
    await pressIn(bot, 'dana', 'edit_charter_part', 'working');
    expect((await submitAs(bot, 'dana', { days: 'Monday nine to five', why })).errors?.days).toContain(
      '“Monday nine to five” is not understood.',
    );
    await submitAs(bot, 'dana', {
      days: 'Mon 8:30-16:30\nTuesday 08:30–16:30',
      zone: 'Australia/Perth',
      why,
    });
    await inDraft('Monday, Tuesday 08:30–16:30');
    await bot.hand('close', { as: staff.dana, all: true });
  });

  test('whoever was second is told what the first changed, and may add theirs on top', async () => {
    await type(bot, 'mia', '/charter propose');
    await pressIn(bot, 'mia', 'edit_charter_part', 'mql');
    await proposeThreshold(bot, 'leo', 70, 'Higher.');
    await type(bot, 'leo', '/charter propose');
    await pressIn(bot, 'leo', 'edit_charter_part', 'clocks');
    await submitAs(bot, 'leo', { undoMinutes: '10', why });
    const told = modalText(await submitAs(bot, 'mia', { threshold: '80', why }));
    expect(told).toContain('*Somebody changed it since you read it.*');
    expect(told).toContain('Threshold: from 50 points to 70 points');
    expect(told).toContain('Time to undo an accept: from 5 minutes to 10 minutes');
    expect(shown(await draftThat(bot, 'Draft of charter version 2'))).toContain(
      'from 50 points to 70 points',
    );
    await submitAs(bot, 'mia');
    const draft = shown(await draftThat(bot, 'from 50 points to 80 points'));
    expect(draft).toContain('Time to undo an accept: from 5 minutes to 10 minutes');
  });

  test('a template takes the place of the draft, and leaves people, hours and review as they are', async () => {
    await type(bot, 'leo', '/charter propose');
    await pressIn(bot, 'leo', 'edit_charter_part', 'template');
    await submitAs(bot, 'leo', { template: 'saas', why: 'We sell subscriptions.' });
    expect(shown(await draftThat(bot, 'SaaS company charter'))).toContain('Added criterion Trial in use');
    const now = (await bot.app.workplace.store.drafts.open())?.content;
    expect(now?.working.zone).toBe('Australia/Perth');
    expect(now?.criteria.map(({ name }) => name)).not.toContain('Pricing guide');
  });

  test('the file comes as a direct message, the draft with it, and goes back in as a file', async () => {
    expect(await answerTo(bot, 'dana', '/charter export')).toContain('coming to your direct messages');
    const [message] = await bot.until(async () => {
      const all = await directMessages(bot, 'dana');
      return all.length > 0 && all;
    });
    const files = (message as unknown as { files: { name: string }[] }).files.map(({ name }) => name);
    expect(files).toEqual(['charter-version-1.yml', 'charter-version-2-draft.yml']);
    await type(bot, 'dana', '/charter propose');
    await pressIn(bot, 'dana', 'edit_charter_part', 'yaml');
    const content = Buffer.from(
      charterToYaml({ ...starterCharter, mql: { ...starterCharter.mql, threshold: 42 } }),
    ).toString('base64');
    const after = await submitAs(bot, 'dana', {
      file: { name: 'charter.yml', content },
      why: 'From the file.',
    });
    expect(after.errors ?? {}).toEqual({});
    await inDraft('Threshold: from 50 points to 42 points');
  });

  test('a file with mistakes is refused with the line of each and what to do', async () => {
    await type(bot, 'dana', '/charter propose');
    await pressIn(bot, 'dana', 'edit_charter_part', 'yaml');
    const yaml = charterToYaml(starterCharter)
      .replace('threshold: 50', 'treshold: 50')
      .replace('gate: SQL', 'gate: sql');
    const line = yaml.split('\n').findIndex((text) => text.includes('treshold')) + 1;
    const content = Buffer.from(yaml).toString('base64');
    const { errors } = await submitAs(bot, 'dana', { file: { name: 'charter.yml', content }, why });
    expect(errors?.file).toContain(
      `Line ${line}, mql.treshold: There is no field "treshold" here. Did you mean "threshold"?`,
    );
    expect(errors?.file).toContain('gate: Must be MQL or SQL.');
  });

  test('a text longer than one field is pasted into several, and joined as it was', async () => {
    const lines = charterToYaml({ ...starterCharter, name: 'Pasted charter' }).split('\n');
    const texts = ['', '', '', ''];
    let at = 0;
    for (const line of lines) {
      if ((texts[at]?.length ?? 0) + line.length + 1 > 2_900) at++;
      texts[at] += `${line}\n`;
    }
    await bot.hand('close', { as: staff.dana });
    await pressIn(bot, 'dana', 'edit_charter_part', 'yaml');
    const { errors } = await submitAs(bot, 'dana', {
      ...Object.fromEntries(texts.map((text, index) => [`text_${index + 1}`, text === '' ? null : text])),
      why: 'Pasted.',
    });
    expect(errors ?? {}).toEqual({});
    await inDraft('Pasted charter');
  });

  test('where Slack takes no file, the charter comes as text', async () => {
    await bot.hand('faults', {
      method: 'files.getUploadURLExternal',
      kind: 'error',
      error: 'missing_scope',
      times: 2,
    });
    await answerTo(bot, 'mia', '/charter export');
    const text = await bot.until(async () => {
      const { ephemerals } = await bot.see(staff.mia);
      const all = ephemerals.map((each) => shown(each as never)).join('\n');
      return all.includes('Pasted charter') && all;
    });
    expect(text).toContain('Slack takes no files from this app');
    expect(text).toContain('threshold: 50');
  });
});
