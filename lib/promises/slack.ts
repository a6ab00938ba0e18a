/**
 * Tolerances of the checkers, each with its reason. Every one of them makes a checker quieter,
 * never louder: an alarm that is wrong once is not believed the next time.
 */
export const SLACK = {
  /**
   * The controller acts on a copy of the API that trails it, by milliseconds on a quiet cluster and
   * by more on a loaded one. It may act on what was true this long ago.
   */
  controllerLagMs: 2_000,
  /** A controller that was slow or away may still do what the spec asked for so long ago. */
  staleSpecMs: 10_000,
  /** Watches deliver side by side: one kind's news may arrive this much after another's. */
  watchLagMs: 1_000,
  /** And on a host that has no time, a cause may be heard of so long after its effect. */
  lateNewsMs: 10_000,
  /** The controller acts first and then writes the status that explains it. */
  statusLagMs: 5_000,
  /** Something that goes on for less is over before anyone can be held to it. */
  noticeableMs: 2_000,
  /** The API dates conditions by whole seconds, so up to one earlier than they came. */
  wholeSecondMs: 1_000,
  /** From a change of a pod to the endpoints that tell of it, on a loaded control plane. */
  endpointMs: 5_000,
  /** Endpoints that tell of a pod only after so long count as never: 27 s were seen at load 100. */
  endpointsNeverMs: 60_000,
  /**
   * Whoever watches gives a dead connection up after 45 s, and asks again after 30 s at most, or
   * twice that by what jitter adds.
   */
  askedAgainMs: 120_000,
  /** A controller that has many to delete asks for the last of them no later than this. */
  batchMs: 10_000,
  /** A set that its controller calls complete, and where nothing stirred for so long, rests. */
  restingMs: 30_000,
  /** A rollout that can go on does so within seconds of the last member's readiness. */
  rolloutMs: 60_000,
  /** The garbage collector needs seconds, and a pod its grace period. */
  garbageMs: 60_000,
  /** A container that still runs so long after its pod was freed was not merely slow to stop. */
  ranOnMs: 30_000,
  /** A budget is counted anew some time after a change of its set: seconds, on a loaded host. */
  budgetLagMs: 30_000,
  /** An entry among a budget's disrupted is struck out after 2 minutes, by a controller's round. */
  disruptedMs: 150_000,
  /** The collector of pods makes its round every 20 s, and so late is it on a loaded host. */
  podRoundMs: 60_000,
  /** Its round itself: who is not taken away for so long was looked at and left. */
  collectorRoundMs: 22_000,
  /** From the end of a monitor's patience to its word on every member of a node. */
  nodeNewsMs: 20_000,
  /** Pods of a node without an object are left alone for 40 s, and then until the next round. */
  collectedMs: 120_000,
  /** The least that is granted a member to come, and another one to go. */
  memberMs: 10_000,
  /** Beside what its members need, a set is granted this: controllers restart, leases expire. */
  livenessMs: 60_000,
  /**
   * What can be begun is begun within a second. Where the controller's own lease ran out, on a host
   * a hundred times full, nothing was begun for 31 s.
   */
  begunMs: 120_000,
  /** Edits so close to each other come before the last was carried out. */
  thrashMs: 3_000,
  /** A new leader is elected within seconds of the last one's lease, and works from then on. */
  failoverMs: 25_000,
  /** Answers of DNS are kept for up to 30 s, and peers try again at most as long after that. */
  peersMs: 60_000,
  /** Elections and joins are over long before: 20 s were seen at load 200. */
  acceptedMs: 60_000,
  /** A client that is refused asks again within seconds, and waits for an answer no longer. */
  askedOnMs: 15_000,
  /** From a heal to the end of what should be dead: a node's first sync, and a grace period. */
  ghostMs: 60_000,
} as const;
