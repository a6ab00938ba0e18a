import { KubeConfig } from '@kubernetes/client-node';
import { defaultKubeconfig } from '../../../cluster/existing/provider.ts';
import { messageOf } from '../../../support/errors.ts';
import { type Check, fine } from '../check.ts';

export const kubeconfig: Check = {
  id: 'kubeconfig',
  title: 'kubeconfig',
  neededFor: 'a cluster of your own is named by a context of this file',
  providers: ['existing'],
  quick: true,
  async examine() {
    const file = defaultKubeconfig();
    const mend = ['export KUBECONFIG=/path/of/your/kubeconfig'];
    try {
      const config = new KubeConfig();
      config.loadFromFile(file);
      const names = config.getContexts().map(({ name }) => name);
      if (names.length > 0) return fine(`${file} names ${names.join(', ')}`);
      return { state: 'broken', says: `${file} names no context`, mend };
    } catch (error) {
      return { state: 'broken', says: messageOf(error), mend };
    }
  },
};
