import { isAlive } from '../support/process-identity.ts';
import { isOn } from './cluster-address.ts';
import { type Debt, type Ledger, openLedger } from './ledger.ts';

/**
 * Closes what was owed to a cluster that has just gone: the next one of its name owes nothing. A
 * runner that is alive hears by itself that its cluster is gone, and closes its own.
 */
export function voidDebts(
  gone: { readonly provider: string; readonly name: string },
  ledger: Ledger = openLedger(),
): readonly Debt[] {
  const debts = ledger.list().filter((debt) => isOn(debt, gone) && !isAlive(debt));
  for (const { id } of debts) ledger.close(id);
  return debts;
}
