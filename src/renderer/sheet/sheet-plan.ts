import type { BatchPlan, PlannedClip, Stop } from '../../shared/batch/plan.ts';
import type { ProviderView } from '../../shared/contract.ts';
import { estimate, sumEstimates, type Sum } from '../../shared/estimate.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import type { Said } from '../../shared/sentence.ts';
import type { Issue } from '../../shared/validate.ts';
import { findWait, type Wait } from '../../shared/wait.ts';

/** What the sheet shows of a plan. Pure. */

/** Where clips go. */
export interface Place {
  providerId: string;
  name: string;
  /** That can be sent. */
  clips: number;
  stopped: number;
  /** Of those that can be sent. */
  sum: Sum;
  /** Of the first of them. */
  wait?: Wait | undefined;
}

/** Clips that cannot be sent, all for the same reason. */
export interface StopGroup {
  id: string;
  stop: Stop;
  providerId: string;
  clips: number;
  /** Of the sheet, by their place in it. */
  drafts: number[];
  /** Of a list, where they came from one. */
  lines: number[];
  /** What is wrong, with its ways out. Empty where only a key is missing. */
  issues: Issue[];
}

/** One prompt of one draft: what becomes of it is the same for all of its takes. */
export interface Source {
  id: string;
  request: GenerationRequest;
  tags: readonly string[];
  takes: number;
  line?: number | undefined;
  stop?: Stop | undefined;
  why: Said[];
}

export interface SheetPlan {
  places: Place[];
  stops: StopGroup[];
  sources: Source[];
  /** Of everything that can be sent. */
  sum: Sum;
}

export function sheetPlan(
  { clips, perProvider }: BatchPlan,
  providers: readonly ProviderView[],
  waits: readonly Wait[],
): SheetPlan {
  const known = new Map(providers.map((provider) => [provider.id, provider]));
  const estimateOf = ({ request }: PlannedClip) => {
    const provider = known.get(request.providerId);
    return provider && estimate(request, provider);
  };
  const going = clips.filter(({ stop }) => stop === undefined);
  const places = perProvider.map(({ providerId, clips: all, stopped }): Place => {
    const here = going.filter(({ request }) => request.providerId === providerId);
    const [first] = here;
    return {
      providerId,
      name: known.get(providerId)?.name ?? providerId,
      clips: all - stopped,
      stopped,
      sum: sumEstimates(here.map(estimateOf)),
      wait: first && findWait(waits, first.request),
    };
  });
  return {
    places,
    stops: stopGroups(clips),
    sources: sourcesOf(clips),
    sum: sumEstimates(going.map(estimateOf)),
  };
}

function errorsOf({ issues }: PlannedClip): Issue[] {
  return issues.filter(({ severity }) => severity === 'error');
}

function stopGroups(clips: readonly PlannedClip[]): StopGroup[] {
  const groups = new Map<string, StopGroup>();
  for (const clip of clips) {
    const { stop, request, draft, line, take } = clip;
    if (stop === undefined) continue;
    const issues = stop === 'key' ? [] : errorsOf(clip);
    const id = [stop, request.providerId, ...issues.map(({ message }) => message)].join('\n');
    const group = groups.get(id) ?? {
      id,
      stop,
      providerId: request.providerId,
      clips: 0,
      drafts: [],
      lines: [],
      issues,
    };
    group.clips += 1;
    if (group.drafts.at(-1) !== draft) group.drafts.push(draft);
    if (line !== undefined && take === 0 && group.lines.at(-1) !== line) group.lines.push(line);
    groups.set(id, group);
  }
  return [...groups.values()];
}

function sourcesOf(clips: readonly PlannedClip[]): Source[] {
  const sources = new Map<string, Source>();
  for (const clip of clips) {
    const id = `${clip.draft} ${clip.prompt}`;
    const source = sources.get(id);
    if (source !== undefined) {
      source.takes += 1;
      continue;
    }
    const { request, tags, line, stop } = clip;
    const why = stop === undefined || stop === 'key' ? [] : errorsOf(clip);
    sources.set(id, { id, request, tags, takes: 1, line, stop, why });
  }
  return [...sources.values()];
}
