import { listOf, objectOf, textPairs } from './drawing-api.ts';
import type { Pen } from './drawing-scene.ts';

/** Pens for what members stand on and what protects them: nodes and disruption budgets. */
export const nodePens: Readonly<Record<string, Pen>> = {
  /**
   * node NAME UID [taints=KEY,KEY]: `f` found Ready, `N` nothing is heard of it, `R` Ready again,
   * `t` it carries the taints, `u` it carries none, `c` cordoned, `o` open again, `-` removed.
   */
  node(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = name] = row.names;
    const taints = listOf(row.options.taints).map((key) => `${key}:NoExecute`);
    const fresh = { kind: 'node', name, ready: 'True', unschedulable: false, taints: [] };
    const changes: Readonly<Record<string, object>> = {
      ...{ N: { ready: 'Unknown' }, R: { ready: 'True' }, t: { taints }, u: { taints: [] } },
      ...{ c: { unschedulable: true }, o: { unschedulable: false } },
    };
    return [objectOf(stroke, uid, fresh, changes[mark] ?? {})];
  },

  /**
   * pdb NAME UID [allowed=] [healthy=] [desired=] [expected=] [min=] [max=] [policy=] [selects=]:
   * a digit is a new number of disruptions allowed, `m` to `q` apply the option of that letter,
   * and `!` or `~` enter or strike out gone=POD among the disrupted.
   */
  pdb(stroke) {
    const { row, mark } = stroke;
    const [name = 'web', uid = 'budget'] = row.names;
    const { allowed = '1', healthy = '3', desired = '2', expected = '3' } = row.options;
    const { min = null, max = null, policy = null, selects = '', gone = 'web-0' } = row.options;
    const fresh = {
      ...{
        kind: 'pdb',
        name,
        disruptionsAllowed: Number(allowed),
        currentHealthy: Number(healthy),
      },
      ...{ desiredHealthy: Number(desired), expectedPods: Number(expected) },
      ...{ minAvailable: min, maxUnavailable: max, unhealthyPolicy: policy },
      ...{ selector: textPairs(selects), generation: 1, observedGeneration: 1, disruptedPods: {} },
    };
    if (/[0-9]/.test(mark)) {
      return [objectOf(stroke, uid, fresh, { disruptionsAllowed: Number(mark) })];
    }
    if (/[m-q]/.test(mark)) {
      const numbers = Object.entries(textPairs(row.options[mark])).map(([key, value]) => {
        return [key, /^[0-9]+$/.test(value) && !key.endsWith('vailable') ? Number(value) : value];
      });
      return [objectOf(stroke, uid, fresh, Object.fromEntries(numbers))];
    }
    const disrupted = mark === '!' ? { [gone]: 'then' } : {};
    const changes = '!~'.includes(mark) ? { disruptedPods: disrupted } : {};
    return [objectOf(stroke, uid, fresh, changes)];
  },
};
