// What tests see of chart-shapes.js. Lengths are units of the SVG's own box.
export interface Box {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}
export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}
export interface Bar {
  series: number;
  category: number;
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
export const BOX: Box;
export function niceScale(values: number[]): Scale;
export function yOf(value: number, scale: Scale, box?: Box): number;
export function bands(count: number, box?: Box): { x: number; width: number }[];
export function bars(table: number[][], scale: Scale, box?: Box): Bar[];
export function points(values: number[], scale: Scale, box?: Box): Point[];
export function linePath(list: Point[]): string;
export function areaPath(list: Point[], scale: Scale, box?: Box): string;
export function slices(values: number[], radius: number): { share: number; path: string }[];
