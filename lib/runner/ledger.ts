import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClusterAddress } from '../model/cluster.ts';
import type { Params } from '../model/fault.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { stateFolder } from '../support/paths.ts';
import { thisRunner } from '../support/process-identity.ts';

const debtSchema = z.object({
  schema: z.literal('steadfast/debt/v1'),
  id: z.string(),
  fault: z.string(),
  params: z.record(z.string(), z.json()),
  cluster: z.object({
    provider: z.enum(['kind', 'embedded', 'existing']),
    cluster: z.string(),
    kubeconfig: z.string(),
    context: z.string(),
  }),
  run: z.string(),
  runFolder: z.string(),
  /** The runner: its process id, and when that process started, since ids are used again. */
  pid: z.number(),
  pidStarted: z.string().nullable(),
  openedAt: z.string(),
  leaseSeconds: z.number(),
  fingerprint: z.array(z.string()),
});

/** What one fault still owes one cluster. */
export type Debt = Readonly<z.infer<typeof debtSchema>>;

export interface NewDebt {
  readonly fault: string;
  readonly params: Params;
  readonly cluster: ClusterAddress;
  readonly run: string;
  readonly runFolder: string;
  readonly leaseSeconds: number;
  readonly fingerprint: readonly string[];
}

export interface Ledger {
  /** Puts the debt on disk, for good, before it answers; refuses a second one on one target. */
  open(debt: NewDebt): Debt;
  close(id: string): void;
  list(): Debt[];
  /** Files that should be debts and cannot be read as one: somebody has to look at them. */
  unreadable(): { readonly file: string; readonly says: string }[];
}

export function openLedger(folder: string = join(stateFolder(), 'debts')): Ledger {
  const fileOf = (id: string) => join(folder, `${id}.json`);

  const readAll = () => {
    const names = existsSync(folder)
      ? readdirSync(folder).filter((name) => /\.json$/.test(name))
      : [];
    return names.sort().map((name) => readDebt(join(folder, name)));
  };

  return {
    open(fresh) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const debt: Debt = {
        schema: 'steadfast/debt/v1',
        id: debtId(fresh),
        ...fresh,
        params: { ...fresh.params } as Debt['params'],
        fingerprint: [...fresh.fingerprint],
        ...thisRunner(),
        openedAt: new Date().toISOString(),
      };
      const file = fileOf(debt.id);
      const draft = `${file}.${process.pid}.draft`;
      writeForGood(draft, `${JSON.stringify(debt, null, 2)}\n`);
      try {
        // A link fails where the name is taken, and what it names is whole: never half a debt.
        linkSync(draft, file);
      } catch (error) {
        throw refusedToOpen(fresh, file, error);
      } finally {
        unlinkSync(draft);
        syncFolder(folder);
      }
      return debt;
    },

    close(id) {
      if (!existsSync(fileOf(id))) return;
      unlinkSync(fileOf(id));
      syncFolder(folder);
    },

    list: () => readAll().flatMap(({ debt }) => (debt ? [debt] : [])),
    unreadable: () =>
      readAll().flatMap(({ file, debt, says }) => (debt === null ? [{ file, says }] : [])),
  };
}

/**
 * The same for every debt of one fault on one target, whichever process asks: undo works by name,
 * so paying one of two such debts would end the harm of both. On a node the node is the target.
 */
export function debtId({ fault, params, cluster }: NewDebt): string {
  const target = typeof params.node === 'string' ? params.node : JSON.stringify(params);
  const { provider, cluster: name, context } = cluster;
  const digest = createHash('sha256').update(JSON.stringify([provider, name, context, target]));
  return `${fault}-${digest.digest('hex').slice(0, 10)}`;
}

function readDebt(file: string): { file: string; debt: Debt | null; says: string } {
  try {
    return { file, debt: debtSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), says: '' };
  } catch (error) {
    return { file, debt: null, says: messageOf(error) };
  }
}

function refusedToOpen({ fault, params }: NewDebt, file: string, error: unknown): HarnessError {
  const taken = (error as NodeJS.ErrnoException).code === 'EEXIST';
  return new HarnessError({
    what: `no debt can be opened for ${fault} on ${JSON.stringify(params)}`,
    ...(taken ? { lastSeen: `one is open already: ${file}` } : { cause: error }),
    tryThis: 'steadfast heal',
  });
}

function writeForGood(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
