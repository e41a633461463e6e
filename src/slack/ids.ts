// The names by which Slack tells us what was clicked or submitted. Changing one breaks the cards that are out there.

/** Buttons and menus. */
export const actionIds = {
  accept: 'accept_lead',
  reject: 'reject_lead',
  more: 'more_about_lead',
  /** In what managers are told; on the card it is one of the choices of more. */
  reassign: 'open_reassign',
  undo: 'undo_accept',
  touch: 'log_first_touch',
  handBack: 'hand_back_lead',
  markSql: 'mark_sql',
  /** Under the reasons of a rejection; the value is `<handshake id>:<rejection>`. */
  acknowledge: 'acknowledge_reason',
  fix: 'mark_as_fixed',
  dispute: 'dispute_rejection',
  /** Under a dispute; the value is the same. */
  uphold: 'uphold_rejection',
  overturn: 'overturn_rejection',
  /** Under an SQL. */
  won: 'mark_as_won',
  lost: 'mark_as_lost',
  /** Under the charter; the value of history is the place of the first version to show. */
  proposeChange: 'propose_charter_change',
  history: 'charter_history',
  newerVersions: 'newer_charter_versions',
  olderVersions: 'older_charter_versions',
  getFile: 'get_charter_file',
  /** Where a lead's score is explained; the value is the version it was judged by. */
  readCharter: 'read_charter_version',
  review: 'review_charter',
  /** On a draft's message; the value is its version. */
  signDraft: 'sign_draft',
  declineDraft: 'decline_draft',
  withdrawDraft: 'withdraw_draft',
  tryDraft: 'try_draft',
  /** In the modals that change the charter; the value is the part, and its id after a colon. */
  listParts: 'list_charter_parts',
  editPart: 'edit_charter_part',
  removePart: 'remove_charter_part',
  readRule: 'read_rule_back',
  shareReplay: 'share_replay',
  /** In the setup; the value is the segment. */
  editTeam: 'edit_team',
  /** Under a digest. */
  ownDigest: 'own_digest',
  /** In lists and stories of leads; the value is the page, the lead, or the handshake. */
  seeLeads: 'see_leads',
  newestLeads: 'newest_leads',
  olderLeads: 'older_leads',
  leadStory: 'lead_story',
  whyScore: 'why_score',
  /** On the Home tab; the value is a page, a number of days, or a segment. */
  homePrevious: 'home_previous',
  homeNext: 'home_next',
  homePeriod: 'home_period',
  homeSegment: 'home_segment',
  /** Under a diagnosis; the value is the days and the split, and of a finding which one. */
  allFindings: 'all_findings',
  leakLedger: 'leak_ledger',
  velocity: 'velocity',
  proposals: 'charter_proposals',
  shareDiagnosis: 'share_diagnosis',
  tellMarketing: 'tell_marketing',
  /** The value is the part of the charter, as for the buttons that change it. */
  openClause: 'open_charter_clause',
  propose: 'propose_this_change',
} as const;

/** What the More menu of an open offer holds; each option's value is `<choice>:<handshake id>`. */
export const moreChoices = { why: 'why', whyRep: 'why_rep', reassign: 'reassign', snooze: 'snooze' } as const;

/** Modals. What they are about travels in private_metadata. */
export const callbackIds = {
  reject: 'reject_reasons',
  handBack: 'hand_back_reasons',
  markSql: 'sql_criteria',
  fix: 'what_was_fixed',
  dispute: 'why_disputed',
  ruling: 'ruling_on_dispute',
  ending: 'how_the_deal_ended',
  reassign: 'reassign_lead',
  snooze: 'snooze_lead',
  charterPart: 'charter_part',
  charterPartAgain: 'charter_part_again',
  charterRemoval: 'charter_removal',
  charterWhole: 'charter_whole',
  signDraft: 'sign_draft',
  declineDraft: 'decline_draft',
  signReview: 'sign_review',
  tryDraft: 'try_draft',
  setup: 'funnel_setup',
  away: 'away',
  team: 'seller_team',
  teamShares: 'team_shares',
} as const;
