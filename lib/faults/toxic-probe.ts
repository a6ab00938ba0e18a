import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { onNode } from './node-shell.ts';
import type { Target } from './reach.ts';

/** What a client makes of a line: an answer to its end, a broken one, or not a word in 8 s. */
export interface Seen {
  readonly answer: 'whole' | 'cut' | 'silent';
  readonly ms: number;
}

export interface Question {
  readonly from: ClusterNode;
  readonly to: Target;
  /** Until the end of the answer in the clear or over TLS, or until its first octet. */
  readonly by: 'clear' | 'tls' | 'octet';
  /** One after another, each over a connection of its own. */
  readonly times?: number;
  /** The user that asks, where not all users go the same way. */
  readonly as?: number;
}

/** Who has heard nothing for so long hears nothing. */
export const SILENT_SECONDS = 8;
export const QUESTION = 'GET /readyz HTTP/1.0\r\n\r\n';

// Whoever does not know this protocol says so, or hangs up. Over TLS a Kubernetes API server is
// told to say who asks, which nobody here does.
const ASK = `speak() {
  exec 3<>"/dev/tcp/$1/$2" || exit 1
  printf '${QUESTION.replaceAll('\r\n', '\\r\\n')}' >&3 || exit 1
}
clear() { speak "$@"; cat <&3; }
octet() { speak "$@"; head -c 1 <&3; }
tls() {
  kubectl --kubeconfig /dev/null --server "https://$1:$2" --insecure-skip-tls-verify \\
    --token nobody get --raw /version
}
how=$3 one="($3 $1 $2)"
as=\${5:+setpriv --reuid $5 --regid $5 --clear-groups}
began=$(date +%s%3N)
asks="$(declare -f); for n in {1..$4}; do $one || exit; done"
said=$($as timeout ${SILENT_SECONDS} bash -c "$asks" 2>&1)
code=$?
case $how$code$said in
  clear0?* | octet0?* | tls1*nauthorized* | tls1*'must be logged in'*) answer=whole ;;
  # The end of what was swallowed may still come.
  clear0 | octet0 | "$how"124*) answer=silent ;;
  *) answer=cut ;;
esac
echo "$answer $(($(date +%s%3N) - began))"`;

export async function ask({ from, to, by, times = 1, as }: Question): Promise<Seen> {
  const args = [to.address, `${to.port}`, by, `${times}`, `${as ?? ''}`];
  const limitMs = LIMITS.probeExecMs;
  const lines = await onNode(from, { what: 'asking over a line', script: ASK, args, limitMs });
  const [answer, ms] = (lines.at(-1) ?? '').split(' ');
  return { answer: answer === 'whole' || answer === 'silent' ? answer : 'cut', ms: Number(ms) };
}

export function seenText({ answer, ms }: Seen): string {
  return `${answer} after ${ms} ms`;
}
