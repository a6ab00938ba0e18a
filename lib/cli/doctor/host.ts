import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder, stateFolder } from '../../support/paths.ts';

/** Which engine doctor speaks of. Production uses the client's own; a proof uses a second one. */
export interface EngineChoice {
  /** An address such as unix:///run/docker.sock; null for whatever the docker client would use. */
  readonly endpoint: string | null;
  /** Flags for an engine that doctor starts itself, beside those the machine asks for. */
  readonly flags: readonly string[];
  readonly configFile: string;
  readonly pidFile: string;
}

/** The machine as doctor sees it; every place it reads or writes is named here. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly root: boolean;
  readonly procFolder: string;
  readonly stateFolder: string;
  readonly cacheFolder: string;
  /** Where the runtime wrapper is put: the engine needs to find it for as long as it knows it. */
  readonly wrapperFolder: string;
  readonly commandFolders: readonly string[];
  readonly systemd: boolean;
  readonly engine: EngineChoice;
}

export function thisHost(but: Partial<Host> = {}): Host {
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    procFolder: '/proc',
    stateFolder: stateFolder(),
    cacheFolder: cacheFolder(),
    wrapperFolder: '/usr/local/lib/steadfast',
    commandFolders: commandFolders(),
    systemd: isFolder('/run/systemd/system'),
    engine: {
      endpoint: null,
      flags: [],
      configFile: '/etc/docker/daemon.json',
      pidFile: '/var/run/docker.pid',
    },
    ...but,
  };
}

/** The first executable of this name, or null. */
export function findCommand(host: Host, name: string): string | null {
  for (const folder of host.commandFolders) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {}
  }
  return null;
}

/** A file's text, or null when it cannot be read: a missing file is an answer, not an error. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** The command as this user has to type it. */
export function asRoot(host: Host, command: string): string {
  return host.root ? command : `sudo ${command}`;
}

/** Debian and Ubuntu, whose package names we know; elsewhere doctor only says what is missing. */
export function hasApt(host: Host): boolean {
  return findCommand(host, 'apt-get') !== null;
}

/** A user's PATH often lacks the folders of root's programs, where most of what we ask for is. */
function commandFolders(): string[] {
  const named = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...new Set([...named, '/usr/local/sbin', '/usr/sbin', '/sbin'])];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
