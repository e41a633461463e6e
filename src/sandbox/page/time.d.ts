// What tests see of time.js. Instants are milliseconds unless a name says seconds.
export function msOfTs(ts: string): number;
export function timeOfDay(ms: number, zone: string): string;
export function fullTime(ms: number, zone: string): string;
export function shortTime(ms: number, zone: string): string;
export function dayKey(ms: number, zone: string): string;
export function dayLabel(ms: number, now: number, zone: string): string;
export function slackDate(
  seconds: number,
  format: string,
  fallback: string,
  zone: string,
  now: number,
): string;
export function toLocalField(seconds: string, zone: string): string;
export function fromLocalField(text: string, zone: string): string;
export function nextWorkingMorning(now: number, zone: string): number;
