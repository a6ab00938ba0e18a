/** Real systems that members of a set can run, by the names that a command line knows them by. */
export const SYSTEMS = [
  ...['nginx', 'etcd', 'postgresql', 'valkey', 'redis', 'zookeeper', 'kafka', 'rabbitmq'],
  ...['mariadb', 'opensearch', 'cassandra', 'mongodb', 'mysql'],
] as const;
export type SystemName = (typeof SYSTEMS)[number];

/**
 * What the system owes its clients. `file`: what a member serves from its claim is the same for
 * ever. `register`: each key is one register for all members. `rows`: each key is written once and
 * never changed, and what was acknowledged stays. `ledger`: each row is a transfer beside that, and
 * the sum of all balances is always the same.
 */
export type Owes = 'file' | 'register' | 'rows' | 'ledger';

/** The key under which a ledger tells the sum of its balances. Nobody writes it. */
export const SUM = 'sum';

/** The key under which a member tells its own place among its peers, which its volume keeps. */
export const OWN = 'own';

/** A real system as members of a set run it, and as a client finds it. */
export interface System {
  readonly name: SystemName;
  /** False where the members are set up as beginners do, for the suite to notice. */
  readonly isSound: boolean;
  readonly owes: Owes;
  readonly port: number;
  /** The image that hosts with a container registry know it by. */
  readonly publicImage: string;
  /** A promise: clients are loaded by whoever speaks to a system, not by every command. */
  open(address: MemberAddress): Promise<Session>;
  /** A file: what k6 is to ask of the members, where a story wants that. */
  readonly loadScript?: string;
}

/** Where a client of this machine reaches one member: the member's name, wherever it runs. */
export interface MemberAddress {
  readonly member: string;
  readonly host: string;
  readonly port: number;
}

/** A client's dealings with one member. Whatever is not an answer is thrown. */
export interface Session {
  read(key: string): Promise<string | null>;
  /** Resolves when the system has acknowledged the write, and never before. */
  write(key: string, value: string): Promise<void>;
  /** The same, where the system gives each write a number of its own and tells it. */
  append?(key: string, value: string): Promise<number>;
  /** Whether this member leads its peers, in its own words. */
  leads?(): Promise<boolean>;
  close(): Promise<void>;
}

/** Seeded clients, side by side, each with one operation under way at a time. */
export interface Load {
  readonly clients: number;
  /** From one operation's end to the next one's start. */
  readonly pauseMs: number;
  /** Names of the keys; null where every write is to a key of its own. */
  readonly keys: readonly string[] | null;
  /** The one key that is read where every write has its own; absent where nothing is. */
  readonly looksAt?: string;
  /** Out of a hundred operations. */
  readonly reads: number;
  /** Ordinals of the members that clients turn to. */
  readonly members: readonly number[];
}
