/** What other programs may build on: reading and judging what a run has recorded. */

export { judgeHistory } from './judge/judge.ts';
export { type JudgedFolder, judgeFolder, type VerdictsFile } from './judge/judge-folder.ts';
export { type Cut, readHistory } from './judge/read-history.ts';
export type { Entry, EntryOf, History, Kind } from './model/entry.ts';
export { entrySchema } from './model/entry.ts';
export type { Findings, Level, Outcome, StatefulPromise, Verdict } from './model/promise.ts';
export { OUTCOMES } from './model/promise.ts';
export { promises } from './promises/index.ts';
