// The promises of the rules for amending: each refusal, and what may be done twice without harm.
import { describe, expect, test } from 'vitest';
import {
  type Command,
  decideAmendment,
  decideProposal,
  MOST_WORDS,
  namings,
  type Proposal,
  type Terms,
} from '../../src/charter/amendment.js';
import type { Charter } from '../../src/charter/charter.js';
import { type CharterEvent, type Draft, evolve } from '../../src/charter/draft.js';
import { noticesOf } from '../../src/charter/notices.js';
import { decideReview, reviewStanding } from '../../src/charter/review.js';
import { starterCharter } from '../../src/charter/starter.js';
import { NOW } from '../make.js';

const at = NOW.toISOString();
const withThreshold = (threshold: number, changes: Partial<Charter> = {}): Charter => ({
  ...starterCharter,
  mql: { ...starterCharter.mql, threshold },
  ...changes,
});

/** A text whose hash is its threshold: the rules only ever compare hashes. */
const text = (threshold: number, changes: Partial<Charter> = {}) => ({
  content: withThreshold(threshold, changes),
  hash: `${threshold}`,
});

const terms = (changes: Partial<Terms> = {}): Terms => ({
  inForce: { version: 4, signed: true, ...text(50) },
  leaders: { marketing: ['UMIA', 'UMAY'], sales: ['UPRIYA'] },
  mayName: [],
  seen: null,
  ...changes,
});

const proposal: Proposal = { ...text(60), by: 'UDANA', at, version: 7, base: 4, why: ' Fewer, better. ' };

const happened = (draft: Draft | null, decision: ReturnType<typeof decideAmendment>): Draft => {
  if ('refused' in decision) throw new Error(decision.refused.kind);
  const after = decision.events.reduce<Draft | null>(evolve, draft);
  if (after === null) throw new Error('nothing happened');
  return after;
};

const open = happened(null, decideProposal(proposal, terms()));
const decide = (draft: Draft, command: Command, changes: Partial<Terms> = {}) =>
  decideAmendment(draft, command, terms(changes));
const refusal = (decision: ReturnType<typeof decideAmendment>): string | null =>
  'refused' in decision ? decision.refused.kind : null;

const sign = (side: 'marketing' | 'sales', by: string, hash = '60'): Command => ({
  type: 'sign',
  side,
  by,
  at,
  hash,
});
const edit = (threshold: number, changes: Partial<Charter> = {}): Command => ({
  type: 'edit',
  by: 'ULEO',
  at,
  revision: 1,
  why: '',
  ...text(threshold, changes),
});
const signedOnce = happened(open, decide(open, sign('marketing', 'UMIA')));
const inForce = happened(signedOnce, decide(signedOnce, sign('sales', 'UPRIYA')));

describe('a proposal', () => {
  test('becomes a draft that remembers what it was drawn from and why', () => {
    expect(open).toMatchObject({
      status: 'open',
      version: 7,
      base: 4,
      seq: 1,
      revision: 1,
      why: 'Fewer, better.',
    });
  });

  test('is refused without a reason, or with a novel for one', () => {
    for (const why of ['', ' \n ', 'w'.repeat(MOST_WORDS + 1)])
      expect(refusal(decideProposal({ ...proposal, why }, terms()))).toBe('words needed');
  });

  test('that changes nothing is refused, unless the version in force is still unsigned', () => {
    const same = { ...proposal, ...text(50) };
    expect(refusal(decideProposal(same, terms()))).toBe('nothing changes');
    expect(
      refusal(decideProposal(same, terms({ inForce: { version: 4, signed: false, ...text(50) } }))),
    ).toBeNull();
  });

  test('drawn from another version is shown what changed since', () => {
    const decision = decideProposal({ ...proposal, base: 3 }, terms({ seen: withThreshold(40) }));
    expect(decision).toEqual({
      refused: { kind: 'changed since', changes: [expect.stringMatching(/40.*50/)] },
    });
  });

  test.each([
    ['the owner', { people: { owner: 'ULEO', marketingLeader: null, salesLeader: null } }],
    ['a leader', { people: { owner: null, marketingLeader: null, salesLeader: 'ULEO' } }],
    ['how often it is reviewed', { reviewEveryMonths: 24 }],
  ])('that changes %s is refused to whoever may not name', (_, changes) => {
    const named = { ...proposal, ...text(60, changes) };
    expect(refusal(decideProposal(named, terms()))).toBe('not yours to name');
    expect(refusal(decideProposal(named, terms({ mayName: namings })))).toBeNull();
    expect(refusal(decide(open, edit(61, changes)))).toBe('not yours to name');
  });

  test('may name who leads the proposer’s own side, never who leads the other', () => {
    const byMarketing = terms({ mayName: ['marketing', 'review'] });
    const naming = (people: Partial<Charter['people']>) =>
      refusal(
        decideProposal(
          {
            ...proposal,
            ...text(60, { people: { owner: null, marketingLeader: null, salesLeader: null, ...people } }),
          },
          byMarketing,
        ),
      );
    expect(naming({ marketingLeader: 'ULEO' })).toBeNull();
    expect(naming({ salesLeader: 'ULEO' })).toBe('not yours to name');
    expect(naming({ owner: 'ULEO' })).toBe('not yours to name');
  });
});

describe('an edit', () => {
  test('keeps what somebody who may named, though whoever edits may not name', () => {
    const people = { owner: 'URITA', marketingLeader: null, salesLeader: null };
    const named = happened(
      null,
      decideProposal({ ...proposal, ...text(60, { people }) }, terms({ mayName: namings })),
    );
    expect(refusal(decide(named, edit(61, { people })))).toBeNull();
    expect(refusal(decide(named, edit(61)))).toBe('not yours to name');
  });

  test('voids every signature, and says whose', () => {
    const decision = decide(signedOnce, { ...edit(61), revision: 1 } as Command);
    expect(decision).toMatchObject({ events: [{ type: 'edited', revision: 2, voided: ['marketing'] }] });
    expect(happened(signedOnce, decision).signatures).toEqual({ marketing: null, sales: null });
  });

  test('that says what the draft says already leaves the signatures alone', () => {
    expect(decide(signedOnce, edit(60))).toEqual({ events: [] });
  });

  test('that makes the draft what is in force is refused: there would be nothing to sign', () => {
    expect(refusal(decide(open, edit(50)))).toBe('nothing changes');
  });

  test('of a text that changed meanwhile is shown the changes, or that they are not known', () => {
    const late = { ...edit(70), revision: 9 } as Command;
    expect(decide(open, late, { seen: withThreshold(55) })).toEqual({
      refused: { kind: 'changed since', changes: [expect.stringMatching(/55.*60/)] },
    });
    expect(decide(open, late)).toEqual({ refused: { kind: 'changed since', changes: [] } });
  });
});

describe('a signature', () => {
  test('by the same person again is a success, also when it was the last', () => {
    expect(decide(signedOnce, sign('marketing', 'UMIA'))).toEqual({ events: [] });
    expect(decide(inForce, sign('sales', 'UPRIYA'))).toEqual({ events: [] });
    expect(refusal(decide(inForce, sign('marketing', 'UMAY')))).toBe('not open');
  });

  test('is refused to a second leader of the same side, who is told who signed', () => {
    expect(decide(signedOnce, sign('marketing', 'UMAY'))).toEqual({
      refused: { kind: 'already signed', side: 'marketing', by: 'UMIA' },
    });
  });

  test('is refused to a leader of both sides who signed for the other', () => {
    const leaders = { marketing: ['UMIA'], sales: ['UMIA'] };
    expect(decide(signedOnce, sign('sales', 'UMIA'), { leaders })).toEqual({
      refused: { kind: 'signed for the other side', side: 'marketing' },
    });
  });

  test('waits for a leader to be named, side by side', () => {
    expect(decide(open, sign('sales', 'UPRIYA'), { leaders: { marketing: ['UMIA'], sales: [] } })).toEqual({
      refused: { kind: 'no leader named', side: 'sales' },
    });
  });

  test('stays when its signer does not lead any more: it was theirs to give', () => {
    const leaders = { marketing: ['UNEW'], sales: ['UPRIYA'] };
    expect(happened(signedOnce, decide(signedOnce, sign('sales', 'UPRIYA'), { leaders })).status).toBe(
      'in_force',
    );
  });
});

describe('a draft that is closed', () => {
  const declined = happened(open, decide(open, { type: 'decline', by: 'UMIA', at, reason: 'No.' }));
  const withdrawn = happened(open, decide(open, { type: 'withdraw', by: 'UDANA', at }));

  test('is not edited, signed, declined or withdrawn any more', () => {
    const commands: Command[] = [
      edit(61),
      sign('sales', 'UPRIYA'),
      { type: 'decline', by: 'UPRIYA', at, reason: 'No.' },
      { type: 'withdraw', by: 'UDANA', at },
    ];
    for (const command of commands) {
      for (const draft of [declined, inForce, withdrawn]) {
        const again =
          (draft === withdrawn && command.type === 'withdraw') ||
          (draft === inForce && command.type === 'sign' && command.by === 'UPRIYA');
        expect([draft.status, command.type, refusal(decide(draft, command))]).toEqual([
          draft.status,
          command.type,
          again ? null : 'not open',
        ]);
      }
    }
  });

  test('cannot be folded further by what was decided for another state', () => {
    const signed: CharterEvent = { type: 'signed', by: 'UPRIYA', at, side: 'sales', hash: '60' };
    expect(() => evolve(declined, signed)).toThrow('signed cannot happen to a draft that is declined');
    expect(() => evolve(open, { type: 'reviewed', by: null, at })).toThrow('cannot happen');
    expect(() => evolve(null, signed)).toThrow('before there is a draft');
  });
});

describe('what is owed to be said', () => {
  test('is one message for a version, and one reply for each thing that people do', () => {
    const keys = (draft: Draft, event: CharterEvent) => noticesOf(draft, event).map(({ key }) => key);
    expect(keys(open, { ...proposal, type: 'proposed', changes: [] })).toEqual(['charter:7']);
    expect(keys(signedOnce, { type: 'signed', by: 'UMIA', at, side: 'marketing', hash: '60' })).toEqual([
      'charter:7',
      'charter_note:7:2',
    ]);
  });
});

describe('the review', () => {
  const since = at;
  const leaders = { marketing: ['UMIA'], sales: ['UPRIYA'] };
  const review = (side: 'marketing' | 'sales', by: string) => ({ side, by, at, hash: '60', since });

  test('is signed like a draft: by each side once, by one person never twice', () => {
    const one = happened(inForce, decideReview(inForce, review('marketing', 'UMIA'), leaders));
    expect(decideReview(one, review('marketing', 'UMIA'), leaders)).toEqual({ events: [] });
    const both = { marketing: ['UMIA'], sales: ['UMIA'] };
    expect(refusal(decideReview(one, review('sales', 'UMIA'), both))).toBe('signed for the other side');
    expect(refusal(decideReview(open, review('sales', 'UPRIYA'), leaders))).toBe('not open');
    const reviewed = happened(one, decideReview(one, review('sales', 'UPRIYA'), leaders));
    expect(reviewed).toMatchObject({ reviewedAt: at, review: { marketing: null, sales: null } });
  });

  test.each([
    ['2027-02-03', 'not yet', null],
    ['2027-02-04', 'soon', -1],
    ['2027-02-10', 'soon', -1],
    ['2027-02-11', 'due', 0],
    ['2027-02-12', 'overdue', 0],
    ['2027-02-18', 'overdue', 1],
    ['2028-02-11', 'overdue', 52],
  ])('stands on %s as %s, at rung %s', (today, state, rung) => {
    expect(reviewStanding({ reviewEveryMonths: 3 }, '2026-11-11', today)).toEqual({
      dueOn: '2027-02-11',
      state,
      rung,
    });
  });

  test.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-31', 24, '2028-01-31'],
  ])('of a charter of %s, every %s months, is due on %s', (from, reviewEveryMonths, dueOn) => {
    expect(reviewStanding({ reviewEveryMonths }, from, from).dueOn).toBe(dueOn);
  });
});
