// What tests see of cells.js.
export interface Cell {
  type: string;
  text?: string;
  value?: number;
}
export function cellText(cell: Cell | undefined): string;
export function sortedRows<T extends Cell>(rows: T[][], by: { column: number; down: boolean }): T[][];
export function rowsWith<T extends Cell>(rows: T[][], words: string): T[][];
