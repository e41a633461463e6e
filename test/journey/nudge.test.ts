// Promises of the sweep: what is due is said once, to whom it is due, whatever else happens in the meantime.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { accept, undoAccept } from '../../src/journey/answer.js';
import { nudge } from '../../src/journey/nudge.js';
import { answerDue, reassign } from '../../src/journey/offer.js';
import { nudgeStillWanted } from '../../src/journey/still-wanted.js';
import { takeIn } from '../../src/journey/take-in.js';
import { engines } from '../engines.js';
import { aDesk, hour, monday } from './a-desk.js';
import { aParcel, aPlace, aSignalOf, type Place } from './a-workplace.js';

describe.each(engines)('nudges on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place.close());

  test('climb the ladder, rung by rung, and end with an offer that is everybody’s and has lapsed', async () => {
    const { clock, workplace, offersTo, said } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'ladder');
    const climbed: [string, number][] = [];
    for (const hours of [1.99, 2, 3, 4, 4.1, 6, 7, 8]) {
      clock.at = hour(hours);
      climbed.push([String(hours), await nudge(workplace)]);
    }
    // Work ends at eight hours: the last rung is reached and must wait for the morning.
    clock.at = hour(24);
    climbed.push(['24', await nudge(workplace)]);
    clock.at = hour(30);
    climbed.push(['30', await nudge(workplace)]);
    expect(Object.fromEntries(climbed)).toEqual({
      1.99: 0,
      2: 1,
      3: 0,
      4: 1,
      4.1: 0,
      6: 1,
      7: 0,
      8: 0,
      24: 1,
      30: 0,
    });
    expect(await said()).toEqual([
      { key: `nudge:${id}:answer:50`, kind: 'nudge', channel: 'UDANA', thread: null },
      { key: `nudge_all:${id}:answer:200`, kind: 'nudge_all', channel: 'CHANDSHAKE', thread: `card:${id}` },
      {
        key: `nudge_manager:${id}:answer:150`,
        kind: 'nudge_manager',
        channel: 'CHANDSHAKE',
        thread: `card:${id}`,
      },
      {
        key: `nudge_thread:${id}:answer:100`,
        kind: 'nudge_thread',
        channel: 'CHANDSHAKE',
        thread: `card:${id}`,
      },
    ]);
    const events = (await place.events(workplace, id)).map(({ data }) => data);
    expect(events.slice(-2)).toMatchObject([
      { type: 'nudged', who: 'all' },
      { type: 'lapsed', of: 'UDANA' },
    ]);
    expect((await place.handshakes(workplace))[0]).toMatchObject({ status: 'offered', suggested: null });
  });

  test('are not sent once they are not wanted, and wait while nobody works', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'unwanted');
    clock.at = hour(2);
    await nudge(workplace);
    const key = `nudge:${id}:answer:50`;
    expect(await nudgeStillWanted(workplace, key)).toBe('now');
    clock.at = hour(9);
    expect(await nudgeStillWanted(workplace, key)).toBe('later');
    await reassign(workplace, id, 'UMIA', 'USAM');
    expect(await nudgeStillWanted(workplace, key)).toBe('never');
    expect(await nudgeStillWanted(workplace, `nudge_thread:${id}:answer:100`)).toBe('never');
  });

  test('never come where nobody ever works, and nothing is ever due', async () => {
    const { clock, workplace, offersTo } = await aDesk(place, {
      working: { ...starterCharter.working, days: {} },
    });
    const [id = ''] = await offersTo('UDANA', 'idle');
    expect(await answerDue(workplace, id, workplace.now())).toBeNull();
    clock.at = hour(24 * 400);
    expect(await nudge(workplace)).toBe(0);
    expect((await place.handshakes(workplace))[0]).toMatchObject({ dueAt: null, told: [] });
  });

  test('a signal that the lead was touched stops the clock, in whatever order it comes, however often', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'touched');
    const lead = { source: 'web', id: 'touched' };
    const at = (hours: number, type: string) =>
      aParcel({ signals: [aSignalOf(lead, type, { occurredAt: new Date(hour(hours)) })] });
    clock.at = hour(3);
    await takeIn(workplace, [at(2, 'meeting_booked')]);
    await accept(workplace, id, 'UDANA');
    await takeIn(workplace, [at(1, 'first_touch'), at(1, 'first_touch')]);
    await takeIn(workplace, [at(2, 'meeting_booked')]);
    expect((await place.handshakes(workplace))[0]).toMatchObject({ touchedAt: hour(1) });
    clock.at = hour(24 * 4);
    expect(await nudge(workplace)).toBe(0);
  });

  test('after three days of standstill each audience hears once how it stands', async () => {
    const { clock, workplace, offersTo, said } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'standstill');
    clock.at = hour(24 * 3 + 1);
    expect(await nudge(workplace)).toBe(3);
    expect(await nudge(workplace)).toBe(0);
    expect((await said()).map(({ key }) => key)).toEqual([
      `nudge_all:${id}:answer:200`,
      `nudge_manager:${id}:answer:150`,
      `nudge_thread:${id}:answer:100`,
    ]);
  });

  test('an accept that is undone is nudged from where it was, and no rung comes again', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'undone');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(1);
    await accept(workplace, id, 'UDANA');
    await undoAccept(workplace, id, 'UDANA');
    clock.at = hour(3);
    expect(await nudge(workplace)).toBe(0);
    clock.at = hour(4);
    expect(await nudge(workplace)).toBe(1);
  });

  test('processes that sweep at the same time say each rung once, and nobody more than the cap', async () => {
    const { clock, workplace, offersTo, said } = await aDesk(place);
    const leads = Array.from({ length: 30 }, (_, n) => `at-once-${n}`);
    for (const [n, lead] of leads.entries()) await offersTo(`UREP${n % 3}`, lead);
    const twin = await place.twinOf(workplace);
    clock.at = hour(2);
    const sums = await Promise.all([workplace, twin, workplace, twin].map(nudge));
    expect(sums.reduce((a, b) => a + b)).toBe(30);
    // Ten each, and five is the cap: they come in one message.
    expect((await said()).map(({ key }) => key)).toEqual(
      [0, 1, 2].map((n) => `reminders:UREP${n}:2026-11-23`),
    );
  });

  test('the runs of a job are known by the last of each', async () => {
    const { workplace } = await aDesk(place);
    const { jobRuns } = workplace.store;
    const run = (job: string, hours: number, failed: string | null = null) =>
      jobRuns.add({ job, startedAt: new Date(hour(hours)), tookMs: 12.4, did: hours, failed });
    for (const hours of [1, 3, 2]) await run('nudge', hours);
    await run('bring-back', 0, 'the database was away');
    expect(await jobRuns.latest()).toEqual([
      { job: 'bring-back', startedAt: new Date(monday), tookMs: 12, did: 0, failed: 'the database was away' },
      { job: 'nudge', startedAt: new Date(hour(3)), tookMs: 12, did: 3, failed: null },
    ]);
    expect(await jobRuns.forget(new Date(hour(3)))).toBe(3);
    expect(await jobRuns.latest()).toHaveLength(1);
  });
});
