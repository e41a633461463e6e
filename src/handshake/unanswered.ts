// The one message a day by which marketing hears of rejections that wait for an answer.

/** The key of the message of one day, YYYY-MM-DD. */
export const unansweredKey = (day: string): string => `unanswered:${day}`;

/** The day that the key of such a message names. Throws on any other key. */
export function unansweredDay(key: string): string {
  const [kind, day] = key.split(':');
  if (kind !== 'unanswered' || day === undefined)
    throw new Error(`this is not the key of a list of unanswered rejections: ${key}`);
  return day;
}
