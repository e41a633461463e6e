// What the funnel review shows whom, in a real browser over the season: the diagnosis, its steps, and each one's Home.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isSkipped } from './chromium.js';
import { aNewcomer, type Newcomer } from './newcomer.js';

const FOLDER = process.env.HANDSHAKE_SHOTS ?? '';

describe.skipIf(isSkipped)('the funnel review on the page of the sandbox', () => {
  let newcomer: Newcomer;
  beforeAll(async () => {
    newcomer = await aNewcomer();
  });
  afterEach(() => expect(newcomer.troubles).toEqual([]));
  afterAll(() => newcomer?.leave());

  const shoot = async (name: string): Promise<void> => {
    if (FOLDER === '') return;
    mkdirSync(FOLDER, { recursive: true });
    await newcomer.page.setViewportSize({ width: 1280, height: 4600 });
    await newcomer.page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await newcomer.page.setViewportSize({ width: 1280, height: 800 });
  };

  const say = async (words: string): Promise<void> => {
    await newcomer.page.getByRole('textbox', { name: 'Message #mql-handshake' }).fill(words);
    await newcomer.page.keyboard.press('Enter');
  };

  const homeOf = async (name: string): Promise<string> => {
    const { page, become } = newcomer;
    await become(name);
    await page.getByRole('button', { name: 'App home' }).click();
    await page.getByRole('heading', { name: 'How Handshake works' }).waitFor();
    await shoot(`home-${name}`);
    return (await page.locator('#main').textContent()) ?? '';
  };

  test('a manager reads where revenue dies: the map as a picture and a table, the questions, the findings', async () => {
    const { card, become } = newcomer;
    await become('Rita Nguyen');
    await say('/funnel diagnose 280d');
    const diagnosis = card('Funnel diagnosis').first();
    await diagnosis.getByText('Only visible to you').waitFor();
    await shoot('diagnosis');
    const told = await diagnosis.textContent();
    for (const words of [
      /3 Feb 2026 to 9 Nov 2026/,
      /The funnel, stage by stage[\s\S]*Recycled\s*\d+\s*–\s*Offered\s*\d+\s*100 %[\s\S]*Won\s*\d+/,
      /Where leads stall/,
      /The four questions[\s\S]*1\. Is there one written MQL and SQL definition/,
      /Findings, worst first[\s\S]*Sure: chance alone/,
    ])
      expect(told).toMatch(words);
    expect(await diagnosis.locator('svg').count()).toBeGreaterThan(0);
  });

  test('goes on from a finding to its leads and to the clause of the charter', async () => {
    const { page, card, modal } = newcomer;
    const diagnosis = card('Funnel diagnosis').first();
    await diagnosis
      .getByRole('button', { name: /^See the leads/ })
      .first()
      .click();
    await card('Leads accepted and never touched in time').getByText('Whole story').first().waitFor();
    await shoot('leads');
    await diagnosis
      .getByRole('button', { name: /^Open the charter there/ })
      .first()
      .click();
    await modal.waitFor();
    await shoot('clause');
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
  });

  test('shares it with the channel under their name, and everybody reads the same figures', async () => {
    const { card, become } = newcomer;
    const diagnosis = card('Funnel diagnosis').first();
    await diagnosis.getByRole('button', { name: 'Share in the channel' }).click();
    const shared = card('Rita Nguyen').filter({ hasText: 'The four questions' }).last();
    await shared.waitFor();
    await become('Leo Brandt');
    await shared.waitFor();
    await shoot('shared');
    expect(await card('Only visible to you').count()).toBe(0);
  });

  test('Home shows everybody what is theirs, and managers how the handoff stands', async () => {
    const manager = await homeOf('Rita Nguyen');
    for (const words of ['The handoff between marketing and sales', 'Velocity', 'Review overdue', 'The jobs'])
      expect(manager).toContain(words);
    const rep = await homeOf('Dana Whitlock');
    expect(rep).toMatch(/Your own figures.*You answered \d+ leads/s);
    expect(rep).toContain('Mark as SQL');
    expect(rep).not.toMatch(/Sam Okafor|Priya Raman|The handoff between/);
    const marketer = await homeOf('Mia Castellano');
    expect(marketer).toMatch(/Reasons that wait for marketing.*Acknowledge reason.*Reasons by source/s);
    expect(marketer).not.toMatch(/The handoff between|Your own figures/);
  });
});
