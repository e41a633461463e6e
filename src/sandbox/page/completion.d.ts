// What tests see of completion.js.
export interface Offer {
  insert: string;
  label: string;
  detail: string;
  hint: string;
}
export interface Command {
  command: string;
  description?: string;
  usage_hint?: string;
}
export interface Known {
  commands?: Command[];
  people?: { name: string; realName: string; title: string }[];
  groups?: { handle: string; name: string }[];
  channels?: { name: string; topic: string }[];
  emoji?: { name: string; character: string }[];
}
export interface Completion {
  from: number;
  to: number;
  items: Offer[];
}
export function completionAt(text: string, caret: number, known: Known): Completion | null;
export function filledIn(
  text: string,
  completion: { from: number; to: number },
  offer: { insert: string },
): { text: string; caret: number };
export function usageOf(text: string, commandList?: Command[]): Command | null;
