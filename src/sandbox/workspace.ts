// The state of the workspace in memory: who, where and what was said, with the indexes that keep lookups quick.
import type { Clock } from './clock.js';
import type { Block, Channel, Ephemeral, Message, Person, WorkspaceState } from './model.js';

/** Ephemerals kept for each person; Slack's clients forget them on reload anyway. */
const EPHEMERALS_KEPT = 50;

/** Who may see something different now: one person, or everybody. */
export type Audience = string | 'everybody';

export class Workspace {
  readonly #channels = new Map<string, Channel>();
  readonly #byTs = new Map<string, Map<string, Message>>();
  readonly #threads = new Map<string, Map<string, Message[]>>();
  readonly #people = new Map<string, Person>();

  constructor(
    readonly state: WorkspaceState,
    readonly clock: Clock,
    readonly changed: (audience: Audience) => void,
  ) {
    for (const person of state.people) this.#people.set(person.id, person);
    for (const channel of state.channels) this.#index(channel);
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
    return this.#channels.get(idOrName) ?? this.state.channels.find((c) => !c.dmWith && c.name === name);
  }

  /** The direct message between the bot and a person, opened when needed. */
  directMessage(personId: string): Channel {
    const id = `D${personId.slice(1)}`;
    const known = this.#channels.get(id);
    if (known) return known;
    const dm: Channel = {
      id,
      name: this.person(personId)?.name ?? personId,
      isPrivate: true,
      dmWith: personId,
      members: [personId, this.botUser],
      topic: '',
      messages: [],
      lastMicros: 0,
    };
    this.state.channels.push(dm);
    this.#index(dm);
    return dm;
  }

  join(channel: Channel, personId: string): void {
    if (!channel.members.includes(personId)) channel.members.push(personId);
    this.changed('everybody');
  }

  message(channel: Channel, ts: string): Message | undefined {
    return this.#byTs.get(channel.id)?.get(ts);
  }

  /** Replies under a parent, oldest first, without the parent. */
  replies(channel: Channel, threadTs: string): readonly Message[] {
    return this.#threads.get(channel.id)?.get(threadTs) ?? [];
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
    this.#remember(channel, posted);
    this.changed('everybody');
    return posted;
  }

  /** Removes a message; a parent with replies stays as a tombstone so that its thread can still be read. */
  remove(channel: Channel, message: Message): void {
    const isParent = this.replies(channel, message.ts).length > 0;
    if (isParent) {
      message.text = 'This message was deleted.';
      message.tombstone = true;
      delete message.blocks;
      delete message.metadata;
      delete message.attachments;
      delete message.reactions;
    } else {
      channel.messages.splice(channel.messages.indexOf(message), 1);
      this.#byTs.get(channel.id)?.delete(message.ts);
      const thread = message.threadTs ? this.#threads.get(channel.id)?.get(message.threadTs) : undefined;
      thread?.splice(thread.indexOf(message), 1);
      this.#dropEmptyTombstone(channel, message.threadTs);
    }
    this.changed('everybody');
  }

  /** A tombstone stands for its thread only; without replies it goes too. */
  #dropEmptyTombstone(channel: Channel, threadTs: string | undefined): void {
    const parent = threadTs ? this.message(channel, threadTs) : undefined;
    if (parent?.tombstone && this.replies(channel, parent.ts).length === 0) this.remove(channel, parent);
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

  #index(channel: Channel): void {
    this.#channels.set(channel.id, channel);
    this.#byTs.set(channel.id, new Map());
    this.#threads.set(channel.id, new Map());
    for (const message of channel.messages) this.#remember(channel, message);
  }

  #remember(channel: Channel, message: Message): void {
    this.#byTs.get(channel.id)?.set(message.ts, message);
    if (!message.threadTs) return;
    const threads = this.#threads.get(channel.id);
    const thread = threads?.get(message.threadTs);
    if (thread) thread.push(message);
    else threads?.set(message.threadTs, [message]);
  }
}
