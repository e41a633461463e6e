// Promises of the courier against a database that fails behind its back: what Slack has got is never posted a second time.
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { movedClock } from '../../src/commands/moved-clock.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { Courier } from '../../src/slack/courier.js';
import { directoryOf } from '../../src/slack/directory.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, type Place } from '../journey/a-workplace.js';

const PATIENCE = { lease: 2, doubt: 0.5, recheck: 1, rest: 0.1 };

describe.each(engines)('the courier on $name', (engine) => {
  let place: Place;
  let sandbox: Sandbox;
  beforeAll(async () => {
    place = await aPlace(engine);
    sandbox = await startSandbox({ port: 0, requestUrl: () => '', clock: movedClock(null) });
  });
  afterAll(async () => {
    await sandbox?.stop();
    await place?.close();
  });

  const aClient = (): WebClient =>
    new WebClient(sandboxCredentials.botToken, {
      slackApiUrl: sandbox.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });

  const courierFor = (workplace: Workplace): Courier =>
    new Courier({
      workplace,
      client: aClient(),
      directory: directoryOf(aClient(), Date.now),
      postsPerSecond: 100,
      patience: PATIENCE,
      log: pino({ level: 'silent' }),
    });

  async function cards(): Promise<string[]> {
    const seen = (await (await fetch(`${sandbox.url}/hands/see?as=UDANA`)).json()) as {
      channels: { id: string; messages: { text: string }[] }[];
    };
    return seen.channels.find(({ id }) => id === sandbox.channel.id)?.messages.map(({ text }) => text) ?? [];
  }

  async function untilSent({ store }: Workplace): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if ((await store.messages.owed()).owed === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`still owed: ${JSON.stringify(await store.messages.owed())}`);
  }

  test('posts a card once although the database fails right after Slack took it', async () => {
    const workplace = await place.workplace({ now: () => new Date() });
    const { bulk } = place.database;
    // The clock of the offer cannot be started for a while: the first writes after the posting fail.
    await bulk.query(
      `CREATE FUNCTION be_down() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'down'; END $$ LANGUAGE plpgsql`,
    );
    await bulk.query(`CREATE TRIGGER down BEFORE INSERT ON handshake_event FOR EACH ROW
      WHEN (NEW.type = 'posted') EXECUTE FUNCTION be_down()`);
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('outage')] })]);
    const courier = courierFor(workplace);
    courier.start();
    for (let attempt = 0; attempt < 200 && (await cards()).length === 0; attempt++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await bulk.query('DROP TRIGGER down ON handshake_event');
    await untilSent(workplace);
    await courier.stop();
    expect(await cards()).toHaveLength(1);
    const [handshake] = await place.handshakes(workplace);
    expect(handshake?.postedAt).not.toBeNull();
  });

  test('posts each message once although two couriers look after the same rows', async () => {
    const before = (await cards()).length;
    const here = await place.workplace({ now: () => new Date() });
    const leads = Array.from({ length: 20 }, (_, index) => anIncomingLead(`shared-${index}`));
    await takeIn(here, [aParcel({ leads })]);
    const couriers = [courierFor(here), courierFor(await place.twinOf(here))];
    for (const courier of couriers) courier.start();
    await untilSent(here);
    for (const courier of couriers) await courier.stop();
    expect((await cards()).length - before).toBe(20);
  });
});
