// Packs the project, installs the tarball in an empty folder and runs it from there: what a user
// gets from a registry must work without the clone.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? 'packed');
mkdirSync(folder, { recursive: true });
const run = (file: string, args: readonly string[], cwd: string) =>
  execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

run('npm', ['pack', '--pack-destination', folder], process.cwd());
const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
if (!tarball) throw new Error('npm pack made no tarball');
writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
run('npm', ['install', '--no-audit', '--no-fund', join(folder, tarball)], folder);

// kind-config.yaml mounts files by their place beside it: they have to come along.
const installed = join(folder, 'node_modules', 'steadfast');
const config = readFileSync(join(installed, 'kind-config.yaml'), 'utf8');
for (const [, file = ''] of config.matchAll(/hostPath: \.\/(lib\/\S+)/g)) {
  if (!existsSync(join(installed, file))) throw new Error(`the package lacks ${file}`);
}

const steadfast = join(folder, 'node_modules', '.bin', 'steadfast');
const version = run(steadfast, ['--version'], folder).trim();
const stories = JSON.parse(run(steadfast, ['list', '--json'], folder)) as unknown[];
if (!/^\d+\.\d+\.\d+/.test(version) || stories.length === 0) {
  throw new Error(`the package answers with version "${version}" and ${stories.length} stories`);
}
process.stdout.write(`the package runs: version ${version}, ${stories.length} stories\n`);
