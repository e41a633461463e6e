// The geometry of a chart as plain numbers and paths; chart.js draws them. Lengths are units of the SVG's own box.

/** The drawing area: the plot stands inside these margins. */
export const BOX = { width: 560, height: 240, left: 48, right: 12, top: 12, bottom: 34 };

const STEPS = [1, 2, 2.5, 5, 10];
const WANTED_TICKS = 4;

/** A scale with round ticks which holds zero and every value: `{ low, high, ticks }`. */
export function niceScale(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  const rough = span / WANTED_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((candidate) => candidate * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
  return { low: ticks[0], high: ticks[ticks.length - 1], ticks };
}

/** Takes off the dust of floating point: 0.30000000000000004 → 0.3. */
const tidy = (value) => Number(value.toPrecision(12));

/** The height of a value on the scale. */
export function yOf(value, scale, box = BOX) {
  const height = box.height - box.top - box.bottom;
  return box.top + ((scale.high - value) / (scale.high - scale.low)) * height;
}

/** The left edge and width of each category's band. */
export function bands(count, box = BOX) {
  const width = (box.width - box.left - box.right) / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => ({ x: box.left + index * width, width }));
}

/**
 * Grouped bars standing on zero.
 * @param {number[][]} table one list of values per series, one value per category
 * @returns {{ series: number, category: number, x: number, y: number, width: number, height: number }[]}
 */
export function bars(table, scale, box = BOX) {
  const places = bands(table[0]?.length ?? 0, box);
  const gap = 0.2;
  return table.flatMap((values, series) =>
    values.map((value, category) => {
      const band = places[category];
      const width = (band.width * (1 - gap)) / table.length;
      const y = Math.min(yOf(value, scale, box), yOf(0, scale, box));
      const height = Math.abs(yOf(value, scale, box) - yOf(0, scale, box));
      return { series, category, x: band.x + (band.width * gap) / 2 + series * width, y, width, height };
    }),
  );
}

/** The points of one series, in the middle of each band. */
export function points(values, scale, box = BOX) {
  return bands(values.length, box).map((band, index) => ({
    x: band.x + band.width / 2,
    y: yOf(values[index], scale, box),
  }));
}

const round = (value) => Math.round(value * 100) / 100;

/** A path through points. */
export function linePath(list) {
  return list.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join(' ');
}

/** A path through points, closed along zero. */
export function areaPath(list, scale, box = BOX) {
  if (list.length === 0) return '';
  const zero = round(yOf(0, scale, box));
  return `${linePath(list)} L${round(list[list.length - 1].x)} ${zero} L${round(list[0].x)} ${zero} Z`;
}

/** The slices of a pie as paths about (0, 0), from the top, clockwise; a share is 0 to 1. */
export function slices(values, radius) {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  let before = 0;
  return values.map((value) => {
    const share = total === 0 ? 0 : Math.max(0, value) / total;
    const [from, to] = [before, before + share];
    before = to;
    return { share, path: slicePath(from, to, radius) };
  });
}

function slicePath(from, to, radius) {
  if (to - from <= 0) return '';
  const at = (turn) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return `${round(radius * Math.cos(angle))} ${round(radius * Math.sin(angle))}`;
  };
  const arc = `A${radius} ${radius} 0`;
  // One arc cannot draw a whole circle: its two ends would be the same point.
  if (to - from > 0.9999) return `M${at(0)} ${arc} 1 1 ${at(0.5)} ${arc} 1 1 ${at(0)} Z`;
  return `M0 0 L${at(from)} ${arc} ${to - from > 0.5 ? 1 : 0} 1 ${at(to)} Z`;
}
