import type { StoryResult } from './declare-story.ts';

type Play = (ids: readonly string[]) => Promise<(id: string) => Promise<StoryResult>>;

/**
 * What plain mocha's describes and the scheduler know of each other. The describes say which
 * stories they want; the scheduler, loaded by --require, plays them all when mocha starts.
 */
function newSession() {
  const wanted: string[] = [];
  let results: ((id: string) => Promise<StoryResult>) | null = null;
  return {
    want: (id: string) => void wanted.push(id),
    async play(play: Play): Promise<void> {
      results = await play(wanted);
    },
    resultOf(id: string): Promise<StoryResult> {
      if (results) return results(id);
      return Promise.resolve({
        error: 'nothing plays the stories: start mocha with the .mocharc.yaml of this project',
        isLeftOut: false,
        verdicts: [],
        run: '',
        folder: '',
        seed: '',
      });
    },
  };
}

export const session = newSession();
