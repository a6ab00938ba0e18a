import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { promises } from './promises/index.ts';
import { findScenarios } from './runner/find-scenarios.ts';
import { packageFolder } from './support/paths.ts';

const root = packageFolder();
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && existsSync(join(root, file)));
const sources = files.filter((file) => /\.ts$/.test(file));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** Which folder may import which: everything points one way, towards the model. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'lib/model': ['lib/model'],
  'lib/support': ['lib/support'],
  'lib/linear': ['lib/linear'],
  'lib/bench': [
    ...['lib/model', 'lib/support', 'lib/linear'],
    ...['lib/judge', 'lib/cluster', 'lib/faults', 'lib/runner', 'lib/cli', 'lib/bench'],
  ],
  'lib/promises': ['lib/model', 'lib/linear', 'lib/promises'],
  'lib/judge': ['lib/model', 'lib/support', 'lib/promises', 'lib/judge'],
  'lib/faults': ['lib/model', 'lib/support', 'lib/cluster', 'lib/faults'],
  'lib/workloads': ['lib/model', 'lib/support', 'lib/workloads'],
  'lib/witness': ['lib/model', 'lib/support', 'lib/cluster', 'lib/workloads', 'lib/witness'],
  'lib/airgap': ['lib/model', 'lib/support', 'lib/airgap'],
  'lib/cluster': ['lib/model', 'lib/support', 'lib/airgap', 'lib/cluster'],
  scenarios: ['lib/model', 'lib/faults', 'lib/workloads', 'lib/promises'],
  reports: ['lib/model', 'lib/support', 'lib/promises', 'lib/judge', 'reports'],
};

/** Files that quote what others wrote, in their words. */
const QUOTING = new Set([
  'lib/tidy.test.ts',
  'lib/selftest/mutants.ts',
  'lib/selftest/mutants-hidden.ts',
]);
/** Where a protocol of others has a word of ours in its messages, for something else. */
const SPOKEN_BY_OTHERS = new Set(['lib/workloads/kafka/session.ts']);

describe('tidy', () => {
  it('imports point one way', () => {
    const wrong = sources.flatMap((file) => {
      const from = Object.keys(MAY_IMPORT).find((folder) => file.startsWith(`${folder}/`));
      if (!from || file.endsWith('.test.ts')) return [];
      return importsOf(file)
        .filter((target) => !MAY_IMPORT[from]?.some((folder) => target.startsWith(`${folder}/`)))
        .map((target) => `${file} imports ${target}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it('files stop at 250 lines, and lines of code at 100 columns', () => {
    const long = sources
      .filter((file) => textOf(file).split('\n').length > 251)
      .map((file) => `${file} has ${textOf(file).split('\n').length - 1} lines`);
    const wide = sources
      .filter((file) => !/(\.test|\/drawing[a-z-]*|\/drawn[a-z-]*)\.ts$/.test(file))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .flatMap((line, index) => (line.length > 100 ? [`${file}:${index + 1}`] : [])),
      );
    expect([...long, ...wide]).to.deep.equal([]);
  });

  it('file names are kebab-case and say what they hold', () => {
    const vague = /\b(utils?|helpers?|common|manager|misc|stuff)\b/;
    const odd = sources.filter((file) => {
      const name = file.slice(file.lastIndexOf('/') + 1).replace(/(\.test|\.suite)?\.ts$/, '');
      return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || vague.test(name);
    });
    expect(odd).to.deep.equal([]);
  });

  it('the word partition never stands alone', () => {
    const mentions = files
      .filter((file) => /\.(ts|md|yaml|sh)$/.test(file) && !QUOTING.has(file))
      .filter((file) => !SPOKEN_BY_OTHERS.has(file))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .flatMap((line, index) =>
            isBarePartition(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
          ),
      );
    expect(mentions).to.deep.equal([]);
  });

  it('nothing waits outside of waitFor, and nothing is left half done', () => {
    // Waiting itself, the renewal of a lease, what a supervisor does all its life, and mocha's own
    // word for not-applicable.
    const allowed = new Set([
      'lib/support/wait.ts',
      'lib/runner/renewals.ts',
      'suites/support/declare-story.ts',
      'lib/cluster/embedded/supervisor.ts',
      ...QUOTING,
    ]);
    const banned =
      /\bsetTimeout\(|\bsetInterval\(|\.only\(|\.skip\(|\bTODO\b|\bFIXME\b|@ts-(ignore|expect-error)/;
    const found = sources
      .filter((file) => !allowed.has(file))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .flatMap((line, index) =>
            banned.test(line) && !line.includes('tidy: ')
              ? [`${file}:${index + 1}: ${line.trim()}`]
              : [],
          ),
      );
    expect(found).to.deep.equal([]);
  });

  it('every promise is tried by a story, and every story tries promises that exist', async () => {
    const known = new Set(promises.map(({ id }) => id));
    const tried = new Set<string>();
    const strangers: string[] = [];
    for (const { id, scenario } of await findScenarios()) {
      expect(scenario.tries, id).to.not.be.empty;
      for (const promise of scenario.tries) {
        tried.add(promise);
        if (!known.has(promise)) strangers.push(`${id} tries ${promise}`);
      }
    }
    expect(strangers).to.deep.equal([]);
    expect([...known].filter((id) => !tried.has(id))).to.deep.equal([]);
  });

  // Its undo is proved by all nodes looking as before, and beside others they do not.
  it('a story that borrows is played apart from others that do', async () => {
    const wrong = (await findScenarios())
      .filter(({ id, scenario }) => {
        return !scenario.exclusive && textOf(`scenarios/${id}.ts`).includes('.under(');
      })
      .map(({ id }) => id);
    expect(wrong).to.deep.equal([]);
  });

  it('links between the documents lead somewhere', () => {
    const dead = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...textOf(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
          .map(([, target]) => join(dirname(file), target ?? ''))
          .filter((target) => !existsSync(join(root, target)))
          .map((target) => `${file} -> ${target}`),
      );
    expect(dead).to.deep.equal([]);
  });
});

function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(/from '(\.[^']+)'/g)].map(([, target]) =>
    relative(root, join(root, dirname(file), target ?? '')),
  );
}

function isBarePartition(line: string): boolean {
  const rest = line
    .replace(/update partition/gi, '')
    .replace(/updatePartition|update-partition|update_partition/g, '')
    // The field's own name in a manifest or a patch, and the word inside quotes or code marks.
    .replace(/rollingUpdate[^\n]*partition/g, '')
    .replace(/\bpartition: /g, '')
    .replace(/[`'"]partition[`'"]/g, '')
    .replace(/a bare "partition"|\bthe word partition\b/g, '')
    .replace(/isBarePartition|SS-PTN/g, '');
  return /\bpartitions?\b/i.test(rest);
}
