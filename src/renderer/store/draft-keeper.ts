import { failureFrom, type Failure } from '../../shared/failure.ts';
import { keptDraftSchema, type KeptDraft } from '../../shared/kept-draft.ts';

/**
 * Nothing that was written is lost. Every change goes at once into the window's own storage, which outlives a reload and
 * a crash of the page, and a moment later to the core, which outlives the window: in a browser the next start has another
 * port, and so another storage. Of the two memories the later one holds. Each library has a draft of its own.
 */
export interface DraftKeeper {
  /**
   * Takes up what was being written in this library, or after a break goes on with what is on screen. Never rejects: a
   * draft that cannot be read must not keep the library shut.
   */
  takeUp(core: DraftCore, dataFolder: string): Promise<void>;
  /** What is being written is another now. */
  changed(): void;
  /** Gives the core what it has not got yet. Never rejects. */
  flush(): Promise<void>;
}

export interface DraftCore {
  /** Rejects with `FailureError`, like `keep`. */
  read(): Promise<KeptDraft | null>;
  keep(kept: KeptDraft): Promise<unknown>;
}

export interface DraftKeeperOptions {
  /** What is on screen. */
  current(): Omit<KeptDraft, 'changedAt'>;
  show(kept: KeptDraft | undefined): void;
  /** May throw, where the browser has none or it is full: the core has its own copy then. */
  storage(): Pick<Storage, 'getItem' | 'setItem'>;
  trouble(failure: Failure): void;
  now(): number;
  settleMs: number;
}

interface Library {
  dataFolder: string;
  core: DraftCore;
  changedAt: number;
  timer?: ReturnType<typeof setTimeout> | undefined;
  /** A change that the core has not taken yet. */
  isPending: boolean;
  /** A trouble of the disk is told once, not with every word. */
  hasFailed: boolean;
}

export function createDraftKeeper(options: DraftKeeperOptions): DraftKeeper {
  const { current, show, storage, trouble, now, settleMs } = options;
  let library: Library | undefined;

  async function takeUp(core: DraftCore, dataFolder: string): Promise<void> {
    if (library?.dataFolder === dataFolder) {
      library.core = core;
      void flush();
      return;
    }
    clearTimeout(library?.timer);
    library = undefined;
    const inCore = await readCore(core);
    const here = readHere(dataFolder);
    const isHereLater = (here?.changedAt ?? 0) > (inCore?.changedAt ?? 0);
    const kept = isHereLater ? here : inCore;
    show(kept);
    library = { dataFolder, core, changedAt: kept?.changedAt ?? 0, isPending: isHereLater, hasFailed: false };
    void flush();
  }

  function changed(): void {
    const mine = library;
    if (mine === undefined) return;
    // A clock that was set back must not make the newest words look old.
    mine.changedAt = Math.max(now(), mine.changedAt + 1);
    mine.isPending = true;
    writeHere(mine.dataFolder, { ...current(), changedAt: mine.changedAt });
    clearTimeout(mine.timer);
    mine.timer = setTimeout(() => void flush(), settleMs);
  }

  async function flush(): Promise<void> {
    const mine = library;
    if (mine?.isPending !== true) return;
    clearTimeout(mine.timer);
    mine.isPending = false;
    try {
      await mine.core.keep({ ...current(), changedAt: mine.changedAt });
      mine.hasFailed = false;
    } catch (thrown) {
      // While the core is away, the window's own storage has it; the next session brings it over.
      mine.isPending = true;
      const failure = failureFrom(thrown);
      if (failure.kind !== 'disk' || mine.hasFailed) return;
      mine.hasFailed = true;
      trouble(failure);
    }
  }

  async function readCore(core: DraftCore): Promise<KeptDraft | undefined> {
    try {
      return (await core.read()) ?? undefined;
    } catch (thrown) {
      trouble(failureFrom(thrown));
      return undefined;
    }
  }

  function readHere(dataFolder: string): KeptDraft | undefined {
    try {
      return keptDraftSchema.safeParse(JSON.parse(storage().getItem(storageKey(dataFolder)) ?? 'null')).data;
    } catch {
      return undefined;
    }
  }

  function writeHere(dataFolder: string, kept: KeptDraft): void {
    try {
      storage().setItem(storageKey(dataFolder), JSON.stringify(kept));
    } catch {
      // The core gets the same in a moment.
    }
  }

  return { takeUp, changed, flush };
}

function storageKey(dataFolder: string): string {
  return `conch.draft ${dataFolder}`;
}
