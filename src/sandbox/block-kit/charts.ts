// The shapes of `data_visualization`: a pie of segments, or series over named categories.
import { list, number, object, oneOf, type Shape, string } from './rule.js';

const LABEL_MAX = 20;
const POINTS_MAX = 20;
const SERIES_MAX = 6;

const point = object({ required: { label: string(LABEL_MAX), value: number() } });

const pie: Shape = {
  required: { type: oneOf('pie'), segments: list(point, POINTS_MAX) },
};

const series: Shape = {
  required: {
    type: oneOf('bar', 'line', 'area'),
    series: list(
      object({ required: { name: string(LABEL_MAX), data: list(point, POINTS_MAX) } }),
      SERIES_MAX,
    ),
    axis_config: object({
      required: { categories: list(string(LABEL_MAX), POINTS_MAX) },
      optional: { x_label: string(50), y_label: string(50) },
    }),
  },
};

/** The shape of a chart by its type; undefined when there is no such chart. */
export const CHARTS: Record<string, Shape> = { pie, bar: series, line: series, area: series };
