import type { ClusterNode } from '../../model/cluster.ts';
import { onNode } from './files.ts';

/** A service of a node that ended by itself, and was started again. */
export interface Ended {
  readonly node: string;
  readonly service: string;
  readonly times: number;
  readonly code: number;
  /** The last it said. */
  readonly says: string;
}

const LOOK = `cd /var/log/steadfast
[ -e /run/steadfast/ended ] || exit 0
while read -r _ name code; do
  echo "$name $code $(tail -n 1 "$name.log" | tail -c 300)"
done < /run/steadfast/ended`;

/** Which services of a node have ended since it was switched on: a healthy node has none. */
export async function endedOn(node: ClusterNode): Promise<readonly Ended[]> {
  const lines = (await onNode(node, LOOK)).split('\n').filter(Boolean);
  const found = new Map<string, Ended>();
  for (const line of lines) {
    const [service = '', code = '', ...words] = line.split(' ');
    const times = (found.get(service)?.times ?? 0) + 1;
    found.set(service, {
      node: node.name,
      service,
      times,
      code: Number(code),
      says: words.join(' '),
    });
  }
  return [...found.values()];
}

export function endedText(all: readonly Ended[]): string {
  return all
    .map(({ node, service, times, code, says }) => {
      return `${service} on ${node} ended ${times} times, last with ${code}: ${says}`;
    })
    .join('\n             ');
}
