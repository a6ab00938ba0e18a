import { readRunFile } from '../../reports/run-file.ts';
import { session } from '../../suites/support/session.ts';
import { UsageError } from '../support/errors.ts';
import { runCommand } from './commands/run.ts';
import { play } from './play.ts';
import { storyResult } from './story-result.ts';

if (process.argv.includes('--parallel')) {
  throw new UsageError({
    what: "mocha's --parallel is refused: it ends with 0 when it is interrupted",
    tryThis: 'steadfast run --jobs N',
  });
}

/** mocha calls this before the first test; options come from STEADFAST_OPTIONS, as typed. */
export async function mochaGlobalSetup(): Promise<void> {
  const typed = (process.env.STEADFAST_OPTIONS ?? '').split(' ').filter(Boolean);
  await session.play(async (ids) => {
    const folder = Promise.withResolvers<string>();
    folder.promise.catch(() => {});
    const command = runCommand(async (names, options) => {
      const { end, code } = await play(names, options);
      // mocha's own code counts failures; a run's code says which kind of end it was.
      process.on('exit', () => {
        process.exitCode = code;
      });
      if (end) folder.resolve(end.folder);
      else folder.reject(new UsageError({ what: 'the run ended before its first story' }));
    });
    command.parseAsync([...ids, ...typed], { from: 'user' }).catch(folder.reject);
    return async (id) => {
      const done = await folder.promise;
      return storyResult(done, readRunFile(done), id);
    };
  });
}
