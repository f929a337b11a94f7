import type { Group } from '../group.ts';
import type { ImageHostState } from '../image-host.ts';
import type { ModelSpec } from '../model.ts';
import type { GenerationRequest } from '../request.ts';
import { says, type Said } from '../sentence.ts';
import { hasErrors, validate, type Issue } from '../validate.ts';
import { mostOrders, type Order } from './order.ts';
import { expandTemplate, missingValues, readTemplate, type VariableValues } from './prompt-template.ts';

/** What one act would make: every clip of it, what stands in the way of each, and how many go where. Pure. */

export const mostTakes = 16;

/** One request as it was composed or read from a list, before takes and prompts make many of it. */
export interface Draft {
  request: GenerationRequest;
  tags?: readonly string[];
  /** Where in a list it came from. */
  line?: number;
}

/** What of a provider counts here; a `ProviderView` is one. */
export interface PlannedProvider {
  id: string;
  name: string;
  models: readonly ModelSpec[];
  key: { source: string };
}

export interface PlanInput {
  drafts: readonly Draft[];
  /** How often each: 1 to `mostTakes`. */
  takes: number;
  /** What the variables of the prompts stand for. Absent: prompts are taken as they are written, braces and all. */
  values?: VariableValues;
  /** The drafts are one shot, translated for several providers: their clips belong together. */
  compare?: boolean;
  providers: readonly PlannedProvider[];
  imageHostOf(providerId: string): ImageHostState;
}

/** Why a clip is left out. `window`: its picture has to be made to fit first, which takes the window. */
export type Stop = 'issues' | 'key' | 'window';

export interface PlannedClip {
  request: GenerationRequest;
  tags: readonly string[];
  /** Which draft, which of its prompts, which take: from 0. */
  draft: number;
  prompt: number;
  take: number;
  line?: number;
  issues: Issue[];
  stop?: Stop;
}

export interface BatchPlan {
  clips: PlannedClip[];
  /** There would be more than one act may make; `clips` holds the first of them, and nothing should be sent. */
  isTooMany: boolean;
  /** What is wrong with the prompts as templates, each once. */
  problems: (Said & { draft: number })[];
  /** In the order in which they first come. */
  perProvider: { providerId: string; clips: number; stopped: number }[];
  compare: boolean;
}

/** @param most more clips than that are not planned */
export function planBatch(input: PlanInput, most = mostOrders): BatchPlan {
  const plan: BatchPlan = {
    clips: [],
    isTooMany: false,
    problems: [],
    perProvider: [],
    compare: input.compare ?? false,
  };
  const counts = new Map<string, BatchPlan['perProvider'][number]>();
  const seen = new Set<string>();
  const addProblem = (draft: number, problem: Said): void => {
    if (seen.has(problem.message)) return;
    seen.add(problem.message);
    plan.problems.push({ draft, message: problem.message, said: problem.said });
  };

  for (const [index, draft] of input.drafts.entries()) {
    let prompt = 0;
    for (const text of promptsOf(draft, index, input.values, addProblem)) {
      const request = { ...draft.request, prompt: text };
      const issues = issuesOf(request, input);
      const stop = stopOf(request, issues, input);
      for (let take = 0; take < input.takes; take += 1) {
        if (plan.clips.length === most) return { ...plan, isTooMany: true, perProvider: [...counts.values()] };
        plan.clips.push({
          request,
          tags: draft.tags ?? [],
          draft: index,
          prompt,
          take,
          ...(draft.line !== undefined && { line: draft.line }),
          issues,
          ...(stop !== undefined && { stop }),
        });
        const { providerId } = request;
        const count = counts.get(providerId) ?? { providerId, clips: 0, stopped: 0 };
        count.clips += 1;
        if (stop !== undefined) count.stopped += 1;
        counts.set(providerId, count);
      }
      prompt += 1;
    }
  }
  return { ...plan, perProvider: [...counts.values()] };
}

/** What of a plan can be sent, with ids and groups, as `batch.create` takes it. */
export function ordersOf({ clips, compare }: BatchPlan, mint: () => string): Order[] {
  const going = clips.filter(({ stop }) => stop === undefined);
  const sourceOf = ({ draft, prompt }: PlannedClip): string => (compare ? `${prompt}` : `${draft} ${prompt}`);
  const isTaken = going.some(({ take }) => take > 0);
  const kind: Group['kind'] = compare ? 'compare' : isTaken ? 'takes' : 'batch';
  const groups = new Map<string, Group>();
  return going.map((clip) => {
    const source = kind === 'batch' ? '' : sourceOf(clip);
    const group = groups.get(source) ?? { id: mint(), kind };
    groups.set(source, group);
    return {
      intentId: mint(),
      request: clip.request,
      // A single clip has nothing in common with anything.
      ...(going.length > 1 && { group }),
      ...(clip.tags.length > 0 && { tags: [...clip.tags] }),
    };
  });
}

function* promptsOf(
  { request }: Draft,
  index: number,
  values: VariableValues | undefined,
  addProblem: (draft: number, problem: Said) => void,
): Generator<string> {
  if (values === undefined) {
    yield request.prompt;
    return;
  }
  const template = readTemplate(request.prompt);
  for (const problem of template.problems) addProblem(index, problem);
  const missing = missingValues(template, values);
  for (const variable of missing) {
    addProblem(index, says('Say what {{variable}} stands for.', { variable: `{${variable}}` }));
  }
  if (missing.length === 0) yield* expandTemplate(template, values);
}

function issuesOf(request: GenerationRequest, { providers, imageHostOf }: PlanInput): Issue[] {
  const provider = providers.find(({ id }) => id === request.providerId);
  if (provider === undefined) {
    const words = says('There is no such provider. Choose another one.');
    return [{ field: 'provider', severity: 'error', ...words, fixes: [] }];
  }
  return validate(request, provider.models, { imageHost: imageHostOf(provider.id) });
}

function stopOf(
  { providerId }: GenerationRequest,
  issues: readonly Issue[],
  { providers }: PlanInput,
): Stop | undefined {
  if (hasErrors(issues)) return isMendedByWindow(issues) ? 'window' : 'issues';
  const source = providers.find(({ id }) => id === providerId)?.key.source;
  return source === 'none' || source === 'unreadable' ? 'key' : undefined;
}

/** Only its picture stands in the way, and it can be made to fit. */
function isMendedByWindow(issues: readonly Issue[]): boolean {
  const errors = issues.filter(({ severity }) => severity === 'error');
  return (
    errors.length > 0 &&
    errors.every(({ field }) => field === 'firstFrame') &&
    errors.some(({ fixes }) => fixes.some(({ kind }) => kind !== 'fields'))
  );
}
