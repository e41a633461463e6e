// Promises of the sweep to people: managers hear what is theirs, and nobody is nudged too often, on leave, or while asleep.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import type { Rung } from '../../src/handshake/rungs.js';
import { accept } from '../../src/journey/answer.js';
import { backEarly, setAway } from '../../src/journey/away.js';
import { touch } from '../../src/journey/follow-through.js';
import { nudge } from '../../src/journey/nudge.js';
import { answerDue, markPosted, reassign, snooze } from '../../src/journey/offer.js';
import { changeSetup } from '../../src/journey/setup.js';
import { nudgeStillWanted, remindersOf } from '../../src/journey/still-wanted.js';
import { takeIn } from '../../src/journey/take-in.js';
import { engines } from '../engines.js';
import { aDesk, hour, monday } from './a-desk.js';
import { aParcel, aPlace, aSignalOf, type Place } from './a-workplace.js';

const admin = { id: 'UADMIN', groups: [], isAdmin: true, isGuest: false };
const dana = { id: 'UDANA', groups: [], isAdmin: false, isGuest: false };

describe.each(engines)('nudges to people on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place.close());

  test('go to each manager who is a person, and to the thread for a group of them', async () => {
    const { clock, workplace, offersTo, said } = await aDesk(place, {
      ladder: [{ atPercent: 50, who: 'manager' }],
    });
    const roles = { owner: [], marketing_leader: [], sales_leader: [], sales: [], marketing: [] };
    await changeSetup(workplace, {
      by: admin,
      revision: 0,
      channel: 'CHANDSHAKE',
      roles: { ...roles, manager: ['UMARA', 'SLEADS', 'UNED'] },
    });
    const [id = ''] = await offersTo('UDANA', 'managed');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(1);
    expect((await said()).map(({ key, channel }) => [key, channel])).toEqual([
      [`nudge_manager:${id}:answer:50`, 'CHANDSHAKE'],
      [`nudge_manager:${id}:answer:50:UMARA`, 'UMARA'],
      [`nudge_manager:${id}:answer:50:UNED`, 'UNED'],
    ]);
  });

  test('come in one message beyond the cap, which later ones are added to', async () => {
    const caps = { nudgesARepADay: 1, openARep: 20 };
    const { clock, workplace, offersTo, said } = await aDesk(place, { caps });
    const [first = ''] = await offersTo('UDANA', 'one');
    clock.at = hour(1);
    const [second = '', third = ''] = await offersTo('UDANA', 'two', 'three');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(1);
    clock.at = hour(3);
    expect(await nudge(workplace)).toBe(2);
    expect((await said()).map(({ key }) => key)).toEqual([
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

  test('leave somebody on leave alone, tell the thread meanwhile, and come at once when they are back early', async () => {
    const { clock, workplace, offersTo, said } = await aDesk(place);
    const until = new Date(hour(24 * 7));
    expect(await setAway(workplace, { by: dana, person: 'UDANA', from: new Date(monday), until })).toBeNull();
    const [id = ''] = await offersTo('UDANA', 'away');
    clock.at = hour(2);
    expect(await nudge(workplace)).toBe(0);
    clock.at = hour(4);
    expect(await nudge(workplace)).toBe(1);
    clock.at = hour(5);
    expect(await backEarly(workplace, { by: dana, person: 'UDANA' })).toEqual({ refused: null, ended: 1 });
    expect(await nudge(workplace)).toBe(1);
    expect((await said()).map(({ key }) => key)).toEqual([
      `nudge:${id}:answer:50`,
      `nudge_thread:${id}:answer:100`,
    ]);
  });

  test('are held back by the hours in force, and looked at again when a charter with others comes into force', async () => {
    const clocks = { ...starterCharter.clocks, answerWorkingMinutes: 60 };
    const { clock, workplace, offersTo, said } = await aDesk(place, { clocks });
    clock.at = hour(7);
    const [id = ''] = await offersTo(null, 'held');
    clock.at = hour(8);
    expect(await nudge(workplace)).toBe(0);
    const late = { from: '09:00', to: '20:00' };
    const { working } = starterCharter;
    const longer = { ...starterCharter, working: { ...working, days: { ...working.days, monday: late } } };
    const { charters, drafts } = workplace.store;
    clock.at = hour(9);
    expect(await nudge(workplace)).toBe(0);
    await drafts.step((sql) =>
      charters.succeed(sql, { ended: 1, version: 2, charter: longer }, workplace.now()),
    );
    expect(await nudge(workplace)).toBe(1);
    expect((await said()).map(({ key }) => key)).toEqual([`nudge_thread:${id}:answer:100`]);
  });

  test('a leave is noted by who takes it or a manager, and by nobody else once there are managers', async () => {
    const { workplace } = await aDesk(place);
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
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'asleep');
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

  test('a rep who says that the lead was touched hears no more of the first touch', async () => {
    const { clock, workplace, offersTo, said } = await aDesk(place);
    const [id = '', other = ''] = await offersTo('UDANA', 'said', 'unsaid');
    await accept(workplace, id, 'UDANA');
    await accept(workplace, other, 'UDANA');
    clock.at = hour(1);
    expect((await touch(workplace, id, 'USAM')).refused).toEqual({ kind: 'not yours', holder: 'UDANA' });
    expect((await touch(workplace, id, 'UDANA')).refused).toBeNull();
    clock.at = hour(5);
    expect(await nudge(workplace)).toBe(1);
    expect((await said()).map(({ key }) => key)).toEqual([`nudge:${other}:first_touch:50`]);
  });

  test('a lead has one private reminder a day, also when it comes back with another handshake', async () => {
    const ladder: Rung[] = [{ atPercent: 1, who: 'rep' }];
    const { clock, workplace, offersTo } = await aDesk(place, { ladder });
    const [first = ''] = await offersTo('UDANA', 'again');
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
});
