// Every id that Slack may send, and the listener that answers it: one line each. manifest.yml is held against this list.
import type { CommandCall, Press, Submission } from './boundary.js';
import type { Desk } from './desk.js';
import { only, onlyHolder } from './gate.js';
import { actionIds, callbackIds } from './ids.js';
import { submitPart, submitPartAgain, submitRemoval } from './listeners/amending.js';
import {
  acceptLead,
  openHandBack,
  openReject,
  submitHandBack,
  submitReject,
  undo,
} from './listeners/answering.js';
import { submitAway } from './listeners/away.js';
import {
  charterCommand,
  getFile,
  proposeChange,
  showHistory,
  showNewerVersions,
  showOlderVersions,
} from './listeners/charter-command.js';
import { openLost, openWon, submitEnding } from './listeners/closing.js';
import { openDecline, openSign, submitDecline, submitSign, withdraw } from './listeners/deciding.js';
import {
  openClause,
  propose,
  shareDiagnosis,
  showFindings,
  showLedger,
  showProposals,
  showVelocity,
  tellMarketing,
} from './listeners/diagnosing.js';
import { askForOwn } from './listeners/digest-word.js';
import { logTouch, openSql, submitSql } from './listeners/following.js';
import { funnelCommand, submitSetup } from './listeners/funnel-command.js';
import { choosePeriod, chooseSegment, nextLeads, previousLeads, showHome } from './listeners/home.js';
import { newestLeads, olderLeads, showLeads, showStory, showWhy } from './listeners/lead-words.js';
import { openMore, openReassign, readCharter, submitReassign, submitSnooze } from './listeners/more.js';
import { editPart, listParts, removePart, showRule } from './listeners/proposing.js';
import { openTry, shareReplay, submitTry } from './listeners/replaying.js';
import {
  acknowledgeReason,
  openDispute,
  openFix,
  openOverturn,
  openUphold,
  submitWords,
} from './listeners/replying.js';
import { openReview, submitReview } from './listeners/reviewing.js';
import { openTeam, submitShares, submitTeam } from './listeners/teams.js';
import { submitWhole } from './listeners/whole-charter.js';

type Listener<Input> = (input: Input, desk: Desk) => Promise<void>;

export const presses: Readonly<Record<string, Listener<Press>>> = {
  [actionIds.accept]: only('answer a lead', acceptLead),
  [actionIds.reject]: only('answer a lead', openReject),
  [actionIds.more]: openMore,
  [actionIds.reassign]: only('reassign a lead', openReassign),
  [actionIds.undo]: undo,
  [actionIds.touch]: onlyHolder(logTouch),
  [actionIds.handBack]: onlyHolder(openHandBack),
  [actionIds.markSql]: onlyHolder(openSql),
  [actionIds.acknowledge]: only('answer a rejection', acknowledgeReason),
  [actionIds.fix]: only('answer a rejection', openFix),
  [actionIds.dispute]: only('answer a rejection', openDispute),
  [actionIds.uphold]: only('rule on a dispute', openUphold),
  [actionIds.overturn]: only('rule on a dispute', openOverturn),
  [actionIds.won]: onlyHolder(openWon, 'close a deal'),
  [actionIds.lost]: onlyHolder(openLost, 'close a deal'),
  [actionIds.proposeChange]: proposeChange,
  [actionIds.history]: showHistory,
  [actionIds.newerVersions]: showNewerVersions,
  [actionIds.olderVersions]: showOlderVersions,
  [actionIds.getFile]: getFile,
  [actionIds.readCharter]: readCharter,
  [actionIds.review]: openReview,
  [actionIds.signDraft]: openSign,
  [actionIds.declineDraft]: openDecline,
  [actionIds.withdrawDraft]: withdraw,
  [actionIds.tryDraft]: openTry,
  [actionIds.listParts]: listParts,
  [actionIds.editPart]: editPart,
  [actionIds.removePart]: removePart,
  [actionIds.readRule]: showRule,
  [actionIds.shareReplay]: shareReplay,
  [actionIds.editTeam]: openTeam,
  [actionIds.ownDigest]: askForOwn,
  [actionIds.seeLeads]: showLeads,
  [actionIds.newestLeads]: newestLeads,
  [actionIds.olderLeads]: olderLeads,
  [actionIds.leadStory]: showStory,
  [actionIds.whyScore]: showWhy,
  [actionIds.homePrevious]: previousLeads,
  [actionIds.homeNext]: nextLeads,
  [actionIds.homePeriod]: choosePeriod,
  [actionIds.homeSegment]: chooseSegment,
  [actionIds.allFindings]: only('diagnose the funnel', showFindings),
  [actionIds.leakLedger]: only('diagnose the funnel', showLedger),
  [actionIds.velocity]: only('diagnose the funnel', showVelocity),
  [actionIds.proposals]: only('diagnose the funnel', showProposals),
  [actionIds.shareDiagnosis]: only('diagnose the funnel', shareDiagnosis),
  [actionIds.tellMarketing]: only('diagnose the funnel', tellMarketing),
  [actionIds.openClause]: only('propose a charter', openClause),
  [actionIds.propose]: only('propose a charter', propose),
};

export const submissions: Readonly<Record<string, Listener<Submission>>> = {
  [callbackIds.reject]: only('answer a lead', submitReject),
  [callbackIds.handBack]: onlyHolder(submitHandBack),
  [callbackIds.markSql]: onlyHolder(submitSql),
  [callbackIds.fix]: only('answer a rejection', submitWords),
  [callbackIds.dispute]: only('answer a rejection', submitWords),
  [callbackIds.ruling]: only('rule on a dispute', submitWords),
  [callbackIds.ending]: onlyHolder(submitEnding, 'close a deal'),
  [callbackIds.reassign]: only('reassign a lead', submitReassign),
  [callbackIds.snooze]: only('reassign a lead', submitSnooze),
  [callbackIds.charterPart]: submitPart,
  [callbackIds.charterPartAgain]: submitPartAgain,
  [callbackIds.charterRemoval]: submitRemoval,
  [callbackIds.charterWhole]: submitWhole,
  [callbackIds.signDraft]: submitSign,
  [callbackIds.declineDraft]: submitDecline,
  [callbackIds.signReview]: submitReview,
  [callbackIds.tryDraft]: submitTry,
  [callbackIds.setup]: submitSetup,
  [callbackIds.away]: submitAway,
  [callbackIds.team]: submitTeam,
  [callbackIds.teamShares]: submitShares,
};

export const commands: Readonly<Record<string, Listener<CommandCall>>> = {
  '/charter': charterCommand,
  '/funnel': funnelCommand,
};

export const events: Readonly<Record<string, Listener<string>>> = {
  app_home_opened: showHome,
};
