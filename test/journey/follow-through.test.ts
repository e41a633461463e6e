// Promises of following through: a hollow accept is noted in its time, deals end by the latest word, and fixes are judged.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, reject } from '../../src/journey/answer.js';
import { close, markSql, touch } from '../../src/journey/follow-through.js';
import { judgeAnew } from '../../src/journey/judge-anew.js';
import { nudge } from '../../src/journey/nudge.js';
import { acknowledge, dispute, fix } from '../../src/journey/reply.js';
import { overturn, uphold } from '../../src/journey/ruling.js';
import { bringBack } from '../../src/journey/sweep.js';
import { takeIn } from '../../src/journey/take-in.js';
import { remindMarketing } from '../../src/journey/unanswered.js';
import { engines } from '../engines.js';
import { someReasons } from '../make.js';
import { aDesk, hour } from './a-desk.js';
import { aParcel, aPlace, aSignalOf, type Place } from './a-workplace.js';

const sql = ['budget', 'decision_maker', 'timeline'];
const words = 'They told us so.';

describe.each(engines)('following through on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place.close());

  const eventsOf = async (workplace: Parameters<Place['events']>[0], id: string) =>
    (await place.events(workplace, id)).map(({ data }) => data.type);

  test('an accept is hollow once its time is over, also while its rep is on leave; a touch afterwards still counts', async () => {
    const { clock, workplace, offersTo, said } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'hollow');
    await accept(workplace, id, 'UDANA');
    const leave = { from: new Date(hour(1)), until: new Date(hour(72)) };
    await workplace.store.leaves.add('UDANA', leave, { by: 'UDANA', at: new Date(hour(0)) });
    clock.at = hour(7.9);
    await nudge(workplace);
    expect(await eventsOf(workplace, id)).not.toContain('left_untouched');
    clock.at = hour(24);
    await nudge(workplace);
    await nudge(workplace);
    const events = await place.events(workplace, id);
    expect(events.filter(({ data }) => data.type === 'left_untouched').map(({ data }) => data)).toEqual([
      { type: 'left_untouched', by: null, at: hour(24), of: 'UDANA' },
    ]);
    expect(await said()).toEqual([]);
    expect((await place.handshakes(workplace))[0]).toMatchObject({ leftUntouched: true, touchedAt: null });
    clock.at = hour(73);
    await nudge(workplace);
    expect((await said()).map(({ key, channel }) => [key, channel])).toEqual([
      [`nudge:${id}:first_touch:100`, 'UDANA'],
      [`nudge_manager:${id}:first_touch:150`, 'CHANDSHAKE'],
    ]);
    await touch(workplace, id, 'UDANA');
    expect((await place.handshakes(workplace))[0]).toMatchObject({ touchedAt: hour(73) });
    expect(await eventsOf(workplace, id)).toContain('touched');
  });

  test('a deal that a source told of before the lead was an SQL is closed once it is one', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'early');
    const lead = { source: 'web', id: 'early' };
    await accept(workplace, id, 'UDANA');
    clock.at = hour(5);
    const won = aSignalOf(lead, 'won', { occurredAt: new Date(hour(4)), value: 18_000 });
    const before = aSignalOf(lead, 'won', { id: 'old deal', occurredAt: new Date(hour(-90)), value: 1 });
    await takeIn(workplace, [aParcel({ signals: [won, before] })]);
    expect(await eventsOf(workplace, id)).not.toContain('won');
    await markSql(workplace, id, 'UDANA', sql);
    await judgeAnew(workplace, [lead]);
    await judgeAnew(workplace, [lead]);
    expect((await eventsOf(workplace, id)).filter((type) => type === 'won')).toHaveLength(1);
    expect((await place.handshakes(workplace))[0]).toMatchObject({
      closed: { kind: 'won', by: null, at: hour(4), value: 18_000 },
    });
  });

  test('of several words on a deal the latest counts: a source speaks of its day, a person of today', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo('UDANA', 'late');
    const lead = { source: 'web', id: 'late' };
    const tell = (type: 'won' | 'lost', at: number, value: number | null = null) => {
      const signal = aSignalOf(lead, type, { id: `${type} ${at}`, occurredAt: new Date(hour(at)), value });
      return takeIn(workplace, [aParcel({ signals: [signal] })]);
    };
    const closed = async () => (await place.handshakes(workplace))[0];
    await accept(workplace, id, 'UDANA');
    clock.at = hour(1);
    await markSql(workplace, id, 'UDANA', sql);
    clock.at = hour(30);
    await tell('lost', 20);
    await tell('won', 10, 5);
    expect(await closed()).toMatchObject({ closed: { kind: 'lost', at: hour(20) } });
    await close(workplace, id, 'UMANAGER', { outcome: 'won', closedAt: new Date(hour(9)), value: 7 });
    expect(await closed()).toMatchObject({ closed: { kind: 'won', by: 'UMANAGER', at: hour(9), value: 7 } });
    await tell('lost', 29);
    expect(await closed()).toMatchObject({ closed: { kind: 'won', value: 7 } });
    clock.at = hour(50);
    await tell('lost', 40);
    expect(await closed()).toMatchObject({ closed: { kind: 'lost', by: null } });
    const early = { outcome: 'won', closedAt: new Date(hour(-300)), value: 7 } as const;
    expect((await close(workplace, id, 'UDANA', early)).refused).toEqual({ kind: 'not in its time' });
  });

  test('a fix is judged anew, and only a cited criterion that turned met brings the lead back', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo(null, 'fixed');
    const lead = { source: 'web', id: 'fixed' };
    await reject(workplace, id, 'UDANA', someReasons({ cited: ['demo_webinar'], nextStep: 'fix' }));
    clock.at = hour(1);
    expect((await fix(workplace, { handshake: id, by: 'UMIA', words })).refused).toBeNull();
    await judgeAnew(workplace, [lead]);
    expect(await place.handshakes(workplace)).toHaveLength(1);
    const webinar = aSignalOf(lead, 'demo_webinar_attended', { occurredAt: new Date(hour(0)) });
    await takeIn(workplace, [aParcel({ signals: [webinar] })]);
    expect((await place.handshakes(workplace)).map(({ cycle, status }) => [cycle, status])).toEqual([
      [1, 'rejected'],
      [2, 'offered'],
    ]);
  });

  test('an answered rejection waits for nobody, and one that came back by a ruling is answered too', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const ids = await offersTo(null, 'one', 'two', 'three');
    const [one = '', two = '', three = ''] = ids;
    for (const id of ids) await reject(workplace, id, 'UDANA', someReasons({ cited: ['demo_webinar'] }));
    clock.at = hour(25);
    const { rejections } = workplace.store;
    const waiting = async (most = 9) => {
      const { first, total } = await rejections.unanswered(workplace.now(), most);
      return { handshakes: new Set(first.map(({ handshake }) => handshake)), total };
    };
    expect(await waiting()).toEqual({ handshakes: new Set(ids), total: 3 });
    expect((await waiting(1)).total).toBe(3);
    await acknowledge(workplace, { handshake: one, by: 'UMIA' });
    await dispute(workplace, { handshake: two, by: 'UMIA', words });
    expect(await waiting()).toEqual({ handshakes: new Set([three]), total: 1 });
    const rejection = (await place.handshakes(workplace)).find(({ id }) => id === two);
    const acted = await overturn(workplace, { handshake: two, by: 'UMANAGER', words });
    expect(acted.refused).toBeNull();
    expect(acted.handshake).toMatchObject({ status: 'offered', cycle: 1, suggested: null });
    const told = await rejections.told(two, rejection && 'rejection' in rejection ? rejection.rejection : '');
    expect(told?.said.map(({ kind }) => kind)).toEqual(['disputed', 'overturned']);
    expect(told?.words).toEqual({ disputed: words, overturned: words });
  });

  test('marketing is told once a working day while something waits since before it, and on a day off never', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo(null, 'waiting');
    await reject(workplace, id, 'UDANA', someReasons({ cited: ['demo_webinar'] }));
    // From Monday to the Monday after, at each hour; it is rejected on the first.
    const told: string[] = [];
    for (let hours = 0; hours <= 7 * 24; hours++) {
      clock.at = hour(hours);
      if ((await remindMarketing(workplace)) > 0) told.push(String(hours));
    }
    expect(told).toEqual(['24', '48', '72', '96', '168']);
    await acknowledge(workplace, { handshake: id, by: 'UMIA' });
    clock.at = hour(8 * 24);
    expect(await remindMarketing(workplace)).toBe(0);
  });

  test('a lead that came back by itself while its dispute waited is not offered twice', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo(null, 'twice');
    const reasons = someReasons({ cited: ['demo_webinar'], nextStep: 'recycle', nextOn: '2026-11-24' });
    await reject(workplace, id, 'UDANA', reasons);
    await dispute(workplace, { handshake: id, by: 'UMIA', words });
    clock.at = hour(25);
    await bringBack(workplace);
    const acted = await overturn(workplace, { handshake: id, by: 'UMANAGER', words });
    expect(acted.refused).toEqual({ kind: 'offered otherwise' });
    expect((await place.handshakes(workplace)).map(({ status }) => status)).toEqual(['rejected', 'offered']);
    expect((await uphold(workplace, { handshake: id, by: 'UMANAGER', words })).refused).toBeNull();
  });

  test('nobody rules on a case of their own', async () => {
    const { workplace, offersTo } = await aDesk(place);
    const [id = ''] = await offersTo(null, 'own');
    await reject(workplace, id, 'UDANA', someReasons({ cited: ['demo_webinar'] }));
    await dispute(workplace, { handshake: id, by: 'UMIA', words });
    for (const by of ['UDANA', 'UMIA'])
      expect((await overturn(workplace, { handshake: id, by, words })).refused).toEqual({ kind: 'own case' });
  });
});
