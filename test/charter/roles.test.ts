// The promises of roles: everybody knows who may, nobody is kept from their work by what is not set up or not to be had.
import { describe, expect, test } from 'vitest';
import { type Actor, type Deed, noRoles, permitted, type Roles } from '../../src/charter/roles.js';

const roles: Roles = {
  owner: ['URITA'],
  marketing_leader: ['UMIA'],
  sales_leader: ['UPRIYA'],
  manager: ['UMAX'],
  sales: ['SSALES', 'UDANA'],
  marketing: ['SMARKETING'],
};

const aPerson = (id: string, changes: Partial<Actor> = {}): Actor => ({
  id,
  groups: [],
  isAdmin: false,
  isGuest: false,
  ...changes,
});

const everybody: Record<string, Actor> = {
  owner: aPerson('URITA'),
  'marketing leader': aPerson('UMIA'),
  'sales leader': aPerson('UPRIYA'),
  manager: aPerson('UMAX'),
  'rep by group': aPerson('USAM', { groups: ['SSALES'] }),
  'rep by name': aPerson('UDANA'),
  marketer: aPerson('ULEO', { groups: ['SMARKETING'] }),
  admin: aPerson('UADMIN', { isAdmin: true }),
  stranger: aPerson('USTRANGER'),
};

const may = (deed: Deed, so: { roles: Roles; own?: boolean } = { roles }): string[] =>
  Object.entries(everybody)
    .filter(([, actor]) => permitted(deed, actor, so) === true)
    .map(([name]) => name);

const all = Object.keys(everybody);

describe('permitted', () => {
  test.each<[Deed, string[]]>([
    ['answer a lead', ['sales leader', 'manager', 'rep by group', 'rep by name']],
    ['reassign a lead', ['sales leader', 'manager', 'rep by group', 'rep by name']],
    ['follow a lead through', ['manager']],
    ['answer a rejection', ['marketing leader', 'marketer']],
    ['propose a charter', all.filter((name) => name !== 'admin' && name !== 'stranger')],
    ['name leaders', ['owner', 'admin']],
    ['sign a charter', ['marketing leader', 'sales leader']],
    ['withdraw a draft', ['owner']],
    ['set up', ['owner', 'admin']],
  ])('lets those %s whose business it is, and nobody else', (deed, expected) => {
    expect(may(deed)).toEqual(expected);
  });

  test.each<[Deed, string[]]>([
    ['answer a lead', all],
    ['reassign a lead', all],
    ['follow a lead through', all],
    ['answer a rejection', all],
    ['propose a charter', all],
    ['withdraw a draft', all],
    ['name leaders', ['admin']],
    ['sign a charter', []],
    ['set up', ['admin']],
  ])(
    'lets everybody %s while nothing is set up, except where that would let them help themselves',
    (deed, expected) => {
      expect(may(deed, { roles: noRoles })).toEqual(expected);
    },
  );

  test('does not close a deed to a team that has not been named because the other has', () => {
    expect(
      may('answer a lead', { roles: { ...noRoles, marketing: ['SMARKETING'], manager: ['UMAX'] } }),
    ).toEqual(all);
    expect(may('propose a charter', { roles: { ...noRoles, marketing: ['SMARKETING'] } })).toEqual(all);
  });

  test('lets those whose thing it is see to it', () => {
    const own = { roles, own: true };
    expect(may('follow a lead through', own)).toEqual(all);
    expect(may('withdraw a draft', own)).toEqual(all);
    expect(may('sign a charter', own)).toEqual(['marketing leader', 'sales leader']);
  });

  test('takes somebody for a member of a group while Slack does not say, but never for a leader or an owner', () => {
    const unknown = aPerson('UWHO', { groups: null });
    expect(permitted('answer a lead', unknown, { roles })).toBe(true);
    expect(permitted('answer a rejection', unknown, { roles })).toBe(true);
    for (const deed of ['sign a charter', 'name leaders', 'set up'] as const)
      expect(permitted(deed, unknown, { roles })).not.toBe(true);
  });

  test('says who may, by mentions, and what to run when nobody is named', () => {
    expect(permitted('answer a lead', aPerson('ULEO'), { roles })).toEqual({
      refused:
        'Only sales, managers and the sales leader may answer a lead. ' +
        'Please ask <!subteam^SSALES>, <@UDANA>, <@UMAX> or <@UPRIYA>.',
    });
    expect(permitted('sign a charter', aPerson('ULEO'), { roles: noRoles })).toEqual({
      refused:
        'Only the marketing leader and the sales leader may sign or decline a charter. ' +
        'Nobody is named yet: ask a Slack admin to run `/funnel setup`.',
    });
  });

  test('names a handful of people and not a whole department', () => {
    const many = { ...roles, sales: Array.from({ length: 40 }, (_, index) => `U${index}`) };
    const answer = permitted('answer a lead', aPerson('ULEO'), { roles: many });
    expect(answer === true ? [] : answer.refused.match(/<@U\w+>/g)).toHaveLength(6);
  });
});
