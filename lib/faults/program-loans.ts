import { freezeProgram } from './freeze-program.ts';
import { apiServer, controllerManager, etcd, kubelet, scheduler } from './node-program.ts';
import { stopProgram } from './stop-program.ts';

/** Containers run on without their kubelet; the node is soon taken for dead. */
export const stopKubelet = stopProgram(kubelet);

export const stopControllerManager = stopProgram(controllerManager);
/** A leader that wakes up later and still thinks it leads. */
export const freezeControllerManager = freezeProgram(controllerManager);
export const stopScheduler = stopProgram(scheduler);
/** Members run on; nobody hears of them, and nobody can change them. */
export const stopApiServer = stopProgram(apiServer);
/** The API answers, and remembers nothing. */
export const stopEtcd = stopProgram(etcd);
