/**
 * Every wait in the suite has a name, a limit and the reason for it. A limit is generous: reaching
 * one means that something is stuck, never that a machine is slow.
 */
export const LIMITS = {
  /**
   * A member that needs no image pull is Ready in 2 to 5 s; a loaded host needs several times
   * that.
   */
  podReadyMs: 120_000,
  /** Pod start time times replicas, and a scheduler that was just restarted. */
  convergedMs: 240_000,
  /** The grace period of our own workloads is 5 s; a kubelet on a loaded host adds some. */
  podGoneMs: 90_000,
  /** Node monitor grace plus toleration, with either set of timers; stock ones need 350 s. */
  terminatingMs: 420_000,
  /** Lease renewal, the next kubelet sync and the node lifecycle loop after a network came back. */
  nodeReadyMs: 90_000,
  /** Namespaces go when the last pod has gone, and pods on a healed node take their grace. */
  namespaceGoneMs: 120_000,
  /** Deletes of the garbage collector after the owner has gone. */
  garbageMs: 90_000,
  /**
   * Packets must come before they are counted: seconds, and 16 s were seen on a host 14 times
   * full.
   */
  inForceMs: 60_000,
  /** Several looks, each with its probes; node readiness has a limit of its own. */
  undoneMs: 60_000,
  /** From Ctrl-C until whatever was on loan is undone: nobody wants to wait for long then. */
  interruptedMs: 10_000,
  /**
   * A kubelet starts what ended on its node again only after a pause, which doubles with each
   * time up to five minutes; on kind half of that was seen, after a few losses.
   */
  startedAgainMs: 330_000,
  /**
   * Programs that are started anew have to end, to come up and to be elected: half a minute, most
   * of it the lease of the one before.
   */
  controlPlaneBackMs: 120_000,
  /**
   * A new connection on a network of our own takes milliseconds; its first packet is sent
   * twice.
   */
  probeSeconds: 2,
  /**
   * One look by a command on a node, probes included: a look must never hang with what it
   * looks at.
   */
  probeExecMs: 20_000,
  /** A record needs one beat of the member and one pass of the witness on the node. */
  ackMs: 60_000,
  /** Reading every volume once more and closing every follower, when a story is over. */
  harvestMs: 60_000,
  /**
   * A watch that says nothing for so long is opened again: a dead connection says nothing either.
   * Bookmarks come once a minute; a quiet watch that is opened again any sooner asks a busy server
   * for a version that it may have forgotten.
   */
  watchIdleMs: 90_000,
  /** Asking the store for every version between two: what it takes longer for stays unseen. */
  recallMs: 15_000,
  /** Between two attempts to reach what a witness lost: small against any fault worth judging. */
  watchAgainMs: 250,
  /** A watch that is alive is behind by milliseconds. */
  watchCatchUpMs: 10_000,
  /** A follower on a node says every two seconds that it lives. */
  followerSilentMs: 10_000,
  /** From the start of a follower to its first word, on a loaded node. */
  followerUpMs: 60_000,
  /** One command on a node. */
  execMs: 30_000,
  /** An image of a quarter of a gigabyte, unpacked on a busy disk. */
  imageImportMs: 180_000,
  /**
   * A client waits so long for an answer: longer than an election, shorter than any fault that is
   * worth judging.
   */
  answerMs: 3_000,
  /** From a fault to a system that answers again: its members start anew and find each other. */
  servedMs: 120_000,
  /** From the start of k6 to its first sample: it compiles its script and asks each member once. */
  k6UpMs: 60_000,
  /** k6 breaks off what is under way, reckons its thresholds and prints them: in tenths of 1 s. */
  k6EndMs: 15_000,
  /** The runner's word to a timer on a node; the lease is six times as long. */
  renewEveryMs: 5_000,
  leaseSeconds: 30,
  /** The lease, the timer's own pace, and the removal it does. */
  deadManMs: 45_000,
  /**
   * Another runner starts, attaches and takes a fingerprint: 2 s, and over a minute was seen on a
   * host 30 times full.
   */
  otherRunnerMs: 180_000,
  /** From the start of etcd to an API server that answers: 3 s, or a busy host's 30. */
  apiUpMs: 60_000,
  /** kind: pull-free creation takes about 25 s on two cores. */
  clusterUpMs: 420_000,
  clusterDownMs: 120_000,
  /** A container engine that starts goes through all it has stored; an empty one takes 2 s. */
  engineStartMs: 60_000,
  /** It gives its containers 10 s each before it ends, all at once. */
  engineStopMs: 60_000,
  /** It takes up its configuration within a second of the signal, or not at all. */
  engineReloadMs: 15_000,
} as const;

export type LimitName = keyof typeof LIMITS;
