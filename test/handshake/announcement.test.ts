// Promises of what is said: after each event the card is right, and the thread hears what it must hear.
import { describe, expect, test } from 'vitest';
import { announce } from '../../src/handshake/announcement.js';
import type { HandshakeEvent } from '../../src/handshake/handshake.js';
import { aHandshake, NOW } from '../make.js';

const at = NOW.toISOString();
const by = 'UDANA';
const after = aHandshake({ id: 'h', version: 7 });
const ended = {
  at,
  by,
  rejection: 'r',
  cited: [],
  contradicted: [],
  nextStep: 'archive',
  nextOn: null,
} as const;

/** Every event, and the keys of the messages owed after it. */
const owed: [HandshakeEvent, string[]][] = [
  [{ type: 'posted', at, by: null, dueAt: at }, []],
  [{ type: 'accepted', at, by, undoUntil: at }, ['card:h']],
  [{ type: 'accept_undone', at, by }, ['card:h']],
  [{ type: 'snoozed', at, by, until: at }, ['card:h']],
  [{ type: 'rejected', ...ended, cited: [], contradicted: [] }, ['card:h', 'reason:r']],
  [{ type: 'handed_back', ...ended, cited: [], contradicted: [] }, ['card:h', 'reason:r']],
  [{ type: 'acknowledged', at, by, rejection: 'r' }, ['card:h', 'reason:r']],
  [{ type: 'qualified', at, by, ticked: [] }, ['card:h', 'qualified:h']],
  [{ type: 'reassigned', at, by, to: 'USAM' }, ['card:h', 'reassigned:h:7']],
  [{ type: 'same_person_came', at, by: null, lead: { source: 'crm', id: '7' } }, ['same_person:h']],
  [{ type: 'mql_unmade', at, by: null }, ['card:h', 'unmade:h:7']],
];

describe('what is owed', () => {
  test.each(owed)('after $type', (event, keys) => {
    expect(announce(after, event).map(({ key }) => key)).toEqual(keys);
  });

  test('waits for the card unless it is the card', () => {
    for (const [event] of owed)
      for (const { kind, thread, handshake } of announce(after, event)) {
        expect(handshake).toBe('h');
        expect(thread).toBe(kind === 'card' ? null : 'card:h');
      }
  });
});
