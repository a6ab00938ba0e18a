#!/usr/bin/env node
// Finds the right Node and the right sources, then steps aside. Plain JavaScript that old Nodes
// can read: but for the one beside it, the only file that the host's own Node ever runs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import './keep-compiled.js';

const NEEDED = 24;
const packed = new URL('../dist/lib/cli/main.js', import.meta.url);
const source = new URL('../lib/cli/main.ts', import.meta.url);
// Node strips no types below node_modules, so a package brings JavaScript. A clone has none of it:
// packing removes it again, so that it can never be staler than the sources beside it.
const main = existsSync(packed) ? packed : source;

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  const { main: start } = await import(main.href);
  await start(process.argv);
} else {
  const node = bundledNode();
  if (!node) {
    process.stderr.write(
      `steadfast needs Node ${NEEDED}; this is ${process.version}, and npm brought none for ` +
        `${process.platform}-${process.arch}.\n  try        a host with Node ${NEEDED} or newer\n`,
    );
    process.exit(3);
  }
  handOver(node);
}

/** npm brings Node as an optional dependency: one package a platform, no install script. */
function bundledNode() {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = platform === 'win' ? 'bin/node.exe' : 'bin/node';
  for (const family of ['node', 'node-bin']) {
    try {
      return require.resolve(`${family}-${platform}-${process.arch}/${file}`);
    } catch {
      // The next name, or none at all.
    }
  }
  return null;
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A terminal signals the whole group, a supervisor only this process: both must reach the child.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`);
    process.exit(3);
  });
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 3));
  });
}
