import { readFileSync } from 'node:fs';

/** The text of a shell program of this folder: it runs on a node or in a pod, never here. */
export function programText(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}
