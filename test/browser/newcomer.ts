// A newcomer: has typed npm start on an empty folder, opened the page, and notes everything that goes wrong there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { start } from '../../src/commands/start.js';
import { readConfig } from '../../src/config.js';
import { chromiumFlags, chromiumPath } from './chromium.js';
import { noteTroubles } from './troubles.js';

/** How long a newcomer waits for something to appear on the page. */
const PATIENCE_MS = 20_000;

/** The longest way with the Tab key, backwards from the newest card, that still counts as reachable. */
const TABS = 120;

export interface Newcomer {
  page: Page;
  url: string;
  /** Errors on the console, failed requests, and requests that went anywhere but to the sandbox. */
  troubles: string[];
  /** The message in the channel that holds these words. */
  card(words: string): Locator;
  thread: Locator;
  modal: Locator;
  /** Becomes somebody else by the switch at the top left. */
  become(name: string): Promise<void>;
  /** Goes back from the end of the page, where the newest cards are, until the button of this name has the focus. */
  tabTo(name: string): Promise<void>;
  /** Stops everything and starts it again on the same folder. Returns the milliseconds until the page can be used. */
  comeBack(): Promise<number>;
  leave(): Promise<void>;
}

async function startIn(folder: string): Promise<{ running: { stop(): Promise<void> }; url: string }> {
  const told: string[] = [];
  const config = readConfig({ PORT: '0', SANDBOX_PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const running = await start(config, (line) => told.push(line));
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told.find((line) => line.includes('The page')) ?? '')?.[0];
  if (url === undefined) throw new Error(`npm start did not say where the page is:\n${told.join('\n')}`);
  return { running, url };
}

/** Starts what `npm start` starts, on free ports and an empty folder, and opens its page. */
export async function aNewcomer(): Promise<Newcomer> {
  const executablePath = chromiumPath();
  const folder = mkdtempSync(join(tmpdir(), 'handshake-newcomer-'));
  const first = await startIn(folder);
  let { running } = first;
  const { url } = first;
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
  });
  page.setDefaultTimeout(PATIENCE_MS);
  const troubles = noteTroubles(page, url);
  await page.goto(url);
  return {
    page,
    url,
    troubles,
    card: (words) => page.locator('#main article.message').filter({ hasText: words }),
    thread: page.getByRole('complementary', { name: 'Thread' }),
    modal: page.locator('#modal'),
    async become(name) {
      await page.locator('.people-switch summary').click();
      await page.getByRole('list', { name: 'Act as somebody else' }).getByRole('button', { name }).click();
      await page.locator('.people-switch summary').filter({ hasText: name }).waitFor();
    },
    async tabTo(name) {
      for (let presses = 0; presses < TABS; presses++) {
        await page.keyboard.press('Shift+Tab');
        if ((await page.locator(':focus').getAttribute('aria-label')) === name) return;
      }
      throw new Error(`"${name}" was not reached with the Tab key`);
    },
    async comeBack() {
      await page.goto('about:blank');
      await running.stop();
      const began = performance.now();
      const again = await startIn(folder);
      running = again.running;
      await page.goto(again.url);
      await page.locator('#main article.message').first().waitFor();
      await page.locator('#main .composer textarea').waitFor();
      return performance.now() - began;
    },
    async leave() {
      await browser.close();
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
