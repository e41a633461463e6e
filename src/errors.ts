// The two kinds of error: a UserError is told to the person as it stands, everything else is logged and apologised for.

/** Something the person can act on. Its message is shown as it is, so it says what to do next. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** The configuration cannot work. The message is one sentence that names the variable and the remedy. */
export class ConfigError extends UserError {
  override readonly name = 'ConfigError';
}

/** What an unknown thrown value says of itself. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
