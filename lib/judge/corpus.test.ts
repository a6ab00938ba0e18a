import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { EntryOf } from '../model/entry.ts';
import { entriesOf } from '../model/history.ts';
import { promiseById } from '../promises/index.ts';
import { judgeHistory } from './judge.ts';
import { readHistory } from './read-history.ts';

interface Stored {
  readonly file: string;
  /** Promises that the story set out to try and that held. */
  readonly held: readonly string[];
  /** All of the promises that were violated, and words of the first finding. */
  readonly violated: readonly string[];
  readonly says?: RegExp;
}

/** Histories of real systems on real clusters, as they were recorded: see docs/workloads.md. */
const CORPUS: readonly Stored[] = [
  {
    file: 'nginx-serves-the-same',
    held: ['SS-APP-013', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    violated: [],
  },
  {
    file: 'nginx-without-a-claim',
    held: [],
    violated: ['SS-APP-013'],
    says: /serves another id\.txt/,
  },
  {
    file: 'nginx-under-k6',
    held: [
      ...['SS-APP-013', 'SS-APP-016', 'SS-AMO-001'],
      ...['SS-IDN-010', 'SS-STO-006', 'SS-PTN-001'],
    ],
    violated: [],
  },
  {
    file: 'nginx-never-asked',
    held: [],
    violated: ['SS-APP-016'],
    says: /served: rate>0\.99 was crossed/,
  },
  {
    file: 'etcd-leader-killed',
    held: [
      ...['SS-APP-011', 'SS-APP-012', 'SS-APP-017'],
      ...['SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    ],
    violated: [],
  },
  {
    file: 'etcd-scaled-to-one',
    held: [],
    violated: ['SS-APP-017'],
    says: /nothing was accepted for 7\d s of a set at rest/,
  },
  { file: 'etcd-answers-lost', held: ['SS-APP-011', 'SS-APP-012'], violated: [] },
  { file: 'etcd-on-bad-lines', held: ['SS-APP-011', 'SS-APP-012'], violated: [] },
  {
    file: 'etcd-without-claims',
    held: [],
    violated: ['SS-APP-011'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'postgresql-primary-replaced',
    held: ['SS-APP-003', 'SS-APP-011', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006', 'SS-PTN-001'],
    violated: [],
  },
  {
    file: 'postgresql-without-a-claim',
    held: [],
    violated: ['SS-APP-011'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'valkey-primary-cut-off',
    held: ['SS-APP-003', 'SS-APP-011', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    violated: [],
  },
  {
    file: 'valkey-takes-one-word',
    held: [],
    violated: ['SS-APP-011'],
    says: /is gone after it was acknowledged/,
  },
  { file: 'redis-primary-cut-off', held: ['SS-APP-003', 'SS-APP-011'], violated: [] },
  {
    file: 'redis-as-a-cache',
    held: [],
    violated: ['SS-APP-011'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'zookeeper-leader-killed',
    held: [
      ...['SS-APP-011', 'SS-APP-012', 'SS-APP-014'],
      ...['SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    ],
    violated: [],
  },
  {
    file: 'zookeeper-without-claims',
    held: [],
    violated: ['SS-APP-011', 'SS-APP-014'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'kafka-leader-cut-off',
    held: ['SS-APP-011', 'SS-APP-014', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    violated: [],
  },
  {
    file: 'kafka-takes-one-word',
    held: [],
    violated: ['SS-APP-011', 'SS-APP-014'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'rabbitmq-members-die',
    held: ['SS-APP-011', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    violated: [],
  },
  {
    file: 'rabbitmq-without-claims',
    held: [],
    violated: ['SS-APP-011'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'mariadb-members-die',
    held: [
      ...['SS-APP-003', 'SS-APP-011', 'SS-APP-015'],
      ...['SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    ],
    violated: [],
  },
  {
    file: 'mariadb-without-claims',
    held: [],
    violated: ['SS-APP-011'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'mariadb-without-transactions',
    held: [],
    violated: ['SS-APP-015'],
    says: /shows a sum of 803 instead of 800/,
  },
  {
    file: 'opensearch-primary-cut-off',
    held: ['SS-APP-003', 'SS-APP-011', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    violated: [],
  },
  {
    file: 'opensearch-in-one-memory',
    held: [],
    violated: ['SS-APP-011'],
    says: /is gone after it was acknowledged/,
  },
  {
    file: 'cassandra-members-die',
    held: [
      ...['SS-APP-003', 'SS-APP-011', 'SS-APP-013'],
      ...['SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
    ],
    violated: [],
  },
  {
    file: 'cassandra-without-claims',
    held: [],
    violated: ['SS-APP-011', 'SS-APP-013'],
    says: /is gone after it was acknowledged/,
  },
];

const folder = new URL('./corpus/', import.meta.url);

describe('stored runs of real systems', () => {
  it('are all judged here', () => {
    const files = readdirSync(folder).sort();
    expect(files).to.deep.equal(CORPUS.map(({ file }) => `${file}.jsonl.gz`).sort());
  });

  for (const { file, held, violated, says } of CORPUS) {
    it(`${file}: ${violated.join(', ') || 'nothing'} is violated`, () => {
      const verdicts = judgeHistory(stored(file));
      const ended = (outcome: string) =>
        verdicts.filter((verdict) => verdict.outcome === outcome).map(({ promise }) => promise);
      expect(ended('error')).to.deep.equal([]);
      const gating = ended('violated').filter((id) => promiseById(id)?.level === 'MUST');
      expect(gating).to.deep.equal(violated);
      expect(ended('held')).to.include.members([...held]);
      const first = verdicts.find(({ outcome }) => outcome === 'violated')?.violations[0];
      if (says) expect(first?.says).to.match(says);
    });
  }

  it('etcd-answers-lost has no order without the writes that nobody was told of', () => {
    const history = stored('etcd-answers-lost');
    const nameOf = ({ client, number }: EntryOf<'op'>) => `${client} ${number}`;
    const operations = entriesOf(history, 'op');
    const unsure = new Set(operations.filter(({ op }) => op === 'unsure').map(nameOf));
    const told = history.filter((entry) => entry.kind !== 'op' || !unsure.has(nameOf(entry)));
    const verdict = judgeHistory(told).find(({ promise }) => promise === 'SS-APP-012');
    expect(verdict?.outcome).to.equal('violated');
  });
});

function stored(name: string) {
  const place = mkdtempSync(join(tmpdir(), 'steadfast-'));
  try {
    const file = join(place, 'history.jsonl');
    writeFileSync(file, gunzipSync(readFileSync(new URL(`${name}.jsonl.gz`, folder))));
    return readHistory(file).history;
  } finally {
    rmSync(place, { recursive: true });
  }
}
