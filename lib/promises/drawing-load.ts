import type { Pen } from './drawing-scene.ts';

/** Pens for what k6 measures, for what it makes of it in the end, and for what goes on meanwhile. */
export const loadPens: Readonly<Record<string, Pen>> = {
  /**
   * sample METRIC [tags=NAME:VALUE,...]: `+` is a yes, `-` a no, and a digit as many milliseconds
   * with two noughts behind it.
   */
  sample({ row, mark, at }) {
    const [metric = ''] = row.names;
    const pairs = (row.options.tags ?? '').split(',').filter(Boolean);
    const tags = Object.fromEntries(pairs.map((pair) => pair.split(':')));
    const value = '+-'.includes(mark) ? Number(mark === '+') : Number(mark) * 100;
    return [{ kind: 'sample', by: 'k6', metric, value, tags, at }];
  },

  /** deed NAME: what the story itself did then. */
  deed({ row, at }) {
    const [name = ''] = row.names;
    return [{ kind: 'step', step: 'verb', name, says: name, facts: {}, at }];
  },

  /** threshold METRIC CONDITION SAMPLES [value=]: `!` holds, `x` was crossed. */
  threshold({ row, mark, at }) {
    const [metric, condition, samples] = row.names;
    const value = row.options.value === undefined ? null : Number(row.options.value);
    const common = { kind: 'threshold', by: 'k6', metric, condition, value, at };
    return [{ ...common, holds: mark === '!', samples: Number(samples) }];
  },
};
