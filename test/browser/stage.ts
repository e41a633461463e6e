// A stage for the page: a sandbox with a small bot of its own, a browser on it, and notes of everything that goes wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Block } from '@slack/web-api';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { Shortcut } from '../../src/sandbox/desk.js';
import { aBench, type Bench, type Seen } from '../sandbox/a-bot.js';
import { chromiumFlags, chromiumPath } from './chromium.js';
import { EVERY_INPUT, HOME, PUSHED } from './show-forms.js';
import { noteTroubles } from './troubles.js';

const PATIENCE_MS = 10_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Stage {
  bench: Bench;
  page: Page;
  troubles: string[];
  /** What the bot heard, by callback or action id, newest last. */
  heard: { what: string; payload: Seen }[];
  modal: Locator;
  thread: Locator;
  composer: Locator;
  /** The message in the channel that holds these words. */
  message(words: string): Locator;
  /** Posts as the bot into #general. Returns the ts. */
  post(text: string, blocks?: Block[], more?: object): Promise<string>;
  become(name: string): Promise<void>;
  goTo(place: string): Promise<void>;
  /** Findings of axe that are serious or critical, one line each. */
  faults(): Promise<string[]>;
  leave(): Promise<void>;
}

/** Starts everything; `look` is what the browser tells the page about its reader. */
export async function aStage(
  look: { width?: number; dark?: boolean; bench?: Parameters<typeof aBench>[0] } = {},
): Promise<Stage> {
  const bench = await aBench({ commands: COMMANDS, shortcuts: SHORTCUTS, ...look.bench });
  const heard: Stage['heard'] = [];
  teach(bench, heard);
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  const context: BrowserContext = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: 800 },
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const troubles = noteTroubles(page, bench.sandbox.url);
  await page.goto(`${bench.sandbox.url}/#UDANA/CGENERAL`);
  await page.getByRole('heading', { name: '#general' }).waitFor();
  return {
    bench,
    page,
    troubles,
    heard,
    modal: page.locator('#modal'),
    thread: page.getByRole('complementary', { name: 'Thread' }),
    composer: page.locator('#main .composer textarea'),
    message: (words) => page.locator('#main article.message').filter({ hasText: words }),
    async post(text, blocks, more = {}) {
      const sent = await bench.client.chat.postMessage({
        channel: 'CGENERAL',
        text,
        ...(blocks ? { blocks } : {}),
        ...more,
      });
      return String(sent.ts);
    },
    async become(name) {
      await page.locator('.people-switch summary').click();
      await page.getByRole('list', { name: 'Act as somebody else' }).getByRole('button', { name }).click();
      await page.locator('.people-switch summary').filter({ hasText: name }).waitFor();
    },
    async goTo(place) {
      await page.locator('.place .name').getByText(place, { exact: true }).click();
    },
    async faults() {
      // Not as a script element: the page's own policy forbids those.
      await page.evaluate(AXE);
      const found: Seen = await page.evaluate(
        '(async () => (await axe.run({ resultTypes: ["violations"] })).violations)()',
      );
      return found
        .filter((each: Seen) => ['serious', 'critical'].includes(each.impact))
        .flatMap((each: Seen) =>
          each.nodes.map((node: Seen) => `${each.id}: ${node.target.join(' ')} ${node.failureSummary}`),
        );
    },
    async leave() {
      await browser.close();
      await bench.stop();
    },
  };
}

const COMMANDS = [
  { command: '/form', description: 'Fill in every input', usage_hint: '[name]' },
  { command: '/whisper', description: 'Say something to you alone' },
  { command: '/fold', description: 'Fold it up' },
];

const SHORTCUTS: Shortcut[] = [
  { name: 'Fill in every input', type: 'global', callback_id: 'open_form', description: 'From anywhere' },
  { name: 'Make a note', type: 'message', callback_id: 'note' },
];

/** What the small bot can do. */
function teach({ app }: Bench, heard: Stage['heard']): void {
  const note = (what: string, payload: Seen) => heard.push({ what, payload });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: HOME });
  });
  app.command('/form', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: EVERY_INPUT });
  });
  app.command('/whisper', async ({ ack, body }) => {
    note('/whisper', body);
    await ack({ response_type: 'ephemeral', text: `A word in your ear: ${body.text}` });
  });
  app.shortcut('open_form', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: EVERY_INPUT });
  });
  app.shortcut('note', async ({ ack, body }) => {
    note('note', body);
    await ack();
  });
  app.action(/open/, async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: (body as Seen).trigger_id, view: EVERY_INPUT });
  });
  app.action(/.*/, async ({ ack, action }) => {
    note((action as Seen).action_id, action);
    await ack();
  });
  app.options(/.*/, async ({ ack, payload }) => {
    const all = ['Acme', 'Acorn Group', 'Banksia Legal'].map((name) => ({
      text: { type: 'plain_text' as const, text: name },
      value: name.toLowerCase(),
    }));
    await ack({ options: all.filter((each) => each.value.includes(payload.value.toLowerCase())) });
  });
  app.view('everything', async ({ ack, view }) => {
    note('everything', view);
    const name = view.state.values.name?.name?.value;
    if (name === 'wrong') await ack({ response_action: 'errors', errors: { name: 'That name is taken.' } });
    else if (name === 'further') await ack({ response_action: 'push', view: PUSHED as Seen });
    else await ack();
  });
}
