import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../support/paths.ts';

export function suiteVersion(): string {
  const file = join(packageFolder(), 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
