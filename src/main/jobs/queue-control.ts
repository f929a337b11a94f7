import type { Failure } from '../../shared/failure.ts';
import type { QueueStop } from '../../shared/queue.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import type { Log } from '../host.ts';
import type { LearnedPace, QueueContent, QueueFile, QueueProviderState } from '../library/queue-file.ts';
import { afterFailure, failuresBeforeStop, type Streak } from './streak.ts';

/**
 * What keeps the queue from being sent although the provider would take it: the person's pause, and a stop after the same
 * failure several times in a row. Holds for clips that have not left; what is on its way is looked after all the same.
 */
export interface QueueControl {
  /** Whether anything may leave for this provider. */
  isOpen(providerId: string): boolean;
  isPaused(providerId?: string): boolean;
  stop(providerId: string): QueueStop | undefined;
  /** In force at once, stored when it resolves. Without an id: everything. Rejects with `FailureError`. */
  pause(providerId?: string): Promise<void>;
  /** Without an id: everything, also what was paused provider by provider. Rejects with `FailureError`. */
  resume(providerId?: string): Promise<void>;
  goOn(providerId: string): Promise<void>;
  /** The person has mended what the key, the account or the address was at fault for. */
  mended(providerId: string, isMended: (failure: Failure) => boolean): void;
  failed(providerId: string, failure: Failure, request: GenerationRequest, at: number): void;
  /** `accepted`: the provider took a clip; `made`: it finished one. */
  succeeded(providerId: string, how: 'accepted' | 'made'): void;
  learned(providerId: string): LearnedPace | undefined;
  learn(providerId: string, learned: LearnedPace): void;
  /** Waits for what is being written. */
  settle(): Promise<void>;
}

export interface QueueControlOptions {
  file: QueueFile;
  log: Log;
  changed(): void;
}

const open: QueueProviderState = { paused: false };

export function createQueueControl({ file, log, changed }: QueueControlOptions): QueueControl {
  let content: QueueContent = file.content;
  /** By provider and by where it went wrong: a provider may take every clip and make none. */
  const streaks = new Map<string, Streak>();
  let latestWrite: Promise<void> = Promise.resolve();

  const stateOf = (providerId: string): QueueProviderState => content.providers[providerId] ?? open;

  function withProvider(providerId: string, change: Partial<QueueProviderState>): QueueContent {
    const { stop, learned, paused } = { ...stateOf(providerId), ...change };
    const state = { paused, ...(stop && { stop }), ...(learned && { learned }) };
    return { ...content, providers: { ...content.providers, [providerId]: state } };
  }

  /** In the background: nobody waits for it, and the next one brings it along. */
  function saveSoon(what: string): void {
    latestWrite = file.save(content).catch(() => log.warn('the queue could not be written', { what }));
  }

  /** At once, so that nothing leaves meanwhile; told when it is on the disk. */
  async function put(next: QueueContent): Promise<void> {
    content = next;
    await file.save(content);
    changed();
  }

  function endStop(providerId: string): void {
    for (const stage of ['submit', 'poll']) streaks.delete(`${stage} ${providerId}`);
  }

  return {
    isOpen: (id) => !content.pausedAll && !stateOf(id).paused && stateOf(id).stop === undefined,
    isPaused: (id) => (id === undefined ? content.pausedAll : stateOf(id).paused),
    stop: (id) => stateOf(id).stop,
    pause: (id) => put(id === undefined ? { ...content, pausedAll: true } : withProvider(id, { paused: true })),
    resume(id) {
      if (id !== undefined) return put(withProvider(id, { paused: false }));
      const providers = Object.entries(content.providers).map(
        ([providerId, state]) => [providerId, { ...state, paused: false }] as const,
      );
      return put({ pausedAll: false, providers: Object.fromEntries(providers) });
    },
    async goOn(id) {
      endStop(id);
      await put(withProvider(id, { stop: undefined }));
    },
    mended(id, isMended) {
      const { stop } = stateOf(id);
      if (stop === undefined || !isMended(stop.failure)) return;
      content = withProvider(id, { stop: undefined });
      endStop(id);
      saveSoon('the end of a stop');
      changed();
    },
    failed(id, failure, request, at) {
      const name = `${failure.stage === 'poll' ? 'poll' : 'submit'} ${id}`;
      const streak = afterFailure(streaks.get(name), failure, request);
      if (streak === undefined || streak === streaks.get(name)) return;
      streaks.set(name, streak);
      if (streak.failures < failuresBeforeStop || stateOf(id).stop !== undefined) return;
      content = withProvider(id, { stop: { failure, failures: streak.failures, at } });
      log.info('the same failure came again and again, so the provider is left alone', {
        provider: id,
        kind: failure.kind,
      });
      latestWrite = file
        .save(content)
        .catch(() => log.warn('the queue could not be written', { what: 'a stop' }))
        .finally(changed);
    },
    succeeded(id, how) {
      streaks.delete(`submit ${id}`);
      if (how === 'made') streaks.delete(`poll ${id}`);
    },
    learned: (id) => stateOf(id).learned,
    learn(id, learned) {
      content = withProvider(id, { learned });
      saveSoon('a pace');
      changed();
    },
    settle: () => latestWrite,
  };
}
