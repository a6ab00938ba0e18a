/** One request of one client on one object, as the client saw it. */
export interface Operation {
  readonly client: string | number;
  /** The object: operations on different keys have nothing to do with each other. */
  readonly key: string | number;
  /** What was asked for, in the words of the model: `read`, `write`, `acquire`. */
  readonly kind: string;
  /** What was sent, or what came back, as the kind says. */
  readonly value: unknown;
  /** When the request was sent, on one clock for all clients; the unit does not matter. */
  readonly call: number;
  /** When the answer came, or UNSURE. */
  readonly return: number;
}

/** No answer came: the operation may take effect at any time after its call, or never. */
export const UNSURE = -1;

/** An operation that no verdict can be built on: it is refused, never guessed at. */
export class BadOperation extends Error {
  override readonly name = 'BadOperation';
  /** Where it stands: the line of a file where it came from one, else its place in the list. */
  readonly at: number;
  readonly wrong: string;

  constructor(at: number, wrong: string) {
    super(`operation ${at}: ${wrong}`);
    this.at = at;
    this.wrong = wrong;
  }
}

/** What is wrong with the six fields, or null. Which values a kind takes is the model's affair. */
export function wrongIn(
  fields: Readonly<Partial<Record<keyof Operation, unknown>>>,
): string | null {
  const { client, key, kind, value, call, return: back } = fields;
  if (!isName(client)) return wrongField('client', client, 'a string or a number');
  if (!isName(key)) return wrongField('key', key, 'a string or a number');
  if (typeof kind !== 'string') return wrongField('kind', kind, 'a string');
  if (value === undefined) return 'the field value is missing; null says that there is none';
  if (!isTime(call)) return wrongField('call', call, 'a number from 0 on');
  if (back === UNSURE) return null;
  if (!isTime(back))
    return wrongField('return', back, `a number from 0 on, or ${UNSURE} for unsure`);
  return back < call ? `return (${back}) is before call (${call})` : null;
}

function isName(field: unknown): field is string | number {
  return typeof field === 'string' || Number.isFinite(field);
}

function isTime(field: unknown): field is number {
  return typeof field === 'number' && Number.isFinite(field) && field >= 0;
}

function wrongField(name: string, field: unknown, wanted: string): string {
  if (field === undefined) return `the field ${name} is missing`;
  return `${name} is ${JSON.stringify(field)}, not ${wanted}`;
}
