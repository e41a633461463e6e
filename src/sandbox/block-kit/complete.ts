// Giving validated blocks the ids they came without, as Slack does.
import { shortId } from '../ids.js';
import type { Block } from '../model.js';
import { everyBlock, everyElement } from './walk.js';

/** A copy of validated blocks in which every block has a block_id and every element an action_id. */
export function complete(blocks: readonly unknown[]): Block[] {
  const own = structuredClone(blocks) as Block[];
  const taken = new Set(everyBlock(own).map(({ block }) => block.block_id));
  const fresh = (): string => {
    const id = shortId();
    if (taken.has(id)) return fresh();
    taken.add(id);
    return id;
  };
  for (const { block } of everyBlock(own)) block.block_id ||= fresh();
  for (const { item } of everyElement(own)) item.action_id ||= fresh();
  return own;
}
