// The names by which Slack tells us what was clicked or submitted. Changing one breaks the cards that are out there.

/** Buttons and menus. */
export const actionIds = {
  accept: 'accept_lead',
  reject: 'reject_lead',
  more: 'more_about_lead',
  undo: 'undo_accept',
  handBack: 'hand_back_lead',
  markSql: 'mark_sql',
  acknowledge: 'acknowledge_reason',
} as const;

/** What the More menu of an open offer holds; each option's value is `<choice>:<handshake id>`. */
export const moreChoices = { why: 'why', reassign: 'reassign', snooze: 'snooze' } as const;

/** Modals. The handshake's id travels in private_metadata. */
export const callbackIds = {
  reject: 'reject_reasons',
  handBack: 'hand_back_reasons',
  markSql: 'sql_criteria',
  reassign: 'reassign_lead',
  snooze: 'snooze_lead',
} as const;
