import { isAlive } from '../support/process-identity.ts';
import { type Debt, type Ledger, openLedger } from './ledger.ts';

/**
 * Closes what was owed to a cluster that has just gone: the next one of its name owes nothing. A
 * runner that is alive hears by itself that its cluster is gone, and closes its own.
 */
export function voidDebts(
  gone: { readonly provider: string; readonly name: string },
  ledger: Ledger = openLedger(),
): readonly Debt[] {
  const debts = ledger
    .list()
    .filter(({ cluster }) => cluster.provider === gone.provider && cluster.cluster === gone.name)
    .filter((debt) => !isAlive(debt));
  for (const { id } of debts) ledger.close(id);
  return debts;
}
