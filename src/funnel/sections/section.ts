// A section of a report as data: what it says, and the figures it shows; views turn it into what Slack draws.

/** Words are plain and unescaped; a line stands for itself. */
export interface Section {
  title: string;
  lines: readonly string[];
  /** A chart always has its figures in the table beside it. */
  chart?: Chart;
  table?: Table;
}

/** What is told of several things, a row each; the first column names them. */
export interface Table {
  /** What the table is about: screen readers say it first. */
  caption: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** One value a category in each series; both come in the order in which they are drawn. */
export interface Chart {
  kind: 'bar' | 'line' | 'area';
  title: string;
  /** What the categories and the values are. */
  axes: { categories: string; values: string };
  categories: readonly string[];
  series: readonly { name: string; values: readonly number[] }[];
}
