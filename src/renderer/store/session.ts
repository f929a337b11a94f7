import { create } from 'zustand';
import type { ClipQuery } from '../../shared/clip-query.ts';
import type { Session } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { ClipGroup } from '../library/grid-layout.ts';

/**
 * The mirror of the core. Written only by what the core says (`store/events.ts`, the answers that `store/acts.ts`
 * gets) and by the person's own query and selection. Components read it and never write it.
 */
export interface SessionState {
  /** `shut-out`: the host was started anew and does not know this window any more. */
  connection: 'connecting' | 'open' | 'lost' | 'shut-out';
  /** Why there is no session, when there is none. */
  failure?: Failure | undefined;
  session?: Omit<Session, 'page'> | undefined;
  /** What has been read: the pages near the screen, what runs, and the selected clip. */
  jobs: ReadonlyMap<string, Job>;
  /** One place for each clip that the query finds; a hole where the page has not been read, or was let go again. */
  order: readonly (string | undefined)[];
  /** How many clips each day has, where the list is by date. */
  days?: readonly ClipGroup[] | undefined;
  /** Greatest sequence seen: what is greater is a clip that is new. */
  newestSequence: number;
  /** The list on screen is not what the core would say now; it is read anew in a moment. */
  isStale: boolean;
  query: ClipQuery;
  /** The words by which the clips on screen were found: those of the query as soon as its answer is here. */
  foundBy: string;
  /** The clip in the inspector. */
  selectedId?: string | undefined;
  /** Chosen for an act on many; empty unless there are at least two. */
  marked: ReadonlySet<string>;
  downloads: ReadonlyMap<string, Download>;
}

export interface Download {
  receivedBytes: number;
  totalBytes?: number | undefined;
}

export const emptySession: SessionState = {
  connection: 'connecting',
  jobs: new Map(),
  order: [],
  newestSequence: 0,
  isStale: false,
  query: {},
  foundBy: '',
  marked: new Set(),
  downloads: new Map(),
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
