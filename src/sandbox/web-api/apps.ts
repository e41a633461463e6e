// apps.*: opening a connection of Socket Mode.
import type { Method } from './call.js';

/** The address of one connection, which must be opened within 30 seconds, once. */
export const connectionsOpen: Method = ({ desk }) => ({
  url: desk.delivery.sockets.give(desk.url.replace(/^http/, 'ws')),
});
