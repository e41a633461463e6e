// Charters by version. A version never changes, so each is read once.
import { Charter, type CharterVersion } from '../charter/charter.js';
import type { PrismaClient } from './generated/prisma/client.js';

export class Charters {
  readonly #known = new Map<number, CharterVersion>();

  constructor(
    private readonly prisma: PrismaClient,
    private readonly workspace: string,
  ) {}

  /** One version. Throws when this workspace never had it. */
  async version(version: number): Promise<CharterVersion> {
    const known = this.#known.get(version);
    if (known !== undefined) return known;
    const row = await this.prisma.charter.findUniqueOrThrow({
      where: { workspace_version: { workspace: this.workspace, version } },
    });
    const read = { version, signed: row.signed, charter: Charter.parse(row.content) };
    this.#known.set(version, read);
    return read;
  }

  /** The version in force. Throws when the workspace has none yet. */
  async inForce(): Promise<CharterVersion> {
    const row = await this.prisma.charter.findFirstOrThrow({
      where: { workspace: this.workspace, inForceUntil: null },
      select: { version: true },
      orderBy: { version: 'desc' },
    });
    return this.version(row.version);
  }

  /** Puts version 1 in force, provisional and unsigned, where there is no charter yet. */
  async begin(charter: Charter, now: Date): Promise<void> {
    await this.prisma.charter.createMany({
      data: [{ workspace: this.workspace, version: 1, content: charter, signed: false, inForceFrom: now }],
      skipDuplicates: true,
    });
  }
}
