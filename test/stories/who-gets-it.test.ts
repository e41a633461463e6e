// Promises of whose lead it is: the rep who knows the company, else whoever's turn it is, and nobody who is away or full.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { answerTo, modalText, pressIn, setUp, submitAs, type } from './a-charter-story.js';
import { aboutIn, privately } from './a-nudge-story.js';
import {
  accepted,
  aRow,
  click,
  inThread,
  offered as offeredAs,
  quiet,
  rejected,
  shown,
  submit,
} from './a-story.js';

/** Monday 7 June 2027, 9:00 in Sydney: a day without holidays around it. */
const MONDAY = new Date('2027-06-06T23:00:00Z');

const charter = {
  ...starterCharter,
  caps: { ...starterCharter.caps, openARep: 2 },
  segments: [{ id: 'large', name: 'Large firms', rule: { fact: 'company.employees', atLeast: 500 } }],
};

/** A lead of a company of its own, with an address there. */
const ofOwn = (bot: Bot, lastName: string, domain = `${lastName.toLowerCase()}.example`, employees = 120) => {
  const { company } = aRow(bot, lastName) as { company: object };
  return { email: `${lastName.toLowerCase()}@${domain}`, company: { ...company, domain, employees } };
};

const offered = (bot: Bot, lastName: string, domain?: string, employees?: number) =>
  offeredAs(bot, lastName, ofOwn(bot, lastName, domain, employees));

type Rep = 'dana' | 'sam' | 'priya';
const reps: readonly Rep[] = ['dana', 'sam', 'priya'];

/** Whom a card names. */
function meantFor(card: { text: string; blocks: unknown }): Rep | null {
  const [, id] = /\*Meant for:\* <@(U[A-Z]+)>/.exec(shown(card)) ?? [];
  return reps.find((rep) => people[rep] === id) ?? null;
}

const isMeantFor = (bot: Bot, lastName: string, who: Rep | null) =>
  bot.until(async () => {
    const card = await bot.card(lastName);
    return meantFor(card) === who && card;
  });

describe.each(engines)('whose lead it is on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { charter, at: MONDAY });
    await setUp(bot, { manager: [people.rita] });
    await bot.until(async () => (await bot.app.workplace.store.teams.roster()).groups.SSALES?.length === 3);
  });
  afterAll(() => bot?.stop());

  test('leads go round among sales, and the menu on the card says why', async () => {
    const first = await offered(bot, 'Ainsley');
    expect(meantFor(first)).toBe('dana');
    expect(shown(first)).toContain('<@UDANA>, whose turn it is; anyone in sales may take it');
    expect(meantFor(await offered(bot, 'Barlow'))).toBe('sam');
    await click(bot, 'mia', first, 'Why this rep?');
    const why = await bot.until(async () => modalText(await bot.see(people.mia)));
    expect(why).toContain('It is <@UDANA>’s turn among those who sell to leads like this.');
  });

  test('a lead of a company goes to the rep who works it, whoever’s turn it is', async () => {
    await offered(bot, 'Carew');
    await accepted(bot, 'priya', 'Carew');
    const second = await offered(bot, 'Cardew', 'www.carew.example');
    expect(shown(second)).toContain('*Meant for:* <@UPRIYA>, who knows the company');
  });

  test('a segment has people of its own, with shares, set up beside the roles', async () => {
    await type(bot, 'rita', '/funnel setup');
    expect(modalText(await bot.see(people.rita))).toContain('Leads of Large firms');
    await pressIn(bot, 'rita', 'edit_team', 'large');
    const shares = await submitAs(bot, 'rita', { people: [people.sam, people.dana] });
    expect(modalText(shares)).toContain('Sam Okafor');
    const wrong = await submitAs(bot, 'rita', { USAM: '0.1', UDANA: '200' });
    expect(wrong.errors?.UDANA).toContain('Write a number');
    expect(modalText(await submitAs(bot, 'rita', { USAM: '1', UDANA: '3' }))).toContain('Kept.');
    const large = await offered(bot, 'Dunmore', undefined, 900);
    expect(meantFor(large)).toBe('dana');
  });

  test('who is in no sales cannot be offered anything, and only the owner and admins set up teams', async () => {
    await type(bot, 'rita', '/funnel setup');
    await pressIn(bot, 'rita', 'edit_team', '-');
    expect(modalText(await submitAs(bot, 'rita', { people: [people.leo] }))).toContain(
      '<@ULEO> cannot answer leads',
    );
  });

  test('a leave takes effect at once: what was theirs is with others, and they are told where', async () => {
    const told = await answerTo(bot, 'dana', '/funnel away until Friday');
    expect(told).toContain('You are noted as away from Monday 7 June 2027 to Friday 11 June 2027');
    expect(told).toContain('2 open leads were offered to others');
    await isMeantFor(bot, 'Ainsley', 'sam');
    const line = await inThread(bot, 'Ainsley', 'is on leave');
    expect(line.text).toContain(
      '<@USAM>, the rep it was with is on leave, so this lead is meant for you now.',
    );
    await quiet(bot);
    const [mine] = await aboutIn(bot, people.dana, 'Ainsley');
    expect(shown(mine ?? { blocks: [] })).toContain('now with <@USAM>');
    expect(shown(mine ?? { blocks: [] })).toContain('Nothing is asked of you until you are back');
    expect(await answerTo(bot, 'leo', '/funnel away list')).toContain('<@UDANA> from Monday 7 June 2027');
  });

  test('for somebody else only managers may say it, and a lead cannot be given to whoever is away', async () => {
    expect(await answerTo(bot, 'leo', '/funnel away @priya tomorrow')).toContain(
      'Only managers and the sales leader may say that somebody else is away.',
    );
    expect(await answerTo(bot, 'rita', '/funnel away @priya 21 June to 25 June')).toContain(
      '<@UPRIYA> is noted as away from Monday 21 June 2027 to Friday 25 June 2027',
    );
    expect(await answerTo(bot, 'rita', '/funnel away @priya cancel')).toContain('1 leave that had not begun');
    const card = await bot.card('Ainsley');
    await click(bot, 'sam', card, 'Reassign lead');
    await bot.until(async () => (await bot.see(people.sam)).modal !== null);
    const { errors } = await submit(bot, 'sam', { to: people.dana });
    expect(errors?.to).toContain('They are on leave');
    await submit(bot, 'sam', { to: people.sam });
  });

  test('where everybody is full the channel has it, the manager is told once, and nobody is forgotten', async () => {
    for (const name of ['Ellery', 'Farley', 'Garland'])
      await bot.send('leads', [aRow(bot, name, ofOwn(bot, name))]);
    await quiet(bot);
    const card = await isMeantFor(bot, 'Garland', null);
    expect(shown(card)).toContain('nobody it could be meant for is free');
    const notes = (await privately(bot, people.rita)).filter((each) =>
      shown(each).includes('Nobody is free'),
    );
    expect(notes).toHaveLength(1);
    expect(shown(notes[0] ?? { blocks: [] })).toContain('Robin Garland');
  });

  test('and is meant for somebody as soon as there is room', async () => {
    const notSeen = { cited_intent_1: ['demo_webinar'], next_step: 'archive' };
    await rejected(bot, 'sam', 'Barlow', notSeen);
    await rejected(bot, 'sam', 'Ainsley', notSeen);
    await bot.app.runJob('place-leads');
    await quiet(bot);
    const cards = await Promise.all(['Ellery', 'Farley', 'Garland'].map((name) => bot.card(name)));
    expect(cards.map(meantFor)).toContain('sam');
  });

  test('back early, they get leads again, and may be given one', async () => {
    expect(await answerTo(bot, 'dana', '/funnel away back')).toContain('Welcome back.');
    expect(await answerTo(bot, 'dana', '/funnel away back')).toContain('not noted as away now');
    await bot.app.runJob('place-leads');
    await quiet(bot);
    const cards = await Promise.all(['Ellery', 'Farley', 'Garland'].map((name) => bot.card(name)));
    expect(cards.map(meantFor)).not.toContain(null);
  });
});
