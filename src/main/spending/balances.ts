import type { Balance, BalanceView } from '../../shared/balance.ts';
import { failure, FailureError, failureFrom } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { Clock, Log } from '../host.ts';
import type { Account, AccountBalance, BalanceFile } from '../library/balance-file.ts';
import type { JobStore } from '../library/job-store.ts';
import { comparedFrom, comparedFromLatest, readAgain, viewOf } from './balance-window.ts';

/**
 * When a balance is read: as the first clip after a pause is sent, once all clips of the provider have ended, and when
 * the person asks. It only watches what is sent: nothing waits for a reading, and one that fails is made known to
 * nobody who has not asked for it.
 */
export interface Balances {
  list(): BalanceView[];
  /** Rejects with `FailureError`. */
  read(providerId: string): Promise<BalanceView>;
  renew(): Promise<BalanceView[]>;
  start(): void;
  /** Waits for what is being written, for no answer. */
  stop(): Promise<void>;
}

export interface BalanceSource {
  /** Ids of the providers that tell a balance. */
  readonly tellers: readonly string[];
  /** Undefined where there is no key. */
  account(providerId: string): Account | undefined;
  /** One free call with the key in force. Rejects with `FailureError`. */
  ask(providerId: string, signal: AbortSignal): Promise<Balance>;
}

export interface BalancesOptions {
  source: BalanceSource;
  file: BalanceFile;
  runs: Pick<JobStore['runs'], 'since' | 'watch'>;
  /** How many clips are being made, by provider. */
  inTheMaking(): ReadonlyMap<string, number>;
  clock: Clock;
  log: Log;
  changed(balances: BalanceView[]): void;
}

/** A reading this old is good enough to compare with, where nothing was sent since. */
const goodForMs = 3 * 60_000;
/** Charges post a moment after a clip is ready. */
const settleMs = 5_000;
/** Clips that are refused at once must not make a reading each. */
const betweenEndsMs = 60_000;
/** Opening a view again asks nobody again. */
const freshForMs = 30_000;

interface Sending {
  /** Takes back the reading at the end, which is due soon. */
  cancelEnd?: (() => void) | undefined;
}

export function createBalances(options: BalancesOptions): Balances {
  const { source, file, runs, inTheMaking, clock, log, changed } = options;
  const { tellers } = source;
  const stopping = new AbortController();
  /** Providers at which clips are being made, or were until a moment ago. */
  const sendings = new Map<string, Sending>();
  const askedAt = new Map<string, number>();
  const endedAt = new Map<string, number>();
  const turns = new Map<string, Promise<unknown>>();
  let written: Promise<unknown> = Promise.resolve();

  function isMaking(providerId: string, active = inTheMaking()): boolean {
    return (active.get(providerId) ?? 0) > 0;
  }

  function since(times: ReadonlyMap<string, number>, providerId: string): number {
    // A clock that was set back makes no reading old, and none fresh for hours.
    return Math.abs(clock.now() - (times.get(providerId) ?? -Infinity));
  }

  function view(known: AccountBalance): BalanceView {
    const making = isMaking(known.providerId);
    return viewOf(known, making, making ? [] : runs.since(known.from.at));
  }

  function known(providerId: string): AccountBalance | undefined {
    const account = source.account(providerId);
    return account && file.find(account);
  }

  function list(): BalanceView[] {
    return tellers.flatMap((id) => {
      const balance = known(id);
      return balance === undefined ? [] : [view(balance)];
    });
  }

  function put(balance: AccountBalance): void {
    written = file.put(balance).catch((thrown: unknown) => {
      log.warn('the balances could not be written', { kind: failureFrom(thrown).kind });
    });
    changed(list());
  }

  /** @param beginsAt when the clips that follow were sent first; absent: one more reading of what is compared */
  async function ask(providerId: string, beginsAt?: number): Promise<void> {
    stopping.signal.throwIfAborted();
    // Taken down beforehand: the key may be another one when the answer is here.
    const account = source.account(providerId);
    const at = beginsAt ?? clock.now();
    askedAt.set(providerId, clock.now());
    const balance = await source.ask(providerId, stopping.signal);
    if (account === undefined || stopping.signal.aborted) return;
    const reading = { ...balance, at };
    put(beginsAt === undefined ? readAgain(file.find(account), account, reading) : comparedFrom(account, reading));
  }

  /** One after the other for each provider, so that no answer overtakes another. */
  function inTurn(providerId: string, beginsAt?: number): Promise<void> {
    const mine = (turns.get(providerId) ?? Promise.resolve()).then(() => ask(providerId, beginsAt));
    turns.set(
      providerId,
      mine.catch(() => {}),
    );
    return mine;
  }

  function askQuietly(providerId: string, beginsAt?: number): Promise<void> {
    return inTurn(providerId, beginsAt).catch((thrown: unknown) => {
      if (stopping.signal.aborted) return;
      log.info('a balance could not be read', { providerId, kind: failureFrom(thrown).kind });
    });
  }

  function begin(providerId: string): void {
    const account = source.account(providerId);
    if (account === undefined) return;
    const before = file.find(account);
    const isGood = since(askedAt, providerId) < goodForMs;
    if (before !== undefined) put(comparedFromLatest(before));
    if (!isGood) void askQuietly(providerId, sentFirst(providerId));
  }

  /** The clip is stored as sent a moment before this is heard. */
  function sentFirst(providerId: string): number {
    const now = clock.now();
    const just = runs.since(now - 1000).filter((run) => run.providerId === providerId);
    return Math.min(now, ...just.map(({ sentAt }) => sentAt));
  }

  function end(providerId: string): void {
    sendings.delete(providerId);
    endedAt.set(providerId, clock.now());
    if (source.account(providerId) !== undefined) void askQuietly(providerId);
  }

  function look(): void {
    const active = inTheMaking();
    for (const providerId of tellers) {
      const sending = sendings.get(providerId);
      if (isMaking(providerId, active)) {
        sending?.cancelEnd?.();
        if (sending === undefined) {
          sendings.set(providerId, {});
          begin(providerId);
        } else sending.cancelEnd = undefined;
      } else if (sending !== undefined && sending.cancelEnd === undefined) {
        const waitMs = Math.max(settleMs, betweenEndsMs - since(endedAt, providerId));
        sending.cancelEnd = clock.after(waitMs, () => {
          end(providerId);
        });
      }
    }
  }

  return {
    list,
    async read(providerId) {
      await inTurn(providerId);
      const balance = known(providerId);
      if (balance === undefined) throw keyChanged();
      return view(balance);
    },
    async renew() {
      const stale = tellers.filter((id) => source.account(id) !== undefined && since(askedAt, id) >= freshForMs);
      await Promise.all(stale.map((id) => askQuietly(id)));
      return list();
    },
    start() {
      // What was sent before the last end of Conch is still compared with what was read then.
      for (const [providerId, number] of inTheMaking()) if (number > 0) sendings.set(providerId, {});
      runs.watch(() => {
        if (stopping.signal.aborted) return;
        try {
          look();
        } catch (thrown) {
          // Heard in the middle of storing a clip, which must go on whatever becomes of a hint.
          log.warn('the balances could not be looked after', { kind: failureFrom(thrown).kind });
        }
      });
    },
    async stop() {
      stopping.abort();
      for (const { cancelEnd } of sendings.values()) cancelEnd?.();
      await written;
    },
  };
}

/** While the provider was asked. */
function keyChanged(): FailureError {
  const words = sentence('The key was changed meanwhile. Read the balance again.');
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
