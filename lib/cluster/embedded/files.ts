import type { ClusterNode, ExecOptions } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';

export interface NodeFile {
  readonly path: string;
  readonly text: string;
  /** True for a program. */
  readonly runs?: boolean;
}

/** Writes files on a node, each one whole or not at all, readable for root alone. */
export async function putFiles(node: ClusterNode, files: readonly NodeFile[]): Promise<void> {
  const lines = files.map(({ path, text, runs }) => {
    const encoded = Buffer.from(text).toString('base64');
    return `put ${path} ${runs ? '0700' : '0600'} ${encoded}`;
  });
  await onNode(node, [PUT, ...lines].join('\n'));
}

const PUT = `set -eu
put() {
  local aside="\${1%/*}/.\${1##*/}"
  mkdir -p "\${1%/*}"
  echo "$3" | base64 -d > "$aside"
  chmod "$2" "$aside"
  mv "$aside" "$1"
}`;

/** Runs a bash script that is handed over on its standard input, so that it may be long. */
export async function onNode(
  node: ClusterNode,
  script: string,
  options: Pick<ExecOptions, 'limitMs' | 'signal'> = {},
): Promise<string> {
  const { code, stdout, stderr } = await node.exec(['bash', '-s'], { ...options, input: script });
  if (code === 0) return stdout;
  throw new HarnessError({
    what: `${node.name} could not be set up`,
    lastSeen: stderr.trim().split('\n').slice(-3).join(' | ') || `exit code ${code}`,
  });
}
