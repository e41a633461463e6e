// Promises of a lead: whatever order its facts come in, the same ones stand.
import { describe, expect, test } from 'vitest';
import { emailOf, type Fact, factOf, fold, nameOf, textOf } from '../../src/handshake/lead.js';
import { aLead } from '../make.js';

const fact = (field: string, value: Fact['value'], at: string): Fact => ({
  field,
  value,
  occurredAt: new Date(at),
});

const key = { source: 'web', id: '42' };

describe("a lead's facts", () => {
  test('stand as of the last time something happened, also when that comes in first', () => {
    const old = fact('email', 'old@example.com', '2026-01-01T00:00:00Z');
    const fresh = fact('email', 'new@example.com', '2026-02-01T00:00:00Z');
    expect(fold({}, [fresh, old])).toEqual(fold({}, [old, fresh]));
    expect(factOf(fold({}, [fresh, old]), 'email')).toBe('new@example.com');
  });

  test('of one instant fold alike in any order and any repetition', () => {
    const at = '2026-01-01T00:00:00Z';
    const both = [fact('phone', '1', at), fact('phone', 2, at), fact('phone', true, at)];
    const once = fold({}, both);
    expect(fold({}, [...both].reverse())).toEqual(once);
    expect(fold(once, [...both, ...both])).toEqual(once);
  });

  test('leave the facts that stood before untouched', () => {
    const standing = fold({}, [fact('phone', '1', '2026-01-01T00:00:00Z')]);
    const copy = structuredClone(standing);
    fold(standing, [fact('phone', '2', '2026-02-01T00:00:00Z')]);
    expect(standing).toEqual(copy);
  });

  test('call a lead by its name, else its e-mail address, else its id', () => {
    expect(nameOf(aLead(), key)).toBe('Isla Fenwick');
    expect(nameOf(aLead({ firstName: null }), key)).toBe('Fenwick');
    expect(nameOf(aLead({ firstName: null, lastName: null }), key)).toBe(
      'isla.fenwick@harbour-legal.example',
    );
    expect(nameOf({}, key)).toBe('Lead 42');
  });

  test('compare e-mail addresses without regard to case and spaces, and an empty one is none', () => {
    expect(emailOf(aLead({ email: ' Isla.Fenwick@Example.com ' }))).toBe('isla.fenwick@example.com');
    expect(emailOf(aLead({ email: '  ' }))).toBeNull();
    expect(emailOf({})).toBeNull();
    expect(textOf({}, 'email')).toBe('');
  });
});
