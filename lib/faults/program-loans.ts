import { freezeProgram } from './freeze-program.ts';
import { controllerManager, kubelet, scheduler } from './node-program.ts';
import { stopProgram } from './stop-program.ts';

/** Containers run on without their kubelet; the node is soon taken for dead. */
export const stopKubelet = stopProgram(kubelet);

export const stopControllerManager = stopProgram(controllerManager);
export const freezeControllerManager = freezeProgram(controllerManager);
export const stopScheduler = stopProgram(scheduler);
