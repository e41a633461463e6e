// The scopes of the emulated installation: what the app was granted, and which scopes a kind of channel asks for.
import type { Channel } from './model.js';

/** What the installation was granted, as sent in `x-oauth-scopes`; more than most bots ask for. */
export const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'metadata.message:read',
  'pins:read',
  'pins:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;
export type Scope = (typeof SCOPES)[number];

/** The scopes of which a method over any kind of channel needs one at least. */
export const ANY_READ: readonly Scope[] = ['channels:read', 'groups:read', 'im:read'];
export const ANY_HISTORY: readonly Scope[] = ['channels:history', 'groups:history', 'im:history'];
export const ANY_MANAGE: readonly Scope[] = ['channels:manage', 'groups:write'];

/** The scope that reading about a channel of this kind asks for. */
export const readScope = (kind: Pick<Channel, 'isPrivate' | 'dmWith'>): Scope =>
  kind.dmWith ? 'im:read' : kind.isPrivate ? 'groups:read' : 'channels:read';
export const historyScope = (kind: Pick<Channel, 'isPrivate' | 'dmWith'>): Scope =>
  kind.dmWith ? 'im:history' : kind.isPrivate ? 'groups:history' : 'channels:history';
export const manageScope = ({ isPrivate }: Pick<Channel, 'isPrivate'>): Scope =>
  isPrivate ? 'groups:write' : 'channels:manage';
