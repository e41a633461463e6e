// Every id that Slack may send, and the listener that answers it: one line each. manifest.yml is held against this list.
import type { CommandCall, Press, Submission } from './boundary.js';
import type { Desk } from './desk.js';
import { actionIds, callbackIds } from './ids.js';
import {
  acceptLead,
  openHandBack,
  openReject,
  submitHandBack,
  submitReject,
  undo,
} from './listeners/answering.js';
import { charterCommand } from './listeners/charter-command.js';
import { acknowledgeReason, openSql, submitSql } from './listeners/following.js';
import { showHome } from './listeners/home.js';
import { openMore, submitReassign, submitSnooze } from './listeners/more.js';

type Listener<Input> = (input: Input, desk: Desk) => Promise<void>;

export const presses: Readonly<Record<string, Listener<Press>>> = {
  [actionIds.accept]: acceptLead,
  [actionIds.reject]: openReject,
  [actionIds.more]: openMore,
  [actionIds.undo]: undo,
  [actionIds.handBack]: openHandBack,
  [actionIds.markSql]: openSql,
  [actionIds.acknowledge]: acknowledgeReason,
};

export const submissions: Readonly<Record<string, Listener<Submission>>> = {
  [callbackIds.reject]: submitReject,
  [callbackIds.handBack]: submitHandBack,
  [callbackIds.markSql]: submitSql,
  [callbackIds.reassign]: submitReassign,
  [callbackIds.snooze]: submitSnooze,
};

export const commands: Readonly<Record<string, Listener<CommandCall>>> = {
  '/charter': charterCommand,
};

export const events: Readonly<Record<string, Listener<string>>> = {
  app_home_opened: showHome,
};
