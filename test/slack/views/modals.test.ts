// Promises of the modals: what they ask, what Slack gives back, and where an error shows.
import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { starterCharter } from '../../../src/charter/starter.js';
import { workCalendar } from '../../../src/handshake/working-time.js';
import { complete } from '../../../src/sandbox/block-kit/complete.js';
import { stateOf } from '../../../src/sandbox/element-state.js';
import {
  fieldErrors,
  modalMetadata,
  readReasons,
  reasonsModal,
} from '../../../src/slack/views/reasons-modal.js';
import { readReassign, reassignModal } from '../../../src/slack/views/reassign-modal.js';
import { readSnooze, snoozeModal, snoozeProblem } from '../../../src/slack/views/snooze-modal.js';
import { readTicked, sqlErrors, sqlModal } from '../../../src/slack/views/sql-modal.js';
import { sydney } from '../../handshake/a-watched.js';
import { aCharter, anAccepted, aScene, aSignal, NOW } from '../../make.js';
import { aFullCharter, readable } from './limits.js';

const blockIds = (view: ModalView): string[] => view.blocks.flatMap(({ block_id }) => block_id ?? []);

/** The state Slack would give back for a modal nobody touched, with entries put in. */
const stateAfter = (view: ModalView, entries: Record<string, object> = {}) => {
  const values = stateOf(complete(view.blocks)) as Record<string, Record<string, object>>;
  for (const [id, entry] of Object.entries(entries)) values[id] = { [id]: { ...values[id]?.[id], ...entry } };
  return values;
};
const ticks = (...values: string[]) => ({ selected_options: values.map((value) => ({ value })) });
const step = (value: string) => ({ selected_option: { value } });

describe('the reasons modal', () => {
  it('asks the whole checklist by dimension, then other, a note and the next step', () => {
    expect(blockIds(reasonsModal({ kind: 'reject', scene: aScene() }))).toEqual([
      'cited_fit_1',
      'cited_intent_1',
      'cited_readiness_1',
      'other',
      'note',
      'next_step',
      'next_on',
    ]);
  });

  it('is named by what it does', () => {
    expect(reasonsModal({ kind: 'reject', scene: aScene() })).toMatchObject({
      title: { text: 'Reject lead' },
      callback_id: 'reject_reasons',
    });
    expect(reasonsModal({ kind: 'hand back', scene: aScene() })).toMatchObject({
      title: { text: 'Hand back lead' },
      callback_id: 'hand_back_reasons',
    });
  });

  it('shows the lead’s own value under each criterion', () => {
    expect(readable(reasonsModal({ kind: 'reject', scene: aScene() }))).toContain(
      'Lead: 120 · wanted: 20 to 1,000 employees',
    );
  });

  it('asks what is wrong with data that says met, right above the note, and keeps every other block', () => {
    const scene = aScene();
    const asked = reasonsModal({ kind: 'reject', scene, question: ['company_size'] });
    const ids = blockIds(asked);
    expect(ids[ids.indexOf('note') - 1]).toBe('contradiction');
    expect(ids.filter((id) => id !== 'contradiction')).toEqual(
      blockIds(reasonsModal({ kind: 'reject', scene })),
    );
    expect(asked.blocks.find(({ block_id }) => block_id === 'contradiction')).toMatchObject({
      optional: false,
      label: { text: 'The data says this is met: Company size (120). What is wrong with the data?' },
    });
  });

  it('keeps what was entered when the question is added', () => {
    const scene = aScene();
    const first = stateAfter(reasonsModal({ kind: 'reject', scene }), {
      cited_fit_1: ticks('company_size'),
      note: { value: 'Too small' },
    });
    const asked = reasonsModal({ kind: 'reject', scene, question: ['company_size'] });
    const kept = stateOf(complete(asked.blocks), first as Parameters<typeof stateOf>[1]);
    expect(kept.note?.note).toMatchObject({ value: 'Too small' });
    expect(kept.cited_fit_1?.cited_fit_1).toMatchObject(ticks('company_size'));
  });

  it('carries the handshake and whether it asked', () => {
    const scene = aScene();
    const read = (question: string[]) =>
      modalMetadata({
        private_metadata: reasonsModal({ kind: 'reject', scene, question }).private_metadata ?? '',
      });
    expect(read([])).toEqual({ handshake: scene.handshake.id, asked: false });
    expect(read(['company_size'])).toEqual({ handshake: scene.handshake.id, asked: true });
    expect(() => modalMetadata({ private_metadata: '{"lead":1}' })).toThrow();
  });

  it('splits a long checklist into groups of ten, each criterion once', () => {
    const charter = aCharter(aFullCharter('Criterion ', 'intent'));
    const view = reasonsModal({ kind: 'reject', scene: aScene({ charter }) });
    expect(blockIds(view).filter((id) => id.startsWith('cited_'))).toEqual(
      [1, 2, 3, 4].map((n) => `cited_intent_${n}`),
    );
  });

  it('reads what was entered', () => {
    const view = reasonsModal({ kind: 'reject', scene: aScene(), question: ['company_size'] });
    const values = stateAfter(view, {
      cited_fit_1: ticks('company_size', 'location'),
      cited_readiness_1: ticks('budget'),
      other: ticks('other'),
      note: { value: ' They moved to Perth. ' },
      contradiction: { value: 'Counted with contractors.' },
      next_step: step('recycle'),
      next_on: { selected_date: '2026-12-14' },
    });
    expect(readReasons(values)).toEqual({
      cited: ['company_size', 'location', 'budget'],
      other: true,
      note: 'They moved to Perth.',
      contradiction: 'Counted with contractors.',
      nextStep: 'recycle',
      nextOn: '2026-12-14',
    });
  });

  it('reads an untouched modal as nothing cited', () => {
    const values = stateAfter(reasonsModal({ kind: 'reject', scene: aScene() }), {
      next_step: step('archive'),
    });
    expect(readReasons(values)).toEqual({
      cited: [],
      other: false,
      note: '',
      contradiction: '',
      nextStep: 'archive',
      nextOn: null,
    });
  });

  it('refuses a shape that is not its own', () => {
    const values = stateAfter(reasonsModal({ kind: 'reject', scene: aScene() }), {
      next_step: step('archive'),
    });
    expect(() => readReasons({})).toThrow();
    expect(() => readReasons({ ...values, surprise: { surprise: ticks('x') } })).toThrow(
      'no block "surprise"',
    );
    expect(() =>
      readReasons({ ...values, next_step: { next_step: { type: 'static_select', ...step('delete') } } }),
    ).toThrow();
    expect(() =>
      readReasons({ ...values, note: { note: { type: 'plain_text_input', value: 7 } } }),
    ).toThrow();
  });

  it('shows each problem at the field a person would correct', () => {
    const scene = aScene();
    const problems = {
      cited: 'Choose.',
      note: 'Say more.',
      contradiction: 'What is wrong?',
      nextOn: 'Choose a day.',
    };
    expect(
      fieldErrors(problems, reasonsModal({ kind: 'reject', scene, question: ['company_size'] })),
    ).toEqual({
      cited_fit_1: 'Choose.',
      note: 'Say more.',
      contradiction: 'What is wrong?',
      next_on: 'Choose a day.',
    });
    expect(
      fieldErrors(
        { note: 'Say more.', contradiction: 'What is wrong?' },
        reasonsModal({ kind: 'reject', scene }),
      ),
    ).toEqual({
      note: 'Say more. What is wrong?',
    });
  });
});

describe('the SQL modal', () => {
  const signals = [aSignal(), aSignal({ id: 'b', type: 'budget_confirmed', occurredAt: NOW })];
  const scene = aScene({ handshake: anAccepted(), signals });

  it('asks only the SQL criteria, ticked where the data says met', () => {
    const values = stateAfter(sqlModal(scene));
    expect(Object.keys(values)).toEqual(['ticked_1']);
    expect(readTicked(values)).toEqual(['budget']);
  });

  it('reads what was ticked, over all groups', () => {
    const full = aScene({ charter: aCharter(aFullCharter('Criterion ', 'readiness')) });
    const all = full.charter.charter.criteria.filter(({ gate }) => gate === 'SQL').map(({ id }) => id);
    const values = stateAfter(sqlModal(full), {
      ticked_1: ticks(...all.slice(0, 10)),
      ticked_2: ticks(...all.slice(10)),
    });
    expect(readTicked(values)).toEqual(all);
  });

  it('names what is missing at its own group', () => {
    expect(sqlErrors(['decision_maker', 'timeline'], aCharter())).toEqual({
      ticked_1:
        'An SQL needs: Decision maker, Timeline. Tick what is confirmed, or cancel and hand the lead back.',
    });
    expect(sqlErrors([], aCharter())).toEqual({});
  });

  it('can be submitted under a charter that asks for nothing', () => {
    const criteria = aCharter().charter.criteria.filter(({ gate }) => gate === 'MQL');
    const view = sqlModal(aScene({ charter: aCharter({ criteria }) }));
    expect(view.submit).toBeDefined();
    expect(readTicked(stateAfter(view))).toEqual([]);
  });

  it('refuses a shape that is not its own', () => {
    expect(() => readTicked({ note: { note: ticks() } })).toThrow();
  });
});

describe('the modals of an open offer', () => {
  it('reads whom the lead is meant for', () => {
    const view = reassignModal(aScene());
    expect(readReassign(stateAfter(view, { to: { selected_user: 'USAM' } }))).toBe('USAM');
    expect(() => readReassign(stateAfter(view))).toThrow();
  });

  it('carries the handshake', () => {
    const scene = aScene();
    for (const view of [reassignModal(scene), snoozeModal(scene, sydney), sqlModal(scene)])
      expect(modalMetadata({ private_metadata: view.private_metadata ?? '' }).handshake).toBe(
        scene.handshake.id,
      );
  });
});

describe('the modal that puts an offer off', () => {
  const at = (now: string) => snoozeModal(aScene({ now: new Date(now) }), sydney);
  /** The times to choose from, as they are called. */
  const offered = (now: string): string[] =>
    readable(at(now))
      .split('\n')
      .filter((line, index, all) => /^(Later|Tomorrow|On the)/.test(line) && all.indexOf(line) === index);

  it('offers later today and tomorrow morning, in working time', () => {
    expect(offered('2026-11-10T23:20:00Z')).toEqual([
      'Later today: 11 Nov 2026, 12:20 pm AEDT',
      'Tomorrow morning: 12 Nov 2026, 9:00 am AEDT',
    ]);
  });

  it('offers no later today when the day is nearly over, and the next working morning before a weekend', () => {
    expect(offered('2026-11-11T05:00:00Z')).toEqual(['Tomorrow morning: 12 Nov 2026, 9:00 am AEDT']);
    expect(offered('2026-11-13T05:30:00Z')).toEqual([
      'On the next working morning: 16 Nov 2026, 9:00 am AEDT',
    ]);
  });

  it('asks for a date and time where nobody ever works', () => {
    const never = workCalendar({ ...starterCharter.working, days: {} }, () => []);
    const view = snoozeModal(aScene(), never);
    expect(blockIds(view)).toEqual(['until']);
    expect(view.blocks.find(({ block_id }) => block_id === 'until')).toMatchObject({ optional: false });
  });

  it('reads the choice, and a time that was entered instead of it', () => {
    const view = at('2026-11-10T23:20:00Z');
    expect(readSnooze(stateAfter(view))).toEqual({
      until: new Date('2026-11-11T22:00:00Z'),
      field: 'choice',
    });
    const entered = stateAfter(view, { until: { selected_date_time: 1_795_000_000 } });
    expect(readSnooze(entered)).toEqual({ until: new Date(1_795_000_000_000), field: 'until' });
  });

  it('takes a time to come, thirty days ahead at most', () => {
    const day = 86_400_000;
    expect(snoozeProblem(NOW, NOW)).toContain('still to come');
    expect(snoozeProblem(new Date(NOW.getTime() + 1), NOW)).toBeNull();
    expect(snoozeProblem(new Date(NOW.getTime() + 30 * day), NOW)).toBeNull();
    expect(snoozeProblem(new Date(NOW.getTime() + 30 * day + 1), NOW)).toContain('within 30 days');
  });

  it('says that something new ends it', () => {
    expect(readable(at('2026-11-10T23:20:00Z'))).toContain('ends earlier if something new becomes known');
  });
});
