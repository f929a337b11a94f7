import { create } from 'zustand';
import type { Session } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Filter } from './filters.ts';

/**
 * The mirror of the core. Written only by what the core says (`store/events.ts`, the answers that `store/acts.ts`
 * gets) and by the person's own search, filter and selection. Components read it and never write it.
 */
export interface SessionState {
  /** `shut-out`: the host was started anew and does not know this window any more. */
  connection: 'connecting' | 'open' | 'lost' | 'shut-out';
  /** Why there is no session, when there is none. */
  failure?: Failure | undefined;
  session?: Omit<Session, 'page'> | undefined;
  jobs: ReadonlyMap<string, Job>;
  /** Ids of the clips that are shown, newest first. */
  order: readonly string[];
  /** How many match the search and the filter in all; `order` may hold fewer. */
  total: number;
  nextBeforeSequence?: number | undefined;
  search: string;
  filter: Filter;
  selectedId?: string | undefined;
  downloads: ReadonlyMap<string, Download>;
  loadingMore: boolean;
}

export interface Download {
  receivedBytes: number;
  totalBytes?: number | undefined;
}

export const emptySession: SessionState = {
  connection: 'connecting',
  jobs: new Map(),
  order: [],
  total: 0,
  search: '',
  filter: 'all',
  downloads: new Map(),
  loadingMore: false,
};

export const useSession = create<SessionState>(() => emptySession);

/** The view of one provider, or undefined while there is no session or no such provider any more. */
export function useProvider(id: string | undefined) {
  return useSession(({ session }) => session?.providers.find((provider) => provider.id === id));
}

/** The selected clip. */
export function useSelectedJob(): Job | undefined {
  return useSession(({ jobs, selectedId }) => (selectedId === undefined ? undefined : jobs.get(selectedId)));
}

/** Address of a file that belongs to a clip: `media('clips', job.id)`. Empty while there is no session. */
export function media(kind: 'clips' | 'posters' | 'pictures', id: string): string {
  const base = useSession.getState().session?.mediaBase;
  return base === undefined ? '' : `${base}/${kind}/${id}`;
}
