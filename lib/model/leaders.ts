import type { Component } from './history-faults.ts';

/** Components of which one leads, by the lease that it holds: it bears the program's name. */
export const LEADERS: Readonly<Record<string, Component>> = {
  'kube-controller-manager': 'controller-manager',
  'kube-scheduler': 'scheduler',
};
