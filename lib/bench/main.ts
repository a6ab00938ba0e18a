import { HarnessError, UsageError } from '../support/errors.ts';
import { linearBench } from './linear.ts';

/** What can be measured: each takes the rest of the command line and answers with an exit code. */
const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  linear: linearBench,
  // Whoever judges a file does not wait until all that reaches a cluster is loaded.
  upstream: async (args) => (await import('./upstream.ts')).upstreamBench(args),
  interrupt: async (args) => (await import('./interrupt.ts')).interruptBench(args),
  margins: async (args) => (await import('./margins.ts')).marginsBench(args),
  undo: async (args) => (await import('./undo.ts')).undoBench(args),
};

/** The way out, in one place: results went to stdout by then, and this goes to stderr. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  try {
    const bench = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
    if (!bench) {
      throw new UsageError({
        what: name === undefined ? 'no bench was named' : `there is no bench ${name}`,
        tryThis: `npm run bench -- ${Object.keys(BENCHES).join(' | ')}`,
      });
    }
    return await bench(args);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof UsageError ? 64 : 3;
  }
}

process.exitCode = await main(process.argv.slice(2));
