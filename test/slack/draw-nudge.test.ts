// Promises of the list of reminders: its order is that of the clocks, however long it takes to draw it.
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { nudge } from '../../src/journey/nudge.js';
import { directoryOf } from '../../src/slack/directory.js';
import { drawNudge } from '../../src/slack/draw-nudge.js';
import type { Drawing } from '../../src/slack/drawing.js';
import { oneEngine } from '../engines.js';
import { aDesk, hour } from '../journey/a-desk.js';
import { aPlace, type Place } from '../journey/a-workplace.js';

const MINUTE_MS = 60_000;

let place: Place;
beforeAll(async () => {
  place = await aPlace(oneEngine);
});
afterAll(() => place?.close());

test('the lead that waits longest comes first, though the clock goes on while the list is drawn', async () => {
  const { clock, workplace, offersTo } = await aDesk(place, {
    caps: { ...starterCharter.caps, nudgesARepADay: 2 },
  });
  const leads = ['first', 'second', 'third', 'fourth'];
  const offers: string[] = [];
  for (const [n, lead] of leads.entries()) {
    clock.at = hour(n / 60);
    offers.push(...(await offersTo('UDANA', lead)));
  }
  clock.at = hour(2.5);
  expect(await nudge(workplace)).toBe(4);
  let readings = 0;
  const hasty = { ...workplace, now: () => new Date(Date.parse(clock.at) + readings++ * 5 * MINUTE_MS) };
  const client = new WebClient();
  const message = {
    key: 'reminders:UDANA:2026-11-23',
    kind: 'reminders',
    channel: 'UDANA',
    ts: null,
  } as const;
  const { drawing } = await drawNudge(message, {
    workplace: hasty,
    client,
    directory: directoryOf(client, Date.now),
  });
  const blocks = JSON.stringify((drawing as Drawing).blocks);
  const due = [...blocks.matchAll(/Answer due:\* <!date\^(\d+)/g)].map(([, at]) => Number(at));
  expect(due).toHaveLength(offers.length);
  expect(due).toEqual(due.toSorted((a, b) => a - b));
});
