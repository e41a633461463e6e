// What tests see of unread.js.
interface Said {
  ts: string;
  user: string;
  text?: string;
  blocks?: object[];
}
interface Me {
  id: string;
  groups: string[];
}
export function unreadCount(messages: Said[], mark: string, me: string): number;
export function newest(messages: Said[]): string;
export function hasUnreadReply(message: { thread?: Said[] }, mark: string, me: string): boolean;
export function repliers(message: { thread?: Said[] }, limit: number): string[];
export function woven<T extends Said>(messages: T[], ephemerals: T[]): (T & { ephemeral?: true })[];
export function callsMe(message: Said, me: Me): boolean;
export function mentionCount(messages: Said[], mark: string, me: Me): number;
export function concernsMe(parent: Said & { thread?: Said[] }, me: Me): boolean;
