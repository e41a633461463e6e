// Charts, tables and unread marks of the page, as plain numbers.
import { describe, expect, it } from 'vitest';
import { sortedRows } from '../../src/sandbox/page/cells.js';
import { areaPath, BOX, bars, niceScale, points, slices } from '../../src/sandbox/page/chart-shapes.js';
import { hasUnreadReply, unreadCount, woven } from '../../src/sandbox/page/unread.js';

describe('a chart', () => {
  it('has a scale with round ticks that holds zero and every value', () => {
    expect(niceScale([3, 22])).toEqual({ low: 0, high: 30, ticks: [0, 10, 20, 30] });
    expect(niceScale([-4, 4]).ticks).toEqual([-4, -2, 0, 2, 4]);
    expect(niceScale([0, 0]).high).toBeGreaterThan(0);
    expect(niceScale([0.1, 0.3]).ticks).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('stands its bars on zero, also those below it', () => {
    const scale = niceScale([10, -10]);
    const [up, down] = bars([[10, -10]], scale);
    expect(up && up.y + up.height).toBeCloseTo(down?.y ?? 0);
    expect(up?.height).toBeCloseTo(down?.height ?? 0);
  });

  it('keeps every point inside its box', () => {
    for (const { x, y } of points([0, 5, 10], niceScale([10]))) {
      expect(x).toBeGreaterThan(BOX.left);
      expect(x).toBeLessThan(BOX.width - BOX.right);
      expect(y).toBeGreaterThanOrEqual(BOX.top);
      expect(y).toBeLessThanOrEqual(BOX.height - BOX.bottom);
    }
    expect(areaPath([], niceScale([1]))).toBe('');
  });

  it('cuts a pie whose shares make a whole, draws a single part as a circle and nothing for nothing', () => {
    expect(slices([1, 1, 2], 100).map((slice) => slice.share)).toEqual([0.25, 0.25, 0.5]);
    const [whole, none] = slices([5, 0], 100);
    expect(whole?.path.match(/A/g)).toHaveLength(2);
    expect(none?.path).toBe('');
    expect(slices([0, 0], 100).map((slice) => slice.share)).toEqual([0, 0]);
  });
});

describe('a data table', () => {
  const words = (text: string) => ({ type: 'raw_text', text });
  const number = (value: number) => ({ type: 'raw_number', value, text: `${value}` });
  const rows = [
    [words('form'), number(12)],
    [words('Fair'), number(3)],
    [words('webinar'), number(100)],
  ];
  const firsts = (column: number, down: boolean) =>
    sortedRows(rows, { column, down }).map((row) => row[0]?.text);

  it('sorts numbers by size and words by alphabet', () => {
    expect(firsts(1, false)).toEqual(['Fair', 'form', 'webinar']);
    expect(firsts(1, true)).toEqual(['webinar', 'form', 'Fair']);
    expect(firsts(0, false)).toEqual(['Fair', 'form', 'webinar']);
    expect(firsts(-1, false)).toEqual(['form', 'Fair', 'webinar']);
  });
});

describe('unread marks', () => {
  const post = (ts: string, user: string, thread: { ts: string; user: string }[] = []) => ({
    ts,
    user,
    thread,
  });

  it('count what others said after the mark', () => {
    const messages = [post('1.000001', 'UA'), post('2.000001', 'UB'), post('3.000001', 'UME')];
    expect(unreadCount(messages, '1.000001', 'UME')).toBe(1);
    expect(unreadCount(messages, '', 'UME')).toBe(2);
  });

  it('see a reply by somebody else in a thread', () => {
    const parent = post('1.000001', 'UA', [{ ts: '2.000001', user: 'UB' }]);
    expect(hasUnreadReply(parent, '1.500000', 'UME')).toBe(true);
    expect(hasUnreadReply(parent, '2.000001', 'UME')).toBe(false);
    expect(hasUnreadReply(parent, '', 'UB')).toBe(false);
  });

  it('weave what only one person sees between the messages by time', () => {
    const all = woven([post('1.000001', 'UA'), post('3.000001', 'UA')], [post('2.000001', 'UBOT')]);
    expect(all.map((each) => each.ts)).toEqual(['1.000001', '2.000001', '3.000001']);
    expect(all[1]?.ephemeral).toBe(true);
  });
});
