import type { Cluster } from '../model/cluster.ts';
import { refusalText, storyRefusal } from '../runner/blast-radius.ts';
import type { FoundScenario } from '../runner/find-scenarios.ts';
import { UsageError } from '../support/errors.ts';

/**
 * The stories that can be played on this cluster. One of ours lacks what a gate, a provider or a
 * missing program decides: that is no trial owed, and the promises say so themselves. On a cluster
 * of somebody else what is missing is a permission or a flag, and there every refusal is shown.
 */
export function playableOn(
  cluster: Cluster,
  scenarios: readonly FoundScenario[],
  say: (line: string) => void,
): readonly FoundScenario[] {
  if (cluster.radius) return scenarios;
  const refusals = scenarios.map(({ scenario }) => storyRefusal(cluster, scenario));
  const playable = scenarios.filter((_, place) => refusals[place] === null);
  const reasons = scenarios.flatMap(({ id }, place) => {
    const refusal = refusals[place];
    return refusal ? [`${id} is left out: it ${refusalText(refusal)}`] : [];
  });
  if (playable.length === 0) {
    throw new UsageError({
      what: 'none of these stories can be played on this cluster',
      lastSeen: reasons.join('\n             '),
    });
  }
  for (const reason of reasons) say(reason);
  return playable;
}
