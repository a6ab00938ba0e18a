import { expect } from 'chai';
import Mocha from 'mocha';
import type { StatefulPromise, Verdict } from '../../lib/model/promise.ts';
import { promises } from '../../lib/promises/index.ts';

export interface DeclaredStory {
  readonly id: string;
  readonly title: string;
  readonly tries: readonly string[];
}

export interface StoryResult {
  /** What broke in the suite or on the host, or null. */
  readonly error: string | null;
  /** True when this cluster lacks what the story needs, so that nobody set out to play it. */
  readonly isLeftOut: boolean;
  readonly verdicts: readonly Verdict[];
  readonly run: string;
  readonly folder: string;
  readonly seed: string;
}

/**
 * A story is a `describe`, a promise is an `it`. The result never rejects: when a `before` throws,
 * mocha drops every `it` below it, and a promise that vanishes looks like one that nobody made.
 */
export function declareStory(
  suite: Mocha.Suite,
  story: DeclaredStory,
  result: () => Promise<StoryResult>,
): void {
  let ended: StoryResult;
  suite.timeout(0);
  suite.beforeAll('the story is played and judged', async () => {
    ended = await result();
  });
  const add = (title: string, body: Mocha.Func) => suite.addTest(new Mocha.Test(title, body));

  add('plays to its end', function (this: Mocha.Context) {
    if (ended.isLeftOut) this.skip();
    if (ended.error) expect.fail(ended.error);
  });
  for (const promise of promises.filter(({ id }) => story.tries.includes(id))) {
    add(`${promise.id}: ${promise.statement}`, function (this: Mocha.Context) {
      if (ended.isLeftOut) this.skip();
      const verdict = ended.verdicts.find((candidate) => candidate.promise === promise.id);
      if (!verdict) expect.fail('there is no verdict: the story left no history');
      if (verdict.outcome === 'not-applicable') this.skip();
      if (verdict.outcome !== 'held') expect.fail(explain(story, ended, verdict));
    });
  }
  add('no other promise is broken', () => {
    const broken = promises.filter((promise) => isBroken(promise, ended));
    const said = broken.flatMap(({ id }) => {
      const verdict = ended.verdicts.find((candidate) => candidate.promise === id);
      return verdict ? [explain(story, ended, verdict)] : [];
    });
    if (said.length > 0) expect.fail(said.join('\n'));
  });

  function isBroken({ id, level }: StatefulPromise, { verdicts }: StoryResult): boolean {
    const verdict = verdicts.find((candidate) => candidate.promise === id);
    return level === 'MUST' && !story.tries.includes(id) && verdict?.outcome === 'violated';
  }
}

function explain(story: DeclaredStory, ended: StoryResult, verdict: Verdict): string {
  const said = [...verdict.violations, ...verdict.doubts].map(({ says }) => says);
  if (verdict.reason) said.push(verdict.reason);
  if (said.length === 0) said.push('nothing in this story put it to the test');
  return [
    `${verdict.promise} ${verdict.outcome}: ${said.slice(0, 3).join('\n    ')}`,
    `history  ${ended.folder}/history.jsonl`,
    `judge    steadfast judge ${ended.run}`,
    `rerun    steadfast run ${story.id} --seed ${ended.seed}`,
  ].join('\n');
}
