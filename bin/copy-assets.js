// What the compiler leaves behind: shell programs, scripts for k6, policies and tables that the
// code reads at run time from beside itself. They keep their places, so that the same relative
// paths find them.
import { cpSync, globSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const assets = globSync('{lib,reports}/**/*.{sh,yaml,json,c,conf,go,mod,sum,java,k6.js}', {
  exclude: ['reports/{runs,golden}/**'],
});
for (const file of assets) {
  mkdirSync(dirname(join('dist', file)), { recursive: true });
  cpSync(file, join('dist', file));
}
