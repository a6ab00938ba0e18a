import { type Check, fine } from '../check.ts';
import { asRoot } from '../host.ts';
import { missingTools } from './built.ts';

export const tools: Check = {
  id: 'tools',
  title: 'kind and kubectl',
  neededFor: 'kind creates the cluster',
  providers: ['kind'],
  quick: true,
  async examine({ host }) {
    const missing = missingTools();
    if (missing.length === 0) return fine('both are here');
    return {
      state: 'broken',
      says: `neither on PATH nor built: ${missing.join(', ')}`,
      mend: [asRoot(host, 'npx steadfast airgap build')],
    };
  },
};
