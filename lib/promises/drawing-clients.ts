import type { Pen, Stroke } from './drawing-scene.ts';

const ENDS: Readonly<Record<string, string>> = { ')': 'ok', '?': 'unsure', x: 'failed' };

/**
 * write CLIENT KEY VALUE [member=] [place=] and read CLIENT KEY VALUE [member=]: `(` a question, and how it
 * ended: `)` done, `?` nobody knows, `x` not at all. A read of `-` finds nothing. `!` is a question
 * that was answered 5 ms later.
 */
export const clientPens: Readonly<Record<string, Pen>> = {
  write: (stroke) => operation(stroke, 'write'),
  read: (stroke) => operation(stroke, 'read'),
};

function operation({ row, mark, at, scene }: Stroke, does: 'read' | 'write'): readonly object[] {
  const [client = '', key = '', word = '-'] = row.names;
  const begun = scene.operations.get(client) ?? 0;
  const number = '(!'.includes(mark) ? begun + 1 : begun;
  scene.operations.set(client, number);
  const value = word === '-' ? null : word;
  const member = row.options.member ?? 'web-0';
  const common = { kind: 'op', by: 'client', client, key, member, number, does, podUid: null };
  const asked = { ...common, op: 'invoke', value: does === 'write' ? value : null, at };
  if (mark === '(') return [asked];
  const told = row.options.place === undefined ? {} : { place: Number(row.options.place) };
  if (mark === '!') return [asked, { ...common, ...told, op: 'ok', value, at: at + 5 }];
  const came = does === 'read' && mark !== ')' ? null : value;
  return [{ ...common, ...(mark === ')' ? told : {}), op: ENDS[mark], value: came, at }];
}
