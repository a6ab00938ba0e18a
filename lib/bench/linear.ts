import { parseArgs } from 'node:util';
import {
  BadOperation,
  checkLinear,
  type LineOperation,
  MODELS,
  type Model,
  modelNamed,
  modelOfKinds,
  type Operation,
  readOperations,
  registerFrom,
  type Verdict,
  wrongFor,
} from '../linear/index.ts';
import { messageOf, UsageError } from '../support/errors.ts';
import { figuresText, verdictText } from './linear-text.ts';
import { readPieces } from './read-pieces.ts';

const USAGE =
  'npm run bench -- linear FILE [--model NAME] [--initial JSON] [--limit SECONDS]; - is stdin';

const EXIT_CODES: Readonly<Record<Verdict['outcome'], number>> = {
  held: 0,
  violated: 1,
  unknown: 2,
};

interface Asked {
  readonly file: string;
  readonly model: string | undefined;
  readonly initial: string | undefined;
  readonly limit: string | undefined;
}

/** Judges a file of operations, prints the verdict and then what it took. */
export async function linearBench(args: readonly string[]): Promise<number> {
  const asked = askedFor(args);
  const limitMs = limitOf(asked);
  const started = performance.now();
  const operations = operationsOf(asked.file);
  const model = modelOf(asked, operations);
  refuseStrangers(asked.file, model, operations);
  const read = performance.now();
  const verdict = await checkLinear(operations, {
    model,
    ...(limitMs === null ? {} : { signal: AbortSignal.timeout(limitMs) }),
  });
  const checked = performance.now();
  process.stdout.write(verdictText(verdict, { model: model.name, operations }));
  process.stdout.write(
    figuresText({
      readMs: read - started,
      checkMs: checked - read,
      operations: operations.length,
      clients: new Set(operations.map(({ client }) => client)).size,
      keys: new Set(operations.map(({ key }) => key)).size,
      peakKilobytes: process.resourceUsage().maxRSS,
    }),
  );
  return EXIT_CODES[verdict.outcome];
}

function askedFor(args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        initial: { type: 'string' },
        limit: { type: 'string' },
      },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) {
      throw new Error(file === undefined ? 'no file was named' : 'one file at a time');
    }
    const { model, initial, limit } = values;
    return { file, model, initial, limit };
  } catch (error) {
    throw new UsageError({ what: `bench linear: ${messageOf(error)}`, tryThis: USAGE });
  }
}

function limitOf({ limit }: Asked): number | null {
  if (limit === undefined) return null;
  const seconds = Number(limit);
  if (seconds > 0 && Number.isFinite(seconds)) return Math.ceil(seconds * 1000);
  throw new UsageError({ what: `--limit ${limit} is no number of seconds`, tryThis: USAGE });
}

function operationsOf(file: string): readonly LineOperation[] {
  try {
    return readOperations(readPieces(file));
  } catch (error) {
    if (error instanceof BadOperation) throw badLine(file, error.at, error.wrong);
    throw new UsageError({
      what: `${file} cannot be read: ${messageOf(error)}`,
      tryThis: USAGE,
    });
  }
}

function modelOf(asked: Asked, operations: readonly Operation[]): Model<unknown> {
  // Without a word about it the kinds say it, and a file that fits none is judged as a register,
  // so that the line that does not fit is named.
  const name = asked.model ?? modelOfKinds(operations)?.name ?? 'register';
  const model = modelNamed(name);
  if (!model) {
    const names = MODELS.map((each) => each.name).join(', ');
    throw new UsageError({
      what: `there is no model ${name}`,
      tryThis: `--model with one of ${names}`,
    });
  }
  if (asked.initial === undefined) return model;
  if (model.name !== 'register') {
    throw new UsageError({ what: `--initial is for registers, not for a ${model.name}` });
  }
  try {
    return registerFrom(JSON.parse(asked.initial));
  } catch (error) {
    throw new UsageError({
      what: `--initial ${asked.initial} is no JSON: ${messageOf(error)}`,
      tryThis: `--initial 0, or --initial '"text"'`,
    });
  }
}

function refuseStrangers(
  file: string,
  model: Model<unknown>,
  operations: readonly LineOperation[],
): void {
  for (const operation of operations) {
    const wrong = wrongFor(model, operation);
    if (wrong !== null) throw badLine(file, operation.line, wrong);
  }
}

function badLine(file: string, line: number, wrong: string): UsageError {
  return new UsageError({
    what: `${file}, line ${line}: ${wrong}`,
    tryThis: 'one operation a line: {"client", "key", "kind", "value", "call", "return"}',
  });
}
