// The state of the workspace in memory: who, where and what was said, and everything that changes it.
import type { Audience, Deed, MessageChange, MessageContent } from './changes.js';
import type { Clock } from './clock.js';
import { MessageIndex } from './message-index.js';
import type { Block, Channel, Ephemeral, Message, Person, WorkspaceState } from './model.js';

/** Ephemerals kept for each person; Slack's clients forget them on reload anyway. */
const EPHEMERALS_KEPT = 50;

export class Workspace {
  readonly #channels = new Map<string, Channel>();
  readonly #people = new Map<string, Person>();
  readonly #index = new MessageIndex();
  readonly #listeners: ((change: MessageChange) => void)[] = [];
  readonly #watchers: ((deed: Deed) => void)[] = [];

  /** The sandbox's own address, known once it listens. */
  url = '';

  constructor(
    readonly state: WorkspaceState,
    readonly clock: Clock,
    readonly changed: (audience: Audience) => void,
  ) {
    this.#read();
  }

  /** Puts everything back to a given state; who holds on to `state` sees it change. */
  reset(to: WorkspaceState): void {
    for (const key of Object.keys(this.state)) Reflect.deleteProperty(this.state, key);
    Object.assign(this.state, to);
    this.#people.clear();
    this.#channels.clear();
    this.#read();
    this.changed('everybody');
  }

  #read(): void {
    for (const person of this.state.people) this.#people.set(person.id, person);
    for (const channel of this.state.channels) this.#adopt(channel);
  }

  /** Calls the listener after each message posted, changed or deleted; ephemerals are not told. */
  listen(listener: (change: MessageChange) => void): void {
    this.#listeners.push(listener);
  }

  /** Calls the watcher after each deed that is no message. */
  watch(watcher: (deed: Deed) => void): void {
    this.#watchers.push(watcher);
  }

  get botUser(): string {
    return this.state.app.botUser;
  }

  get channels(): Channel[] {
    return this.state.channels;
  }

  person(id: string): Person | undefined {
    return this.#people.get(id);
  }

  /** A channel by its id, `name` or `#name`. */
  channel(idOrName: string): Channel | undefined {
    const name = idOrName.replace(/^#/, '');
    return this.channelById(idOrName) ?? this.state.channels.find((c) => !c.dmWith && c.name === name);
  }

  channelById(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** The direct message between the bot and a person, opened when needed. */
  directMessage(personId: string): Channel {
    const id = `D${personId.slice(1)}`;
    const known = this.#channels.get(id);
    if (known) return known;
    const name = this.person(personId)?.name ?? personId;
    const members = [personId, this.botUser];
    return this.#open({ id, name, isPrivate: true, dmWith: personId, members, creator: this.botUser });
  }

  /** A new channel with its creator in it. The caller has checked the name. */
  createChannel(id: string, name: string, more: { isPrivate: boolean; by: string }): Channel {
    const { isPrivate, by } = more;
    const channel = this.#open({ id, name, isPrivate, members: [by], creator: by });
    this.#done({ kind: 'created', channel, by });
    return channel;
  }

  #open(given: Omit<Channel, 'topic' | 'isArchived' | 'created' | 'messages' | 'pins' | 'lastMicros'>) {
    const created = Math.floor(this.clock.now().getTime() / 1000);
    const empty = { topic: '', isArchived: false, messages: [], pins: [], lastMicros: 0 };
    const channel: Channel = { ...given, ...empty, created };
    this.state.channels.push(channel);
    this.#adopt(channel);
    return channel;
  }

  /** Adds a person to a channel; nothing happens when they are in it already. */
  join(channel: Channel, by: string, inviter?: string): void {
    if (channel.members.includes(by)) return;
    channel.members.push(by);
    this.#done({ kind: 'joined', channel, by, ...(inviter === undefined ? {} : { inviter }) });
  }

  archive(channel: Channel, by: string): void {
    channel.isArchived = true;
    this.#done({ kind: 'archived', channel, by });
  }

  message(channel: Channel, ts: string): Message | undefined {
    return this.#index.message(channel, ts);
  }

  /** Replies under a parent, oldest first, without the parent. */
  replies(channel: Channel, threadTs: string): readonly Message[] {
    return this.#index.replies(channel, threadTs);
  }

  /** The newest messages outside threads that fit, newest first, at most `count`; broadcast replies belong to them. */
  newestRoots(channel: Channel, count: number, fits: (message: Message) => boolean = () => true): Message[] {
    const found: Message[] = [];
    // From the end, so that a long history costs no more than what is shown of it.
    for (let i = channel.messages.length - 1; i >= 0 && found.length < count; i -= 1) {
      const message = channel.messages[i];
      if (message && (!message.threadTs || message.broadcast) && fits(message)) found.push(message);
    }
    return found;
  }

  post(channel: Channel, message: Omit<Message, 'ts'>): Message {
    const posted: Message = { ...message, ts: this.nextTs(channel) };
    channel.messages.push(posted);
    this.#index.add(channel, posted);
    this.#tell({ kind: 'posted', channel, message: posted });
    return posted;
  }

  /** Replaces what a message shows and marks it as edited by the bot. Metadata that is not mentioned stays. */
  edit(channel: Channel, message: Message, content: MessageContent): void {
    const previous = structuredClone(message);
    delete message.blocks;
    delete message.attachments;
    Object.assign(message, content);
    message.edited = { user: this.botUser, ts: this.nextTs(channel) };
    this.#tell({ kind: 'changed', channel, message, previous });
  }

  /** Removes a message; a parent with replies stays as a tombstone so that its thread can still be read. */
  remove(channel: Channel, message: Message): void {
    channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
    if (this.replies(channel, message.ts).length > 0) {
      const previous = structuredClone(message);
      message.text = 'This message was deleted.';
      message.tombstone = true;
      delete message.blocks;
      delete message.metadata;
      delete message.attachments;
      delete message.reactions;
      delete message.files;
      this.#tell({ kind: 'changed', channel, message, previous });
      return;
    }
    channel.messages.splice(channel.messages.indexOf(message), 1);
    this.#index.drop(channel, message);
    this.#tell({ kind: 'deleted', channel, message });
    // A tombstone stands for its thread only; without replies it goes too.
    const parent = message.threadTs ? this.message(channel, message.threadTs) : undefined;
    if (parent?.tombstone && this.replies(channel, parent.ts).length === 0) this.remove(channel, parent);
  }

  /** Adds somebody's emoji under a message. Returns false when it was there already. */
  react(channel: Channel, message: Message, reaction: { name: string; by: string }): boolean {
    const { name, by } = reaction;
    const same = message.reactions?.find((r) => r.name === name);
    if (same?.users.includes(by)) return false;
    if (same) same.users.push(by);
    else message.reactions = [...(message.reactions ?? []), { name, users: [by] }];
    this.#done({ kind: 'reacted', channel, message, name, by });
    return true;
  }

  /** Takes somebody's emoji away. Returns false when there was none. */
  unreact(channel: Channel, message: Message, reaction: { name: string; by: string }): boolean {
    const { name, by } = reaction;
    const same = message.reactions?.find((r) => r.name === name && r.users.includes(by));
    if (!same) return false;
    same.users = same.users.filter((user) => user !== by);
    message.reactions = (message.reactions ?? []).filter((r) => r.users.length > 0);
    this.#done({ kind: 'unreacted', channel, message, name, by });
    return true;
  }

  /** Pins a message to its channel, or takes the pin away. */
  pin(channel: Channel, message: Message, kind: 'pinned' | 'unpinned'): void {
    const by = this.botUser;
    channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
    const at = Math.floor(this.clock.now().getTime() / 1000);
    if (kind === 'pinned') channel.pins.push({ ts: message.ts, by, at });
    this.#done({ kind, channel, message, by });
  }

  postEphemeral(
    channel: Channel,
    viewer: string,
    what: { text: string; blocks: Block[]; threadTs?: string },
  ) {
    const ephemeral: Ephemeral = { ...what, channel: channel.id, viewer, ts: this.nextTs(channel) };
    const mine = this.state.ephemerals.filter((e) => e.viewer === viewer);
    const oldest = mine.length >= EPHEMERALS_KEPT ? mine[0] : undefined;
    this.state.ephemerals = [...this.state.ephemerals.filter((e) => e !== oldest), ephemeral];
    this.changed(viewer);
    return ephemeral;
  }

  removeEphemeral(ephemeral: Ephemeral): void {
    this.state.ephemerals = this.state.ephemerals.filter((e) => e !== ephemeral);
    this.changed(ephemeral.viewer);
  }

  /** The next ts of a channel: business time in microseconds, never twice and never backwards. */
  nextTs(channel: Channel): string {
    const micros = Math.max(this.clock.now().getTime() * 1000, channel.lastMicros + 1);
    channel.lastMicros = micros;
    return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
  }

  #tell(change: MessageChange): void {
    this.changed('everybody');
    for (const listener of this.#listeners) listener(change);
  }

  #done(deed: Deed): void {
    this.changed('everybody');
    for (const watcher of this.#watchers) watcher(deed);
  }

  #adopt(channel: Channel): void {
    this.#channels.set(channel.id, channel);
    this.#index.addChannel(channel);
  }
}
