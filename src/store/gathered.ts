// Gathering: callers that arrive while a piece of work is under way go into its next run together, so a flood costs few.

import { setImmediate as immediate } from 'node:timers/promises';

interface Waiting<In, Out> {
  input: In;
  resolve(output: Out | Promise<Out>): void;
  reject(error: unknown): void;
}

/**
 * The same work in one run at a time: whoever calls while one is under way is served by the next, at most `most` together.
 * Nobody is given what was read before they called, so an answer is as fresh as one of their own. `run` returns an output
 * for each input, in the same order; when it fails, all its callers fail with it. An output that is still to come is
 * waited for by its own caller alone.
 */
export function gathered<In, Out>(
  run: (inputs: readonly In[]) => Promise<readonly (Out | Promise<Out>)[]>,
  most: number,
): (input: In) => Promise<Out> {
  const queue: Waiting<In, Out>[] = [];
  let running = false;

  async function serve(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const outputs = await run(group.map(({ input }) => input));
      for (const [index, { resolve }] of group.entries()) resolve(outputs[index] as Out | Promise<Out>);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async function serveAll(): Promise<void> {
    running = true;
    while (queue.length > 0) {
      await immediate(); // for those whose requests came in together
      await serve(queue.splice(0, most));
    }
    running = false;
  }

  return (input) =>
    new Promise((resolve, reject) => {
      queue.push({ input, resolve, reject });
      if (!running) void serveAll();
    });
}
