import type { Abilities } from '../shared/contract.ts';
import type { Probe } from './probe.ts';

/**
 * The seam between the core and the machine it runs on: data folder, settings file, sealing of keys, clock, and a few
 * acts of the operating system. What a host cannot do it declares in `abilities`, and the window hides the control.
 */
export interface Host {
  readonly kind: 'electron' | 'browser';
  readonly version: string;
  readonly abilities: Abilities;
  /** Absolute; exists. Everything that Conch writes by itself lies in here, unless the person chose another library folder. */
  readonly dataFolder: string;
  /** Where the settings live: electron-store and conf are both this. */
  readonly settings: SettingsFile;
  /** Seals keys for the disk; absent where the host has nothing to seal with (keys then live in memory). */
  readonly sealer?: Sealer;
  /** The system's languages, best first (BCP 47 tags). Absent where everything is said in the window. */
  readonly languages?: readonly string[];
  /**
   * The proxy that the system names for an address, e.g. `http://proxy:3128`; undefined: straight. Absent where there is
   * nobody to ask.
   */
  readonly systemProxy?: ((url: string) => Promise<string | undefined>) | undefined;
  /** `CONCH_…` variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly acts: HostActs;
  /** For tests only: see probe.ts. */
  readonly probe?: Probe;
}

/** The part of Conf (and so of electron-store) that we use. */
export interface SettingsFile {
  get store(): Record<string, unknown>;
  set store(value: Record<string, unknown>);
}

/**
 * Rejects when sealing is not possible now; the caller keeps what it has and says so.
 * `unseal` tells when the system wants the text sealed anew.
 */
export interface Sealer {
  seal(text: string): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<{ text: string; sealAgain: boolean }>;
}

export interface Clock {
  /** Epoch milliseconds. May jump. */
  now(): number;
  /** Calls back after about `delayMs`; the returned function takes it back. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Objects and messages are redacted by the log itself; still, no key and no request body is ever passed in. */
export interface Log {
  debug(message: string, facts?: Record<string, unknown>): void;
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}

export interface HostActs {
  /** Shows the file in the system's file manager. */
  reveal(path: string): Promise<void>;
  /** Opens the file with the system's own player. Rejects when no program takes it. */
  openFile(path: string): Promise<void>;
  /** Gives the file to the drag that has just begun in the window, with a picture of it in hand. */
  dragOut(path: string, posterPath: string | undefined): Promise<void>;
  chooseFolder(): Promise<string | null>;
  chooseArchive(): Promise<string | null>;
  /** Where to save a file; the dialog asks before one is replaced. */
  chooseSave(name: string): Promise<string | null>;
  /** Moves a file to the system's own trash. Only with the ability; rejects where the place has none. */
  trashItem(path: string): Promise<void>;
  /** A native notice; clicking it brings the clip up. */
  notify(notice: { title: string; body: string; jobId: string }): void;
  /** Whether the person has the window before them, so that no notice is needed. */
  isInFront(): boolean;
  /** How many clips wait for the person, on the dock; 0 takes it away. */
  showAttention(clips: number): void;
  /** 0 to 1 on the dock or the taskbar; `null` takes it away. */
  showProgress(fraction: number | null): void;
}
