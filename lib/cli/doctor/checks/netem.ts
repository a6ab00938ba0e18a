import { attempt } from '../../../support/exec.ts';
import { type Check, fine, notNeeded } from '../check.ts';
import { findCommand } from '../host.ts';

/** A note rather than a verdict: latency has another way. */
export const netem: Check = {
  id: 'netem',
  title: 'latency in the kernel',
  neededFor: 'only to explain a report: without netem, latency goes through toxiproxy',
  providers: ['kind', 'embedded'],
  quick: false,
  async examine(survey) {
    const { host } = survey;
    if (!(await survey.sharesKernel())) return notNeeded('the containers run on another kernel');
    const unshare = findCommand(host, 'unshare');
    const tc = findCommand(host, 'tc');
    if (!unshare || !tc) return fine('not looked at: unshare or tc is not there');
    // A network namespace of the probe's own has a loopback device and nothing of the host's.
    const alone = [unshare, ...(host.root ? ['--net'] : ['--net', '--map-root-user'])];
    const probe = [tc, 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'];
    const { code, stderr } = await attempt([...alone, ...probe], { limitMs: 10_000 });
    if (code === 0) return fine('netem is there');
    if (/kind is unknown|no such file/i.test(stderr)) {
      return fine('no netem in this kernel: latency goes through toxiproxy');
    }
    return fine(`not known: ${stderr.trim().split('\n')[0] || `the probe ended with ${code}`}`);
  },
};
