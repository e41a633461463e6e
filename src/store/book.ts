// A book of counts, as it is found among those of a workspace.

/** `read` answers questions, `next` will once it has caught up, `trial` is compared, `old` is to be removed. */
export type BookRole = 'read' | 'next' | 'trial' | 'old';

export interface Book {
  id: string;
  role: BookRole;
  /** The edition of the rules it is counted by. */
  edition: number;
}
