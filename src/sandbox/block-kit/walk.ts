// Walking through blocks: every block with the ones inside it, and every element a person can act on.
import type { Block, Element } from '../model.js';
import { isObject } from './interpret.js';
import type { Path } from './text.js';

export interface Placed<T> {
  block: Block;
  item: T;
  path: Path;
}

/** Every block, those in carousels and containers included, with its place. */
export function everyBlock(blocks: readonly Block[], root: Path = ['blocks']): Placed<Block>[] {
  return blocks.flatMap((block, i) => {
    const path = [...root, i];
    const inside =
      block.type === 'container'
        ? everyBlock(asBlocks(block.child_blocks), [...path, 'child_blocks'])
        : block.type === 'carousel'
          ? everyBlock(asBlocks(block.elements), [...path, 'elements'])
          : [];
    return [{ block, item: block, path }, ...inside];
  });
}

/** Every element that carries an action_id, with the block it stands in. */
export function everyElement(blocks: readonly Block[], root: Path = ['blocks']): Placed<Element>[] {
  return everyBlock(blocks, root).flatMap(({ block, path }) =>
    (ELEMENTS_OF[block.type]?.(block) ?? []).map(([item, at]) => ({ block, item, path: [...path, ...at] })),
  );
}

const listed =
  (key: string) =>
  (block: Block): [Element, Path][] =>
    asElements(block[key]).map((element, i) => [element, [key, i]]);

const single =
  (key: 'accessory' | 'element') =>
  (block: Block): [Element, Path][] => {
    const element = block[key];
    return element && element.type !== 'image' ? [[element, [key]]] : [];
  };

/** Where each type of block keeps its elements; every other block shows something and takes no action. */
const ELEMENTS_OF: Record<string, (block: Block) => [Element, Path][]> = {
  actions: listed('elements'),
  context_actions: listed('elements'),
  card: listed('actions'),
  section: single('accessory'),
  input: single('element'),
};

const asBlocks = (value: unknown): Block[] => (Array.isArray(value) ? value.filter(isObject) : []) as Block[];
const asElements = (value: unknown): Element[] =>
  (Array.isArray(value) ? value.filter(isObject) : []) as Element[];
