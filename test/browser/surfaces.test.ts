// Every surface of the page for every reader: by axe in light and dark, on a narrow screen, with figures as words.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isSkipped } from './chromium.js';
import { CARDS, CHARTS, MORE_CHARTS, TABLES, WORDS } from './showcase.js';
import { aStage, type Stage } from './stage.js';

describe.skipIf(isSkipped)('the surfaces of the page', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage({ bench: { jobs: ['tidy'], runJob: async () => null, intake: async () => ({}) } });
    const ts = await stage.post('words', WORDS);
    await stage.post('In the thread', undefined, { thread_ts: ts });
    await stage.bench.hands('react', { as: 'sam', channel: 'general', ts, name: 'tada' });
    await stage.post('cards', CARDS);
    await stage.post('charts', CHARTS);
    await stage.post('more charts', MORE_CHARTS);
    await stage.post('tables', TABLES);
    await stage.bench.hands('command', { as: 'dana', channel: 'general', text: '/whisper hush' });
    await stage.message('Answers by rep').waitFor();
  });
  afterEach(() => expect(stage.troubles).toEqual([]));
  afterAll(() => stage?.leave());

  const openForm = async () => {
    await stage.composer.fill('/form');
    await stage.page.keyboard.press('Enter');
    await stage.modal.getByRole('heading', { name: 'Every input' }).waitFor();
  };
  const closeForm = async () => {
    await stage.page.keyboard.press('Escape');
    await stage.modal.waitFor({ state: 'hidden' });
  };

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    beforeAll(() => stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }));

    test('a channel with every block, what only I see, and a chooser of emoji has no serious fault', async () => {
      expect(await stage.faults()).toEqual([]);
      const message = stage.message('Everything written');
      await message.hover();
      await message.getByRole('button', { name: 'Add reaction' }).click();
      await stage.composer.focus();
      await stage.composer.fill('@s');
      expect(await stage.faults()).toEqual([]);
      await stage.composer.fill('');
    });

    test('a thread has no serious fault', async () => {
      await stage.message('Everything written').getByRole('button', { name: '1 reply' }).click();
      await stage.thread.getByText('In the thread').waitFor();
      expect(await stage.faults()).toEqual([]);
      await stage.thread.getByRole('button', { name: 'Close thread' }).click();
    });

    test('a modal with every input, with errors and an open menu, has no serious fault', async () => {
      await openForm();
      await stage.modal.getByRole('button', { name: 'Save' }).click();
      await stage.modal.getByText('Please complete this required field.').waitFor();
      await stage.modal.getByRole('combobox', { name: 'Colleagues' }).click();
      expect(await stage.faults()).toEqual([]);
      await stage.page.keyboard.press('Escape');
      await closeForm();
    });

    test('a question before a button has no serious fault', async () => {
      await stage.message('Everything written').getByRole('button', { name: 'Reject' }).click();
      await stage.page.getByRole('heading', { name: 'Are you sure?' }).waitFor();
      expect(await stage.faults()).toEqual([]);
      await stage.page.keyboard.press('Escape');
    });

    test('Home, the threads, a direct message and the controls have no serious fault', async () => {
      await stage.goTo('App home');
      await stage.page.getByText('Two leads wait for you.').waitFor();
      await stage.page.getByRole('button', { name: 'More controls' }).click();
      expect(await stage.faults()).toEqual([]);
      await stage.goTo('Threads');
      expect(await stage.faults()).toEqual([]);
      await stage.goTo('Handshake');
      await stage.page.locator('.people-switch summary').click();
      expect(await stage.faults()).toEqual([]);
      await stage.page.keyboard.press('Escape');
      await stage.page.getByRole('button', { name: 'Fewer controls' }).click();
      await stage.goTo('general');
    });
  });

  test('gives every chart its figures as a table, and its kind in words', async () => {
    const pie = stage.page.locator('figure', { hasText: 'Leads by source' });
    await pie.getByText('Figures').click();
    const cells = await pie.getByRole('row', { name: 'Webinar' }).getByRole('cell').allTextContents();
    expect(cells).toEqual(['17', '25%']);
    for (const [kind, title] of [
      ['bar', 'Answers by month'],
      ['line', 'Trend'],
      ['area', 'Volume'],
    ] as const) {
      const chart = stage.page.getByRole('img', { name: `${kind} chart: ${title}` });
      expect(await chart.count(), title).toBe(1);
      const figure = stage.page.locator('figure', { hasText: title });
      await figure.getByText('Figures').click();
      expect(await figure.getByRole('row', { name: 'October' }).getByRole('cell').allTextContents()).toEqual([
        '8',
        '11',
      ]);
    }
  });

  test('sorts, filters and pages a table, and says by which column it is sorted', async () => {
    const tables = stage.message('Answers by rep');
    const names = () =>
      tables.getByRole('table', { name: 'Answers by rep' }).getByRole('rowheader').allTextContents();
    expect(await names()).toEqual(['Dana', 'Sam', 'Priya']);
    await tables.getByRole('button', { name: 'Answered' }).click();
    expect(await names()).toEqual(['Noor', 'Sam', 'Dana']);
    const head = tables.getByRole('columnheader', { name: 'Answered' });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await tables.getByRole('button', { name: 'Next' }).click();
    expect(await names()).toEqual(['Priya']);
    await tables.getByRole('searchbox', { name: 'Filter rows of Answers by rep' }).fill('a');
    expect(await names()).toEqual(['Sam', 'Dana', 'Priya']);
  });

  test('tells dates in the zone of the person who reads', async () => {
    const date = stage.message('Everything written').locator('time[datetime="2026-11-23T01:00:00.000Z"]');
    expect(await date.textContent()).toMatch(/at 12:00\spm$/);
    await stage.become('Priya Raman');
    expect(await date.textContent()).toMatch(/at 9:00\sam$/);
    await stage.become('Dana Whitlock');
  });

  test('links a video, describes a picture, and unfolds a container', async () => {
    const cards = stage.message('Why it qualifies');
    const video = cards.getByRole('link', { name: 'The charter in two minutes' });
    expect(await video.getAttribute('href')).toBe('https://example.com/watch/1');
    await cards.getByRole('img', { name: 'A map of Hobart' }).waitFor();
    expect(await cards.getByText('It meets five criteria.').isVisible()).toBe(false);
    await cards.getByText('Why it qualifies').click();
    await cards.getByText('It meets five criteria.').waitFor();
    await cards.getByRole('button', { name: 'Take Two' }).click();
    await expect.poll(() => stage.heard.at(-1)?.what).toBe('carousel_two');
  });

  test('fits into 320 pixels: one pane at a time, nothing to scroll sideways, and no serious fault', async () => {
    await stage.page.setViewportSize({ width: 320, height: 640 });
    const sideways = () =>
      stage.page.evaluate(
        '[document.documentElement, ...document.querySelectorAll(".scroll, .side, .modal-body, .pane-head")].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.className)',
      );
    expect(await sideways()).toEqual([]);
    expect(await stage.faults()).toEqual([]);
    await openForm();
    expect(await sideways()).toEqual([]);
    await closeForm();
    await stage.page.getByRole('button', { name: 'Back to channels' }).click();
    await stage.page.getByRole('heading', { name: 'Southern Cross Advisory' }).waitFor();
    expect(await stage.page.locator('#main').isVisible()).toBe(false);
    expect(await sideways()).toEqual([]);
    await stage.page.getByRole('button', { name: 'More controls' }).click();
    await stage.page.getByRole('heading', { name: 'Start afresh' }).waitFor();
    expect(await sideways()).toEqual([]);
    await stage.page.getByRole('button', { name: 'Close controls' }).click();
    await stage.page.getByRole('button', { name: 'Back to channels' }).click();
    await stage.goTo('App home');
    await stage.page.getByText('Two leads wait for you.').waitFor();
    expect(await sideways()).toEqual([]);
  });
});
