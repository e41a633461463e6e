// The page's forms: what a field holds at first, and what is sent.
import { describe, expect, it } from 'vitest';
import { initialValue, optionsOf, stateValue, submission, toggled } from '../../src/sandbox/page/form.js';

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
const input = (blockId: string, actionId: string, type = 'plain_text_input') => ({
  type: 'input',
  block_id: blockId,
  element: { type, action_id: actionId },
});

describe('what a field holds at first', () => {
  it('is what the app set, by value', () => {
    expect(initialValue({ type: 'plain_text_input', initial_value: 'a' })).toBe('a');
    expect(initialValue({ type: 'static_select', initial_option: option('x') })).toBe('x');
    expect(initialValue({ type: 'checkboxes', initial_options: [option('x'), option('y')] })).toEqual([
      'x',
      'y',
    ]);
    expect(initialValue({ type: 'multi_users_select', initial_users: ['U1'] })).toEqual(['U1']);
    expect(initialValue({ type: 'datetimepicker', initial_date_time: 1795395600 })).toBe('1795395600');
  });

  it('is nothing when the app set nothing', () => {
    expect(initialValue({ type: 'datepicker' })).toBe('');
    expect(initialValue({ type: 'multi_static_select' })).toEqual([]);
    expect(initialValue({ type: 'rich_text_input', initial_value: { type: 'rich_text' } })).toBe('');
  });
});

describe('what the sandbox says a field holds', () => {
  it('is read for every kind of element', () => {
    expect(stateValue({ type: 'plain_text_input', value: null })).toBe('');
    expect(stateValue({ type: 'checkboxes', selected_options: [option('x')] })).toEqual(['x']);
    expect(stateValue({ type: 'radio_buttons', selected_option: option('x') })).toBe('x');
    expect(stateValue({ type: 'static_select', selected_option: null })).toBe('');
    expect(stateValue({ type: 'users_select', selected_user: 'U1' })).toBe('U1');
    expect(stateValue({ type: 'datetimepicker', selected_date_time: 5 })).toBe('5');
  });

  it('is undefined when it says nothing, so that the initial value stands', () => {
    expect(stateValue(undefined)).toBeUndefined();
    expect(stateValue({ type: 'plain_text_input' })).toBeUndefined();
  });
});

describe('submitting', () => {
  it('names a value by its action_id, and by its block_id when that action_id stands twice in the view', () => {
    const view = {
      blocks: [
        { type: 'section', block_id: 's', text: { type: 'mrkdwn', text: 'Hello' } },
        input('b1', 'note'),
        input('b2', 'crit'),
        input('b3', 'crit'),
        input('b4', 'score'),
        { type: 'actions', block_id: 'a', elements: [{ type: 'button', action_id: 'score' }] },
      ],
    };
    expect(submission(view, (block) => `value of ${block.block_id}`)).toEqual({
      note: 'value of b1',
      b2: 'value of b2',
      b3: 'value of b3',
      b4: 'value of b4',
    });
  });
});

describe('choosing', () => {
  const options = [option('a'), option('b'), option('c')];

  it('keeps the order of the options, not that of the clicks', () => {
    expect(toggled(['c'], 'a', options)).toEqual(['a', 'c']);
    expect(toggled(['a', 'c'], 'a', options)).toEqual(['c']);
  });

  it('finds the options of all groups', () => {
    const groups = [{ options: [option('a')] }, { options: [option('b')] }];
    expect(optionsOf({ type: 'static_select', option_groups: groups }).map((each) => each.value)).toEqual([
      'a',
      'b',
    ]);
  });
});
