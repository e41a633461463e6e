// What may be said of a rejection that stands: marketing has read it, fixed its cause or disputes it; a manager rules on that.

/** How marketing may answer a rejection: it was read, its cause was mended, or it is contested. */
export const replyKinds = ['acknowledged', 'fixed', 'disputed'] as const;
export type ReplyKind = (typeof replyKinds)[number];

/** What a manager may say of a dispute; one that is overturned is no rejection any more. */
export const rulingKinds = ['upheld', 'overturned'] as const;
export type RulingKind = (typeof rulingKinds)[number];

/** A rejection with what was said of it so far; people are Slack user ids. */
export interface Contested {
  by: string;
  reply: { kind: ReplyKind; by: string } | null;
  upheld: { by: string } | null;
}

/** Somebody answers it, or rules on it. `words` say what changed, or why; to acknowledge needs none. */
export interface Said<Kind> {
  kind: Kind;
  by: string;
  words: string;
}

/** Why something may not be said of a rejection. */
export type ReplyRefusal =
  | { kind: 'words needed' }
  | { kind: 'answered'; reply: ReplyKind; by: string }
  | { kind: 'ruled'; by: string }
  | { kind: 'not disputed' }
  | { kind: 'own case' };

/** `new`: it is said now. `same`: it was said already. */
type Judgement = 'new' | 'same' | ReplyRefusal;

const spoken = (words: string): Judgement => (words.trim() === '' ? { kind: 'words needed' } : 'new');

/**
 * Whether marketing may answer so: what was only read may still be fixed or disputed, and what a manager upheld may still
 * be fixed. A dispute waits for its ruling, and what was ruled on is not disputed again.
 */
export function judgeReply({ reply, upheld }: Contested, { kind, by, words }: Said<ReplyKind>): Judgement {
  if (kind === 'acknowledged') return reply === null ? 'new' : 'same';
  if (kind === 'disputed' && upheld !== null) return { kind: 'ruled', by: upheld.by };
  if (reply?.kind === kind && reply.by === by) return 'same';
  const open =
    reply === null || reply.kind === 'acknowledged' || (reply.kind === 'disputed' && upheld !== null);
  return open ? spoken(words) : { kind: 'answered', reply: reply.kind, by: reply.by };
}

/** Whether somebody may rule so on a dispute: once, and on no case of their own. */
export function judgeRuling(
  { by: rejecter, reply, upheld }: Contested,
  { kind, by, words }: Said<RulingKind>,
): Judgement {
  if (upheld !== null)
    return kind === 'upheld' && upheld.by === by ? 'same' : { kind: 'ruled', by: upheld.by };
  if (reply?.kind !== 'disputed') return { kind: 'not disputed' };
  if (by === reply.by || by === rejecter) return { kind: 'own case' };
  return spoken(words);
}
