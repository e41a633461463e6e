// What a command that keeps running hands back, and where it prints what a person should read.

/** What was started, and how to stop it. */
export interface Running {
  stop(): Promise<void>;
}

/** Prints a line. */
export type Out = (line: string) => void;
