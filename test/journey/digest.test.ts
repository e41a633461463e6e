// Promises of telling a week: once, whoever is first, at its time or as soon as the bot is back, and as it was told for ever.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, reject } from '../../src/journey/answer.js';
import { tellWeeks, weekSoFar } from '../../src/journey/digest.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { instant } from '../handshake/a-watched.js';
import { aDesk, type Desk, hour, monday } from './a-desk.js';
import { aPlace, type Place } from './a-workplace.js';

/** The Monday after, 9:00 in Sydney, and days after that. */
const told = (days = 0): string => hour(24 * (7 + days));

describe.each(engines)('telling weeks on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  async function rows({ store: { workspace } }: Workplace): Promise<string[]> {
    const { rows: found } = await place.database.bulk.query<{ key: string }>(
      `SELECT key FROM message WHERE workspace = $1 AND kind LIKE 'digest%' ORDER BY key`,
      [workspace],
    );
    return found.map(({ key }) => key);
  }

  /** What other transactions on the server hold back is counted a moment later. */
  async function untilOffered(workplace: Workplace, count: number): Promise<void> {
    for (let attempt = 0; attempt < 40; attempt++) {
      if ((await weekSoFar(workplace)).intake.now.offered === count) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('it was not counted');
  }

  /** A desk at which one lead was accepted and one rejected on the Monday. */
  async function aBusyDesk(): Promise<Desk> {
    const desk = await aDesk(place);
    const [one = '', other = ''] = await desk.offersTo('UDANA', 'one', 'other');
    desk.clock.at = hour(1);
    await accept(desk.workplace, one, 'UDANA');
    await reject(desk.workplace, other, 'USAM', {
      cited: ['industry'],
      other: false,
      note: '',
      contradiction: 'Wrong in the data',
      nextStep: 'archive',
      nextOn: null,
    });
    return desk;
  }

  test('tells a week at its time and not before, with what was counted', async () => {
    const { clock, workplace } = await aBusyDesk();
    clock.at = new Date(Date.parse(told()) - 1).toISOString();
    expect(await tellWeeks(workplace)).toBe(0);
    clock.at = told();
    expect(await tellWeeks(workplace)).toBe(1);
    expect(await rows(workplace)).toEqual(['digest:2026-11-23']);
    const figures = await workplace.store.digests.told('2026-11-23');
    expect(figures?.intake.now).toMatchObject({ leads: 2, mqls: 2, offered: 2 });
    expect(figures?.fates).toEqual({ in_work: 1, 'rejected:archive': 1 });
    expect(figures?.answers.now).toMatchObject({
      accepted: { hits: 1, of: 1 },
      rejected: { hits: 1, of: 1 },
    });
    expect(figures?.reasons).toMatchObject({ refusals: 1, contradicted: 1 });
    clock.at = told(1);
    expect(await tellWeeks(workplace)).toBe(0);
  });

  test('tells it once after three days asleep, although three processes wake at the same time', async () => {
    const { clock, workplace } = await aBusyDesk();
    clock.at = told(3);
    const twins = [workplace, await place.twinOf(workplace), await place.twinOf(workplace)];
    const done = await Promise.all(twins.map(tellWeeks));
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await rows(workplace)).toEqual(['digest:2026-11-23']);
  });

  test('after a longer standstill tells the latest week, names the others, and keeps them to be read', async () => {
    const { clock, workplace, offersTo } = await aBusyDesk();
    clock.at = told();
    await tellWeeks(workplace);
    clock.at = told(2);
    await offersTo('UDANA', 'third');
    clock.at = told(22);
    expect(await tellWeeks(workplace)).toBe(3);
    expect(await rows(workplace)).toEqual(['digest:2026-11-23', 'digest:2026-12-14']);
    const { digests } = workplace.store;
    expect((await digests.told('2026-12-14'))?.missed.sort()).toEqual(['2026-11-30', '2026-12-07']);
    expect((await digests.told('2026-11-30'))?.intake.now.offered).toBe(1);
    expect(await digests.list(9)).toEqual(['2026-12-14', '2026-12-07', '2026-11-30', '2026-11-23']);
  });

  test('tells no week before the first in which anything happened, and quiet ones after it', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    clock.at = told();
    expect(await tellWeeks(workplace)).toBe(0);
    await offersTo(null, 'first');
    clock.at = told(7);
    expect(await tellWeeks(workplace)).toBe(1);
    clock.at = told(14);
    expect(await tellWeeks(workplace)).toBe(1);
    expect(await rows(workplace)).toEqual(['digest:2026-11-30', 'digest:2026-12-07']);
  });

  test('tells what was told, whatever happens later; the week that runs is counted anew each time', async () => {
    const { clock, workplace, offersTo } = await aBusyDesk();
    await untilOffered(workplace, 2);
    clock.at = told();
    await tellWeeks(workplace);
    const before = await workplace.store.digests.told('2026-11-23');
    clock.at = told(1);
    await offersTo(null, 'later');
    expect(await workplace.store.digests.told('2026-11-23')).toEqual(before);
    await untilOffered(workplace, 1);
  });

  test('tells managers, those of a user group too, and the reps who asked, privately, each once', async () => {
    const { clock, workplace } = await aBusyDesk();
    const { settings, digests } = workplace.store;
    const { roles } = await settings.read();
    await settings.change(
      { channel: 'CHANDSHAKE', revision: 0, roles: { ...roles, manager: ['URITA', 'SLEADERS', 'SSILENT'] } },
      { id: 'URITA', at: new Date(monday) },
    );
    await digests.want('UDANA', true, new Date(monday));
    await digests.want('UPRIYA', true, new Date(monday));
    expect(await digests.want('UDANA', true, new Date(monday))).toBe(false);
    clock.at = told();
    const people = {
      membersOf: async (group: string) => (group === 'SLEADERS' ? ['USASHA', 'URITA'] : null),
      personOf: async () => null,
    };
    await tellWeeks({ ...workplace, people });
    expect(await rows(workplace)).toEqual([
      'digest:2026-11-23',
      'digest:2026-11-23:managers:URITA',
      'digest:2026-11-23:managers:USASHA',
      'digest:2026-11-23:own:UDANA',
    ]);
  });

  test('tells a week with holidays by the days that were worked, and when people are back', async () => {
    const { clock, workplace, offersTo } = await aDesk(place);
    await offersTo(null, 'summer');
    clock.at = told();
    await tellWeeks(workplace);
    const { digests } = workplace.store;
    // Christmas is on Friday, and Monday is off in place of Saturday's Boxing Day.
    clock.at = instant('2026-12-28T16:00:00+11:00');
    await tellWeeks(workplace);
    expect((await digests.standing()).last).toBe('2026-12-14');
    clock.at = instant('2026-12-29T09:00:00+11:00');
    expect(await tellWeeks(workplace)).toBe(1);
    expect((await digests.told('2026-12-21'))?.holidays).toEqual(['2026-12-25']);
  });
});
