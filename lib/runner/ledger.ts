import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClusterAddress } from '../model/cluster.ts';
import type { Params } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { noteFolder } from '../support/note-folder.ts';
import { stateFolder } from '../support/paths.ts';
import { thisRunner } from '../support/process-identity.ts';
import { addressSchema } from './cluster-address.ts';

const debtSchema = z.object({
  schema: z.literal('steadfast/debt/v1'),
  id: z.string(),
  fault: z.string(),
  params: z.record(z.string(), z.json()),
  cluster: addressSchema,
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
  unreadable(): { readonly file: string; readonly says: string }[];
}

export function openLedger(folder: string = join(stateFolder(), 'debts')): Ledger {
  const debts = noteFolder<Debt>(folder, (json) => debtSchema.parse(json));
  return {
    open(fresh) {
      const debt: Debt = {
        schema: 'steadfast/debt/v1',
        id: debtId(fresh),
        ...fresh,
        params: { ...fresh.params } as Debt['params'],
        fingerprint: [...fresh.fingerprint],
        ...thisRunner(),
        openedAt: new Date().toISOString(),
      };
      try {
        debts.put(debt.id, debt);
      } catch (error) {
        throw refusedToOpen(fresh, debts.fileOf(debt.id), error);
      }
      return debt;
    },
    close: (id) => debts.drop(id),
    list: () => debts.list(),
    unreadable: () => debts.unreadable(),
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

function refusedToOpen({ fault, params }: NewDebt, file: string, error: unknown): HarnessError {
  const taken = (error as NodeJS.ErrnoException).code === 'EEXIST';
  return new HarnessError({
    what: `no debt can be opened for ${fault} on ${JSON.stringify(params)}`,
    ...(taken ? { lastSeen: `one is open already: ${file}` } : { cause: error }),
    tryThis: 'steadfast heal',
  });
}
