// Promises of the sweep: what is due is said once, to whom it is due, whatever else happens in the meantime.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Charter } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';
import type { Rung } from '../../src/handshake/rungs.js';
import { accept, undoAccept } from '../../src/journey/answer.js';
import { backEarly, setAway } from '../../src/journey/away.js';
import { touch } from '../../src/journey/follow-through.js';
import { nudge } from '../../src/journey/nudge.js';
import { answerDue, markPosted, reassign, snooze } from '../../src/journey/offer.js';
import { changeSetup } from '../../src/journey/setup.js';
import { nudgeStillWanted, remindersOf } from '../../src/journey/still-wanted.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { instant } from '../handshake/a-watched.js';
import { anIncomingLead, aParcel, aPlace, aSignalOf, type Place } from './a-workplace.js';

const monday = instant('2026-11-23T09:00:00+11:00');
const hour = (hours: number): string => new Date(Date.parse(monday) + hours * 3_600_000).toISOString();
const admin = { id: 'UADMIN', groups: [], isAdmin: true };
const dana = { id: 'UDANA', groups: [], isAdmin: false };

describe.each(engines)('nudges on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place.close());

  /** A workplace whose clock stands where it is put, from Monday 23 November 2026, 9:00 in Sydney. */
  async function aDesk(changes: Partial<Charter> = {}) {
    const clock = { at: monday };
    const charter = { ...starterCharter, ...changes };
    const workplace = await place.workplace({ charter, now: () => new Date(clock.at) });
    return { clock, workplace };
  }

  /** Leads that are offered and posted now, meant for a rep. */
  async function offersTo(workplace: Workplace, rep: string | null, ...leads: string[]): Promise<string[]> {
    await takeIn(workplace, [aParcel({ leads: leads.map((id) => anIncomingLead(id)) })]);
    const all = await place.handshakes(workplace);
    const ids = leads.map((lead) => all.find((each) => each.lead.id === lead)?.id ?? '');
    for (const id of ids) {
      const now = workplace.now();
      await markPosted(workplace, id, now, await answerDue(workplace, id, now));
      if (rep !== null) await reassign(workplace, id, 'UMIA', rep);
    }
    return ids;
  }

  /** The messages of nudges that are in the table, each with whom it goes to and where it hangs. */
  async function said({ store }: Workplace) {
    const { rows } = await place.database.bulk.query(
      `SELECT key, kind, channel, thread FROM message WHERE workspace = $1 AND (kind LIKE 'nudge%' OR kind = 'reminders') ORDER BY key`,
      [store.workspace],
    );
    return rows as { key: string; kind: string; channel: string; thread: string | null }[];
  }

  test('climb the ladder, rung by rung, and end with an offer that is everybody’s and has lapsed', async () => {
    const { clock, workplace } = await aDesk();
    const [id = ''] = await offersTo(workplace, 'UDANA', 'ladder');
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
    expect(await said(workplace)).toEqual([
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

  test('go to each manager who is a person, and to the thread for a group of them', async () => {
    const { clock, workplace } = await aDesk({ ladder: [{ atPercent: 50, who: 'manager' }] });
    const roles = { owner: [], marketing_leader: [], sales_leader: [], sales: [], marketing: [] };
    await changeSetup(workplace, {
      by: admin,
      revision: 0,
      channel: 'CHANDSHAKE',
      roles: { ...roles, manager: ['UMARA', 'SLEADS', 'UNED'] },
    });
    const [id = ''] = await offersTo(workplace, 'UDANA', 'managed');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(1);
    expect((await said(workplace)).map(({ key, channel }) => [key, channel])).toEqual([
      [`nudge_manager:${id}:answer:50`, 'CHANDSHAKE'],
      [`nudge_manager:${id}:answer:50:UMARA`, 'UMARA'],
      [`nudge_manager:${id}:answer:50:UNED`, 'UNED'],
    ]);
  });

  test('come in one message beyond the cap, which later ones are added to', async () => {
    const caps = { nudgesARepADay: 1, openARep: 20 };
    const { clock, workplace } = await aDesk({ caps });
    const [first = ''] = await offersTo(workplace, 'UDANA', 'one');
    clock.at = hour(1);
    const [second = '', third = ''] = await offersTo(workplace, 'UDANA', 'two', 'three');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(1);
    clock.at = hour(3);
    expect(await nudge(workplace)).toBe(2);
    expect((await said(workplace)).map(({ key }) => key)).toEqual([
      `nudge:${first}:answer:50`,
      'reminders:UDANA:2026-11-23',
    ]);
    const key = 'reminders:UDANA:2026-11-23';
    const listed = async () => (await remindersOf(workplace, key)).map(({ handshake }) => handshake);
    expect((await listed()).sort()).toEqual([second, third].sort());
    await accept(workplace, second, 'UDANA');
    expect(await listed()).toEqual([third]);
    expect(await nudgeStillWanted(workplace, key)).toBe('now');
    await accept(workplace, third, 'USAM');
    expect(await nudgeStillWanted(workplace, key)).toBe('never');
  });

  test('are not sent once they are not wanted, and wait while nobody works', async () => {
    const { clock, workplace } = await aDesk();
    const [id = ''] = await offersTo(workplace, 'UDANA', 'unwanted');
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

  test('leave somebody on leave alone, tell the thread meanwhile, and come at once when they are back early', async () => {
    const { clock, workplace } = await aDesk();
    const until = new Date(hour(24 * 7));
    expect(await setAway(workplace, { by: dana, person: 'UDANA', from: new Date(monday), until })).toBeNull();
    const [id = ''] = await offersTo(workplace, 'UDANA', 'away');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(0);
    clock.at = hour(4);
    expect(await nudge(workplace)).toBe(1);
    clock.at = hour(5);
    expect(await backEarly(workplace, { by: dana, person: 'UDANA' })).toBeNull();
    expect(await nudge(workplace)).toBe(1);
    expect((await said(workplace)).map(({ key }) => key)).toEqual([
      `nudge:${id}:answer:50`,
      `nudge_thread:${id}:answer:100`,
    ]);
  });

  test('a leave is noted by who takes it or a manager, and by nobody else once there are managers', async () => {
    const { workplace } = await aDesk();
    const roles = { owner: [], marketing_leader: [], sales_leader: [], sales: [], marketing: [] };
    await changeSetup(workplace, {
      by: admin,
      revision: 0,
      channel: 'CHANDSHAKE',
      roles: { ...roles, manager: ['UMARA'] },
    });
    const leave = { person: 'USAM', from: new Date(monday), until: new Date(hour(48)) };
    const refused = await setAway(workplace, { by: dana, ...leave });
    expect(refused).toMatchObject({ kind: 'not permitted', sentence: expect.stringContaining('<@UMARA>') });
    expect(await setAway(workplace, { by: { ...dana, id: 'UMARA' }, ...leave })).toBeNull();
    expect(
      await setAway(workplace, { by: dana, ...leave, person: 'UDANA', until: new Date(monday) }),
    ).toEqual({
      kind: 'ends before it begins',
    });
  });

  test('wait for the end of a snooze, and no longer once something new is known about the lead', async () => {
    const { clock, workplace } = await aDesk();
    const [id = ''] = await offersTo(workplace, 'UDANA', 'asleep');
    await snooze(workplace, id, 'UDANA', new Date(hour(48)));
    clock.at = hour(3);
    expect(await nudge(workplace)).toBe(0);
    const signal = aSignalOf({ source: 'web', id: 'asleep' }, 'pricing_page_viewed', {
      occurredAt: new Date(clock.at),
    });
    await takeIn(workplace, [aParcel({ signals: [signal] })]);
    expect((await place.handshakes(workplace))[0]).toMatchObject({ snoozedUntil: null });
    expect(await nudge(workplace)).toBe(1);
    // The same signal again is nothing new.
    await snooze(workplace, id, 'UDANA', new Date(hour(48)));
    await takeIn(workplace, [aParcel({ signals: [signal] })]);
    expect((await place.handshakes(workplace))[0]).toMatchObject({ snoozedUntil: hour(48) });
  });

  test('a signal that the lead was touched stops the clock, in whatever order it comes, however often', async () => {
    const { clock, workplace } = await aDesk();
    const [id = ''] = await offersTo(workplace, 'UDANA', 'touched');
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

  test('a rep who says that the lead was touched hears no more of the first touch', async () => {
    const { clock, workplace } = await aDesk();
    const [id = '', other = ''] = await offersTo(workplace, 'UDANA', 'said', 'unsaid');
    await accept(workplace, id, 'UDANA');
    await accept(workplace, other, 'UDANA');
    clock.at = hour(1);
    expect((await touch(workplace, id, 'USAM')).refused).toEqual({ kind: 'not yours', holder: 'UDANA' });
    expect((await touch(workplace, id, 'UDANA')).refused).toBeNull();
    clock.at = hour(5);
    expect(await nudge(workplace)).toBe(1);
    expect((await said(workplace)).map(({ key }) => key)).toEqual([`nudge:${other}:first_touch:50`]);
  });

  test('after three days of standstill each audience hears once how it stands', async () => {
    const { clock, workplace } = await aDesk();
    const [id = ''] = await offersTo(workplace, 'UDANA', 'standstill');
    clock.at = hour(24 * 3 + 1);
    expect(await nudge(workplace)).toBe(3);
    expect(await nudge(workplace)).toBe(0);
    expect((await said(workplace)).map(({ key }) => key)).toEqual([
      `nudge_all:${id}:answer:200`,
      `nudge_manager:${id}:answer:150`,
      `nudge_thread:${id}:answer:100`,
    ]);
  });

  test('an accept that is undone is nudged from where it was, and no rung comes again', async () => {
    const { clock, workplace } = await aDesk();
    const [id = ''] = await offersTo(workplace, 'UDANA', 'undone');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(1);
    await accept(workplace, id, 'UDANA');
    await undoAccept(workplace, id, 'UDANA');
    clock.at = hour(3);
    expect(await nudge(workplace)).toBe(0);
    clock.at = hour(4);
    expect(await nudge(workplace)).toBe(1);
  });

  test('a lead has one private reminder a day, also when it comes back with another handshake', async () => {
    const ladder: Rung[] = [{ atPercent: 1, who: 'rep' }];
    const { clock, workplace } = await aDesk({ ladder });
    const [first = ''] = await offersTo(workplace, 'UDANA', 'again');
    clock.at = hour(1);
    expect(await nudge(workplace)).toBe(1);
    await place.database.bulk.query(
      `UPDATE handshake SET open = false, status = 'rejected', state = state || '{"status": "rejected", "nextStep": "recycle", "nextOn": "2026-11-23", "cited": []}'
       WHERE id = $1`,
      [first],
    );
    await takeIn(workplace, [
      aParcel({ signals: [aSignalOf({ source: 'web', id: 'again' }, 'content_downloaded')] }),
    ]);
    const second = (await place.handshakes(workplace)).find(({ cycle }) => cycle === 2)?.id ?? '';
    const now = workplace.now();
    await markPosted(workplace, second, now, await answerDue(workplace, second, now));
    await reassign(workplace, second, 'UMIA', 'USAM');
    clock.at = hour(4);
    expect(await nudge(workplace)).toBe(0);
    clock.at = hour(24);
    expect(await nudge(workplace)).toBe(1);
  });

  test('processes that sweep at the same time say each rung once, and nobody more than the cap', async () => {
    const { clock, workplace } = await aDesk();
    const leads = Array.from({ length: 30 }, (_, n) => `at-once-${n}`);
    for (const [n, lead] of leads.entries()) await offersTo(workplace, `UREP${n % 3}`, lead);
    const twin = await place.twinOf(workplace);
    clock.at = hour(2);
    const sums = await Promise.all([workplace, twin, workplace, twin].map(nudge));
    expect(sums.reduce((a, b) => a + b)).toBe(30);
    // Ten each, and five is the cap: they come in one message.
    expect((await said(workplace)).map(({ key }) => key)).toEqual(
      [0, 1, 2].map((n) => `reminders:UREP${n}:2026-11-23`),
    );
  });

  test('the runs of a job are known by the last of each', async () => {
    const { workplace } = await aDesk();
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
