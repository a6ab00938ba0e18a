import { DEFAULT_KUBERNETES, nodeImage as imageName } from '../../../airgap/versions.ts';
import { type Check, fine, notNeeded } from '../check.ts';
import { asRoot } from '../host.ts';
import { hasNodeImage } from './built.ts';

export const nodeImage: Check = {
  id: 'node-image',
  title: 'node image',
  neededFor: 'what a node boots from; where a registry is reached, kind fetches its own instead',
  providers: ['kind'],
  quick: true,
  async examine(survey) {
    const image = imageName(DEFAULT_KUBERNETES);
    if (await hasNodeImage(survey)) return fine(image);
    if ((await survey.engine()).state === 'stopped') {
      return notNeeded('to be seen when the engine runs');
    }
    // Who asks for kind by name may well have a registry; the automatic choice goes without.
    const asked = survey.provider === 'kind';
    const says = `${image} is not in the engine`;
    return {
      state: asked ? 'warning' : 'broken',
      says: asked ? `${says}: kind will ask a public registry for its own` : says,
      mend: [asRoot(survey.host, 'npx steadfast airgap build')],
    };
  },
};
