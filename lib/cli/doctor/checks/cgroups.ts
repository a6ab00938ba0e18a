import { type Check, fine, notNeeded } from '../check.ts';

/** A note rather than a verdict: our clusters run with either version. */
export const cgroups: Check = {
  id: 'cgroups',
  title: 'control groups',
  neededFor: 'kubelets refuse version 1 unless they are told that it is meant',
  providers: ['kind'],
  quick: false,
  async examine({ engine }) {
    const found = await engine();
    if (found.state !== 'running') return notNeeded('to be seen when the engine runs');
    return found.facts.CgroupVersion === '1'
      ? fine('version 1: works, because the kubelets are told so (failCgroupV1: false)')
      : fine(`version ${found.facts.CgroupVersion || 'unknown'}`);
  },
};
