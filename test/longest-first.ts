// The order in which the files of a run begin: those that take minutes first, so that nobody waits for one of them at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose files take long, the longest first. A fresh checkout knows no durations, and file sizes tell nothing of them. */
const LONG = ['/test/faults/', '/test/browser/', '/test/stories/', '/test/slack/connect.'];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = LONG.findIndex((part) => moduleId.includes(part));
  return found === -1 ? LONG.length : found;
};

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}
