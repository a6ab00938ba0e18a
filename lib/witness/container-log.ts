import { wallTime } from './runtime-lines.ts';

/** A line that a container printed, as the runtime wrote it down on the node. */
export interface ContainerLine {
  /** Names one file: one start of one container. */
  readonly file: string;
  readonly pod: string;
  readonly podUid: string;
  readonly container: string;
  /** Wall clock of the node. */
  readonly at: number;
  readonly text: string;
}

/** Reads "log NAMESPACE_POD_UID/CONTAINER/FILE TIME STREAM TAG TEXT"; null for anything else. */
export function parseContainerLine(line: string): ContainerLine | null {
  const match = /^log (([^_/]+)_([^_/]+)_([^_/]+)\/([^/]+)\/\S+) (\S+) std(?:out|err) F (.*)$/.exec(
    line,
  );
  if (!match) return null;
  const [, file = '', , pod = '', podUid = '', container = '', time = '', text = ''] = match;
  const at = wallTime(time);
  return Number.isFinite(at) ? { file, pod, podUid, container, at, text } : null;
}
