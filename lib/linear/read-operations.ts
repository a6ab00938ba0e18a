import { BadOperation, type Operation, wrongIn } from './operation.ts';

/** An operation that came from a file, and the line it stands on. */
export interface LineOperation extends Operation {
  readonly line: number;
}

/**
 * Operations from JSON lines, one a line; empty lines are passed over. Takes the text in pieces of
 * any length, so that a file need not be in memory twice. Throws BadOperation with the line.
 */
export function readOperations(pieces: Iterable<string>): LineOperation[] {
  const operations: LineOperation[] = [];
  let number = 0;
  let rest = '';
  const take = (text: string) => {
    number++;
    if (text.trim() !== '') operations.push(operationOf(text, number));
  };
  for (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  }
  if (rest !== '') take(rest);
  return operations;
}

function operationOf(text: string, line: number): LineOperation {
  const fields = fieldsOf(text, line);
  const wrong = wrongIn(fields);
  if (wrong !== null) throw new BadOperation(line, wrong);
  // The fields have just been looked at: this is where data enters from outside.
  const { client, key, kind, value, call, return: back } = fields as Operation;
  return { client, key, kind, value, call, return: back, line };
}

type Fields = Readonly<Partial<Record<keyof Operation, unknown>>>;

function fieldsOf(text: string, line: number): Fields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new BadOperation(line, `this is no JSON: ${says}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new BadOperation(line, `this is no JSON object: ${shortened(text)}`);
  }
  return parsed as Fields;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text.trim();
}
